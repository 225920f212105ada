import { t } from '#renderer/i18n/index.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { isBy } from '#shared/domain/allowed-actions.ts';
import { NOTE_EDIT_MS } from '#shared/domain/handling.ts';
import type { Author, Message } from '#shared/domain/message.ts';
import { can } from '#shared/domain/rights.ts';
import type { Colleagues } from '../author-name.ts';

export function deletedNoteText(by: Author, people: Colleagues): string {
  const { note } = t.handling;
  if (by.type !== 'agent') return note.deletedBy(t.handling.nobody);
  if (people.isMe(by.agentId)) return note.deletedByYou;
  return note.deletedBy(people.find(by.agentId)?.name ?? t.handling.nobody);
}

/** Why this person cannot change a note any more; null: it can be done. By the host's rule. */
export function noteObstacle(
  action: 'edit' | 'delete',
  note: Message,
  me: Agent,
  now: number,
): string | null {
  if (action === 'delete' && can(me.role, 'delete-every-message')) return null;
  if (!isBy(note, me)) return t.handling.note.notTheWriter;
  return now - note.at > NOTE_EDIT_MS ? t.handling.note.tooLate : null;
}
