import { t } from '#renderer/i18n/index.ts';
import type { People } from '#renderer/state/people.svelte.ts';
import type { Author } from '#shared/domain/message.ts';

/** What the person who wrote, reacted or voted is called on this screen. */
export function authorName(author: Author, people: People, contactName: string): string {
  const { by } = t.timeline;
  switch (author.type) {
    case 'contact':
      return contactName;
    case 'agent':
      return people.isMe(author.agentId)
        ? by.you
        : (people.find(author.agentId)?.name ?? by.formerAgent);
    default:
      return by[author.type];
  }
}
