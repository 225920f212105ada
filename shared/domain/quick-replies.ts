import { z } from 'zod';
import { withoutAccents } from '../util/without-accents.ts';
import { agentIdSchema, mediaHashSchema, quickReplyIdSchema } from './ids.ts';
import { MAX_CAPTION_LENGTH, mediaKindSchema } from './message.ts';

export const QUICK_REPLY_LENGTH = 4_000;
/** The team's, and likewise each person's own. */
export const MOST_QUICK_REPLIES = 300;

/** What is typed after a slash: letters, digits, `-` and `_`; unique without case. */
export const shortcutSchema = z.string().regex(/^[\p{L}\p{M}\p{N}_-]{1,30}$/u);

const shape = {
  shortcut: shortcutSchema,
  /** With placeholders; see `quickReplyFields`. */
  text: z.string().trim().max(QUICK_REPLY_LENGTH),
  /** Whose own it is; null: the team's. Screens offer the team's and one's own. */
  ownerId: agentIdSchema.nullable(),
  file: z
    .object({
      kind: mediaKindSchema,
      hash: mediaHashSchema,
      fileName: z.string().min(1).max(255),
    })
    .nullable(),
};

type Content = Readonly<{ text: string; file: object | null }>;
const saysSomething = [
  ({ text, file }: Content) => text !== '' || file !== null,
  { message: 'A quick reply has a text, a file or both.' },
] as const;
const fitsBesideFile = [
  ({ text, file }: Content) => file === null || text.length <= MAX_CAPTION_LENGTH,
  { message: `With a file the text has at most ${MAX_CAPTION_LENGTH} characters.` },
] as const;

/** A text, a file or both that somebody sends again and again. */
export const quickReplySchema = z
  .object({ id: quickReplyIdSchema, ...shape })
  .refine(...saysSomething)
  .refine(...fitsBesideFile);
/** `id` null: a new one. */
export const wantedQuickReplySchema = z
  .object({ id: quickReplyIdSchema.nullable(), ...shape })
  .refine(...saysSomething)
  .refine(...fitsBesideFile);
export type QuickReply = Readonly<z.infer<typeof quickReplySchema>>;

/** What stands in braces in a quick reply, and what takes its place. */
export const quickReplyFields = ['name', 'first-name', 'phone', 'me'] as const;
export type QuickReplyField = (typeof quickReplyFields)[number];
type FieldValues = Readonly<Record<QuickReplyField, string>>;

const FIELD = /( ?)\{([^{}\n]{1,40})\}/g;

/**
 * Where nothing is known, nothing stands there, nor the space before it; other braces stay. `valueOf`
 * knows the fields of contacts that the office has defined; null: there is none called so.
 */
export function fillQuickReply(
  text: string,
  values: FieldValues,
  valueOf: (name: string) => string | null = () => null,
): string {
  return text.replace(FIELD, (whole, space: string, name: string) => {
    const field = quickReplyFields.find((each) => each === name);
    const value = field === undefined ? valueOf(name) : values[field];
    if (value === null) return whole;
    return value === '' ? '' : space + value;
  });
}

/**
 * Those that fit what is typed after the slash: shortcuts that begin like it, then shortcuts and
 * texts with a word that does; each group by shortcut.
 */
export function matchingQuickReplies<R extends Pick<QuickReply, 'shortcut' | 'text'>>(
  query: string,
  replies: readonly R[],
): readonly R[] {
  const wanted = withoutAccents(query);
  const ranked = replies.flatMap((reply) => {
    const shortcut = withoutAccents(reply.shortcut);
    if (shortcut.startsWith(wanted)) return [{ reply, shortcut, rank: 0 }];
    const words = `${shortcut} ${withoutAccents(reply.text)}`.split(/[^\p{L}\p{N}]+/u);
    return words.some((word) => word.startsWith(wanted)) ? [{ reply, shortcut, rank: 1 }] : [];
  });
  return ranked
    .sort((a, b) => a.rank - b.rank || a.shortcut.localeCompare(b.shortcut))
    .map(({ reply }) => reply);
}

export const quickReplyFacts = [
  /** `before` null: it is a new one; entries of older versions do not say. */
  z.object({
    kind: z.literal('quick-reply.saved'),
    quickReply: quickReplySchema,
    before: quickReplySchema.nullable().optional(),
  }),
  z.object({
    kind: z.literal('quick-reply.removed'),
    quickReplyId: quickReplyIdSchema,
    before: quickReplySchema.optional(),
  }),
] as const;
