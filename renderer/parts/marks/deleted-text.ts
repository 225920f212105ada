import { t } from '#renderer/i18n/index.ts';
import type { Author, Message } from '#shared/domain/message.ts';
import type { Colleagues } from '../author-name.ts';
import { isNote } from '#renderer/state/note-message.ts';
import { deletedNoteText } from '../notes/note-message.ts';
import { lineOfMessage } from './quote-line.ts';

/** That a message was taken back, and by whom where that is one of us. */
export function deletedText(by: Author, people: Colleagues): string {
  const { deleted } = t.actions;
  if (by.type === 'phone') return deleted.onPhone;
  if (by.type !== 'agent') return deleted.message;
  if (people.isMe(by.agentId)) return deleted.byYou;
  return deleted.byAgent(people.find(by.agentId)?.name ?? t.timeline.by.formerAgent);
}

/** What stands for a message where there is one line for it. */
export function spokenText(message: Message, people: Colleagues): string {
  const { deletion } = message;
  if (deletion && isNote(message)) return deletedNoteText(deletion.by, people);
  return deletion ? deletedText(deletion.by, people) : lineOfMessage(message).text;
}
