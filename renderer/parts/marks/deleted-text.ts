import { t } from '#renderer/i18n/index.ts';
import type { People } from '#renderer/state/people.svelte.ts';
import type { Author } from '#shared/domain/message.ts';

/** That a message was taken back, and by whom where that is one of us. */
export function deletedText(by: Author, people: People): string {
  const { deleted } = t.actions;
  if (by.type === 'phone') return deleted.onPhone;
  if (by.type !== 'agent') return deleted.message;
  if (people.isMe(by.agentId)) return deleted.byYou;
  return deleted.byAgent(people.find(by.agentId)?.name ?? t.timeline.by.formerAgent);
}
