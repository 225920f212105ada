import { z } from 'zod';
import { conversationIdSchema, messageIdSchema } from './ids.ts';

/** What is longer stays on the device on which it is written, in UTF-16 code units. */
export const DRAFT_LENGTH = 8_192;

/** More of one agent's the host does not keep; they stay on the device on which they are written. */
export const MOST_DRAFTS = 200;

/** Messages and notes are kept apart: neither ever becomes the other. */
export const draftKindSchema = z.enum(['message', 'note']);
export type DraftKind = z.infer<typeof draftKindSchema>;

/** What an agent has begun to write and not sent. Without text and quote: nothing (any more). */
export const draftSchema = z.object({
  conversationId: conversationIdSchema,
  kind: draftKindSchema,
  text: z.string().max(DRAFT_LENGTH),
  /** The message that it answers. */
  quote: messageIdSchema.nullable(),
});
export type Draft = Readonly<z.infer<typeof draftSchema>>;

export type DraftWords = Pick<Draft, 'text' | 'quote'>;

export const NO_WORDS: DraftWords = { text: '', quote: null };

export function isNoDraft({ text, quote }: DraftWords): boolean {
  return text === '' && quote === null;
}

export function isSameDraft(one: DraftWords, other: DraftWords): boolean {
  return one.text === other.text && one.quote === other.quote;
}

/** Two drafts for what is one conversation now, `earlier` first. */
export function joinedDraft(earlier: DraftWords, later: DraftWords): DraftWords {
  const texts = [earlier.text, later.text].filter((text) => text.trim() !== '');
  return { text: texts.join('\n'), quote: later.quote ?? earlier.quote };
}
