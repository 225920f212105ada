import { z } from 'zod';
import { agentIdSchema, mediaHashSchema, tagIdSchema } from '../ids.ts';
import { contactFieldNameSchema } from '../contact-fields.ts';
import { labelTextsSchema, textsSchema } from './languages.ts';
import { BOT_LIMITS } from './limits.ts';

export const stepIdSchema = z.string().regex(/^[a-z0-9-]{1,24}$/);
export type StepId = z.infer<typeof stepIdSchema>;

/** Where it goes on: a step by its id; null: the step below. */
const waySchema = stepIdSchema.nullable();

/** After so much silence it goes on there instead. */
const timeoutSchema = z
  .object({ minutes: z.int().min(1).max(BOT_LIMITS.patienceMinutes), next: waySchema })
  .nullable();

export const answerKindSchema = z.enum(['text', 'number', 'date', 'email', 'phone']);
export type AnswerKind = z.infer<typeof answerKindSchema>;

export const botMediaSchema = z.object({
  kind: z.enum(['image', 'video', 'audio', 'document']),
  /** Null: the file is not on this host; it has to be attached again. */
  hash: mediaHashSchema.nullable(),
  mime: z.string().min(1).max(200),
  bytes: z.int().nonnegative(),
  fileName: z.string().min(1).max(255),
});
export type BotMedia = Readonly<z.infer<typeof botMediaSchema>>;

export const menuOptionSchema = z.object({
  label: labelTextsSchema,
  /** Words that choose it besides its number and its label. */
  keywords: z.array(z.string().max(BOT_LIMITS.keywordLength)).max(BOT_LIMITS.keywords),
  next: waySchema,
});
export type MenuOption = Readonly<z.infer<typeof menuOptionSchema>>;

/** Null: not chosen yet. */
export const handoverTargetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queue') }),
  z.object({ type: z.literal('agent'), agentId: agentIdSchema.nullable() }),
  z.object({ type: z.literal('tag'), tagId: tagIdSchema.nullable() }),
]);
export type HandoverTarget = Readonly<z.infer<typeof handoverTargetSchema>>;

const base = { id: stepIdSchema };

/** What a flow is made of. */
export const stepSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    ...base,
    text: textsSchema,
    media: botMediaSchema.nullable(),
    next: waySchema,
  }),
  z.object({
    kind: z.literal('menu'),
    ...base,
    text: textsSchema,
    options: z.array(menuOptionSchema).max(BOT_LIMITS.options),
    timeout: timeoutSchema,
  }),
  z.object({
    kind: z.literal('question'),
    ...base,
    text: textsSchema,
    /** Which field of the contact the answer fills. */
    field: contactFieldNameSchema.or(z.literal('')),
    answer: answerKindSchema,
    timeout: timeoutSchema,
    next: waySchema,
  }),
  /** Says when the office is open, below its text. */
  z.object({ kind: z.literal('hours'), ...base, text: textsSchema, next: waySchema }),
  /** The customer chooses one of the flow's languages. */
  z.object({
    kind: z.literal('language'),
    ...base,
    text: textsSchema,
    timeout: timeoutSchema,
    next: waySchema,
  }),
  z.object({ kind: z.literal('tag'), ...base, tagId: tagIdSchema.nullable(), next: waySchema }),
  z.object({
    kind: z.literal('wait'),
    ...base,
    seconds: z.int().min(1).max(BOT_LIMITS.waitSeconds),
    next: waySchema,
  }),
  /** Ends the flow. Its text is said first; empty: nothing is. */
  z.object({ kind: z.literal('handover'), ...base, text: textsSchema, to: handoverTargetSchema }),
  z.object({ kind: z.literal('end'), ...base }),
]);
export type Step = Readonly<z.infer<typeof stepSchema>>;
export type StepKind = Step['kind'];
export type StepOf<K extends StepKind> = Extract<Step, { readonly kind: K }>;
export const stepKinds = stepSchema.options.map((option) => option.shape.kind.value);

/** Waits for a word of the customer's. */
export function isAsking(step: Step): step is StepOf<'menu' | 'question' | 'language'> {
  return step.kind === 'menu' || step.kind === 'question' || step.kind === 'language';
}
