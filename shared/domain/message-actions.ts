import { z } from 'zod';
import { authorSchema } from './author.ts';
import type { Author } from './author.ts';
import { messageIdSchema, timestampSchema, waMessageKeySchema } from './ids.ts';

/** What happens to messages after they were written, and what they say of each other. */

/** How long WhatsApp takes an edit after the message was sent, in milliseconds. */
export const EDIT_WINDOW_MS = 15 * 60_000;
/** How long WhatsApp takes a deletion for everyone: two days and twelve hours. */
export const DELETE_WINDOW_MS = 60 * 60 * 60_000;
/** One emoji, also one put together of several people and skin tones. */
export const emojiSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u);

/** The customer has one side, we have the other: WhatsApp knows one reaction of each. */
export function isSameSide(one: Author, other: Author): boolean {
  return (one.type === 'contact') === (other.type === 'contact');
}

/** The message that this one answers, as it was when it was quoted. */
export const quoteSchema = z.object({
  waKey: waMessageKeySchema,
  /** Null while we do not have it. */
  messageId: messageIdSchema.nullable(),
  author: authorSchema,
  /** The quoted message's kind of content. */
  kind: z.string().max(40),
  /** First characters of its text, caption or file name; empty when it was deleted since. */
  text: z.string().max(160),
});
export type Quote = Readonly<z.infer<typeof quoteSchema>>;

export const reactionSchema = z.object({
  author: authorSchema,
  emoji: z.string().min(1).max(64),
  at: timestampSchema,
});

/** The text was changed after it was sent. */
export const editsSchema = z.object({
  /** When the text shown now was written. */
  at: timestampSchema,
  /**
   * The texts before it, the original first, each with the time it was written; empty for a
   * message that arrived here only after its edit.
   */
  earlier: z.array(z.object({ text: z.string(), at: timestampSchema })),
});

/** Taken back for everyone. What it said stays in the store, for admins alone. */
export const deletionSchema = z.object({ by: authorSchema, at: timestampSchema });

/** The names of what is chosen in a poll; empty: nothing, or not any more. */
export const choiceSchema = z.array(z.string().max(500)).max(50);

/** What one side chose in a poll; a new vote replaces the last one. */
export const voteSchema = z.object({
  author: authorSchema,
  options: choiceSchema,
  at: timestampSchema,
});

/** What WhatsApp says about a message besides its content. */
export const marksSchema = z.object({
  forwarded: z.enum(['once', 'often']).optional(),
  /** It can be opened once, and only on the phone. */
  viewOnce: z.literal(true).optional(),
  /** It disappears on the phones after so many seconds. Here it stays. */
  disappearsAfter: z.int().positive().optional(),
  /** Pictures of one contact with the same one were sent together. */
  album: z.string().min(1).max(200).optional(),
});

/** What a message may carry besides what it says; each is absent when there is nothing to say. */
export const messageExtras = {
  quote: quoteSchema.optional(),
  reactions: z.array(reactionSchema).min(1).optional(),
  edits: editsSchema.optional(),
  deletion: deletionSchema.optional(),
  votes: z.array(voteSchema).min(1).optional(),
  marks: marksSchema.optional(),
} as const;
