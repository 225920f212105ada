import { lineOf, previewKindOf } from './content-words.ts';
import type { Preview } from './conversation.ts';
import type { Content, Message } from './message.ts';

const PREVIEW_LENGTH = 160;

/** A message as lists show it. */
export function previewOf(message: Message): Preview {
  return {
    messageId: message.id,
    at: message.at,
    author: message.author,
    ...saying(message.content),
    state: message.state,
    ...(message.deletion === undefined ? {} : { text: '', isDeleted: true as const }),
  };
}

/** What a message with this content says, in lists. */
export function saying(content: Content): Pick<Preview, 'kind' | 'text'> {
  return { kind: previewKindOf(content), text: previewText(content) };
}

/** The first characters of what a message says, on one line. */
export function previewText(content: Content): string {
  return asPreviewText(lineOf(content));
}

export function asPreviewText(text: string): string {
  const start = text.slice(0, 4 * PREVIEW_LENGTH);
  // Most are on one line already, and this runs for every message.
  return cut((/[^\S ]| {2}/u.test(start) ? start.replace(/\s+/gu, ' ') : start).trim());
}

/** Cuts without leaving half of a surrogate pair behind. */
function cut(text: string): string {
  if (text.length <= PREVIEW_LENGTH) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(PREVIEW_LENGTH - 2)) ? 2 : 1;
  return `${text.slice(0, PREVIEW_LENGTH - end)}…`;
}
