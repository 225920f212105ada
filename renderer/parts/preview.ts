import { t } from '#renderer/i18n/index.ts';
import { lineOf } from '#shared/domain/content-words.ts';
import type { Preview } from '#shared/domain/conversation.ts';
import type { Content } from '#shared/domain/message.ts';
import { authorName } from './author-name.ts';
import type { Colleagues } from './author-name.ts';
import { shortName } from './initials.ts';
import { parseRichText, plainText } from './rich-text.ts';

/** One line for a message: its text, or what it is. */
export function previewText({ kind, text }: Pick<Preview, 'kind' | 'text'>): string {
  const line = plainText(parseRichText(text)).replace(/\s+/g, ' ').trim();
  return line === '' && kind !== 'text' ? t.inbox.media[kind] : line;
}

/** Who wrote it, as a list says it; empty for the customer. */
export function previewAuthor({ author }: Preview, people: Colleagues): string {
  const { row } = t.inbox;
  if (author.type === 'contact' || author.type === 'whatsapp') return '';
  if (author.type === 'bot' && author.rule !== undefined) {
    return t.rules.rowAuthor(author.rule.name);
  }
  if (author.type === 'deskline' || author.type === 'bot') return row[author.type];
  if (author.type === 'phone') return row.phone;
  if (people.isMe(author.agentId)) return row.you;
  const name = people.find(author.agentId)?.name;
  return row.by(name ? shortName(name) : t.timeline.by.formerAgent);
}

type Reaction = NonNullable<Preview['reaction']>;

/** A reaction that is newer than the newest message. */
export function reactionLine(
  last: Preview,
  { author, emoji, messageId }: Reaction,
  people: Colleagues,
  contactName: string,
): string {
  const who = authorName(author, people, contactName);
  const isToLast = messageId === last.messageId && last.isDeleted === undefined;
  return isToLast
    ? t.actions.list.reacted(who, emoji, previewText(last))
    : t.actions.list.reactedToSome(who, emoji);
}

/** What there is to read in a message: its text, its caption or its file's name. */
export function messageText(content: Content): string {
  return 'media' in content ? content.caption || (content.media.fileName ?? '') : lineOf(content);
}
