import { previewKindOf } from '#shared/domain/content-words.ts';
import { previewKindSchema } from '#shared/domain/conversation.ts';
import type { PreviewKind } from '#shared/domain/conversation.ts';
import type { Author, Message } from '#shared/domain/message.ts';
import type { Quote } from '#shared/domain/message-actions.ts';
import { messageText, previewText } from '../preview.ts';

/** What a quoted message is shown by, wherever it comes from. */
export interface QuoteLine {
  readonly author: Author;
  readonly kind: PreviewKind;
  readonly text: string;
  readonly isDeleted: boolean;
}

/** `quoted`: the message itself, where it is loaded: it may have been deleted since. */
export function lineOfQuote({ author, kind, text }: Quote, quoted: Message | null): QuoteLine {
  const known = previewKindSchema.safeParse(kind);
  const shown = known.success ? known.data : 'unsupported';
  const isDeleted = quoted?.deletion !== undefined || (kind === 'text' && text === '');
  return { author, kind: shown, text: previewText({ kind: shown, text }), isDeleted };
}

export function lineOfMessage({ author, content, deletion }: Message): QuoteLine {
  const kind = previewKindOf(content);
  const text = previewText({ kind, text: messageText(content) });
  return { author, kind, text, isDeleted: deletion !== undefined };
}
