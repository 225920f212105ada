import { z } from 'zod';
import { handoverTargetSchema } from '../bot/steps.ts';
import { contactFieldNameSchema, contactFieldValueSchema } from '../contact-fields.ts';
import { agentIdSchema, outcomeIdSchema, tagIdSchema, timestampSchema } from '../ids.ts';
import { RULE_LIMITS } from './limits.ts';
import { ruleIdSchema } from './rule-ref.ts';

/** The format of rules that this version reads and writes. */
export const RULE_FORMAT = 1;

const phrases = z
  .array(z.string().trim().min(1).max(RULE_LIMITS.phraseLength))
  .max(RULE_LIMITS.phrases);

/** What sets a rule off. Null: not chosen yet, unless it says otherwise. */
export const triggerSchema = z.discriminatedUnion('type', [
  /** A customer's message. Without any words: every one. */
  z.object({
    type: z.literal('message'),
    /** At least one of them. */
    any: phrases,
    /** Each of them. */
    all: phrases,
    none: phrases,
    /** The message has no other words than those. */
    isWhole: z.boolean(),
  }),
  z.object({ type: z.literal('tagged'), tagId: tagIdSchema.nullable() }),
  z.object({
    type: z.literal('waited'),
    minutes: z.int().min(1).max(RULE_LIMITS.waitMinutes),
  }),
  /** `outcomeId` null: however it ended. */
  z.object({ type: z.literal('closed'), outcomeId: outcomeIdSchema.nullable() }),
]);
export type Trigger = Readonly<z.infer<typeof triggerSchema>>;
export type TriggerType = Trigger['type'];
export type TriggerOf<T extends TriggerType> = Extract<Trigger, { readonly type: T }>;

const fieldName = contactFieldNameSchema.or(z.literal(''));

/** What has to be so as well. */
export const conditionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('office'), is: z.enum(['open', 'closed']) }),
  z.object({ type: z.literal('tag'), tagId: tagIdSchema.nullable(), has: z.boolean() }),
  z.object({
    type: z.literal('field'),
    name: fieldName,
    how: z.enum(['has', 'lacks', 'is', 'contains']),
    /** Of no meaning to `has` and `lacks`. */
    value: z.string().max(500),
  }),
  /** `waiting`: nobody has it; `owned`: somebody does. */
  z.object({ type: z.literal('owner'), is: z.enum(['waiting', 'owned']) }),
  /** The message began an episode. */
  z.object({ type: z.literal('first-message') }),
  /** Their number begins like one of these; or like none of them. */
  z.object({
    type: z.literal('number'),
    prefixes: z.array(z.string().trim().min(1).max(20)).max(RULE_LIMITS.prefixes),
    is: z.boolean(),
  }),
]);
export type Condition = Readonly<z.infer<typeof conditionSchema>>;
export type ConditionType = Condition['type'];

const text = z.string().max(RULE_LIMITS.textLength);
/** Also where a person has the chat, or has answered in this episode. */
const evenWhenOwned = z.boolean();

export const noticeTargetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('everyone') }),
  z.object({ type: z.literal('admins') }),
  z.object({ type: z.literal('owner') }),
  z.object({ type: z.literal('agents'), agentIds: z.array(agentIdSchema).max(RULE_LIMITS.people) }),
]);
export type NoticeTarget = Readonly<z.infer<typeof noticeTargetSchema>>;

/** What is done then. Null: not chosen yet, unless it says otherwise. */
export const ruleActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('tag'), tagId: tagIdSchema.nullable() }),
  z.object({ type: z.literal('untag'), tagId: tagIdSchema.nullable() }),
  z.object({ type: z.literal('assign'), to: handoverTargetSchema, evenWhenOwned }),
  z.object({ type: z.literal('note'), text }),
  z.object({ type: z.literal('reply'), text, evenWhenOwned }),
  /** A note that names them: it is on their screens at once, and waits for those who are away. */
  z.object({ type: z.literal('notify'), to: noticeTargetSchema, text }),
  /** `outcomeId` null: without one. */
  z.object({ type: z.literal('close'), outcomeId: outcomeIdSchema.nullable(), evenWhenOwned }),
  z.object({
    type: z.literal('field'),
    name: fieldName,
    value: contactFieldValueSchema.or(z.literal('')),
  }),
]);
export type RuleAction = Readonly<z.infer<typeof ruleActionSchema>>;
export type RuleActionType = RuleAction['type'];
export type RuleActionOf<T extends RuleActionType> = Extract<RuleAction, { readonly type: T }>;

/** Whether it makes sense, `ruleProblems` says. */
export const ruleSchema = z.object({
  format: z.literal(RULE_FORMAT),
  /** Unique without case. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(RULE_LIMITS.nameLength)
    .regex(/^[^\p{Cc}\p{Cf}]+$/u),
  isOn: z.boolean(),
  when: triggerSchema,
  conditions: z.array(conditionSchema).max(RULE_LIMITS.conditions),
  then: z.array(ruleActionSchema).max(RULE_LIMITS.actions),
  /** Rules below it do not look at the same event any more. */
  isLast: z.boolean(),
});
export type Rule = Readonly<z.infer<typeof ruleSchema>>;

/** A rule as it was saved last. */
export const savedRuleSchema = z.object({
  id: ruleIdSchema,
  version: z.int().positive(),
  rule: ruleSchema,
  at: timestampSchema,
  by: agentIdSchema.nullable(),
  /** Since when it has been on with this trigger; null while it is off. */
  onSince: timestampSchema.nullable(),
  /** How often it has done something, and when last. */
  acted: z.int().nonnegative(),
  actedAt: timestampSchema.nullable(),
});
export type SavedRule = Readonly<z.infer<typeof savedRuleSchema>>;
