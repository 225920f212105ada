import { z } from 'zod';
import { contactFieldNameSchema, contactFieldValueSchema } from '../contact-fields.ts';
import { conversationIdSchema, timestampSchema } from '../ids.ts';
import { botCoverSchema } from './cover.ts';
import { flowIdSchema, flowSchema } from './flow.ts';
import { BOT_LIMITS } from './limits.ts';
import { ruleRefSchema } from '../rules/rule-ref.ts';
import { handoverTargetSchema } from './steps.ts';
import { botEndSchema, botRunSchema } from './run.ts';

const inConversation = { conversationId: conversationIdSchema };

/** What the chatbot is told to do. */
export const botSettingFacts = [
  z.object({
    kind: z.literal('bot.flow-saved'),
    flowId: flowIdSchema,
    version: z.int().positive(),
    flow: flowSchema,
    /** It is an earlier version again. */
    restoredFrom: z.int().positive().optional(),
  }),
  z.object({ kind: z.literal('bot.flow-removed'), flowId: flowIdSchema, name: z.string() }),
  z.object({ kind: z.literal('bot.cover-changed'), before: botCoverSchema, after: botCoverSchema }),
] as const;
export type BotSettingFact = Readonly<z.infer<(typeof botSettingFacts)[number]>>;

/** What it does in a conversation. What it says are messages like all others. */
export const botTalkFacts = [
  z.object({
    kind: z.literal('bot.began'),
    ...inConversation,
    flowId: flowIdSchema,
    version: z.int().positive(),
    flow: z.string().max(BOT_LIMITS.nameLength),
    /** Beginning of the closed time; null: the office is open. */
    period: timestampSchema.nullable(),
  }),
  /** Where it waits now. */
  z.object({ kind: z.literal('bot.waits'), ...inConversation, run: botRunSchema }),
  z.object({
    kind: z.literal('bot.ended'),
    ...inConversation,
    why: botEndSchema,
    /** To whom the chat was given; absent: it stays in the queue. */
    to: handoverTargetSchema.optional(),
  }),
  /** The answer to a question of the chatbot's; with an agent: what that person wrote down. */
  z.object({
    kind: z.literal('contact.field-set'),
    ...inConversation,
    /** The `key` of a defined field, or what a flow calls one that nobody defined. */
    name: contactFieldNameSchema,
    /** Null: it was taken away. */
    value: contactFieldValueSchema.nullable(),
    /** Absent in entries of earlier versions. */
    before: contactFieldValueSchema.nullable().optional(),
    /** Not an answer: a rule filled it. */
    rule: ruleRefSchema.optional(),
  }),
] as const;
export type BotTalkFact = Readonly<z.infer<(typeof botTalkFacts)[number]>>;

/** What the timeline shows of it between the messages. */
export const botTimelineKinds = ['bot.began', 'bot.ended', 'contact.field-set'] as const;
export type BotTimelineFact = Extract<
  BotTalkFact,
  { readonly kind: (typeof botTimelineKinds)[number] }
>;

export function isBotTimelineFact(fact: { readonly kind: string }): fact is BotTimelineFact {
  return botTimelineKinds.some((kind) => kind === fact.kind);
}

export function isBotSettingFact(fact: { readonly kind: string }): fact is BotSettingFact {
  return botSettingFacts.some(({ shape }) => shape.kind.value === fact.kind);
}
