import { t } from '#renderer/i18n/index.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Author } from '#shared/domain/message.ts';

/** Who works here and who sits at this screen. */
export interface Colleagues {
  isMe(id: AgentId | null): boolean;
  find(id: AgentId | null): Agent | null;
}

/** What the person who wrote, reacted or voted is called on this screen. */
export function authorName(author: Author, people: Colleagues, contactName: string): string {
  const { by } = t.timeline;
  switch (author.type) {
    case 'contact':
      return contactName;
    case 'agent':
      return people.isMe(author.agentId)
        ? by.you
        : (people.find(author.agentId)?.name ?? by.formerAgent);
    case 'phone':
      return t.actions.phone;
    case 'bot':
      return author.rule === undefined ? by.bot : t.rules.author(author.rule.name);
    default:
      return by[author.type];
  }
}
