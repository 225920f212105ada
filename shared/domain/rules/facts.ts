import { z } from 'zod';
import { contactFieldNameSchema, contactFieldValueSchema } from '../contact-fields.ts';
import { agentIdSchema, conversationIdSchema, tagIdSchema, timestampSchema } from '../ids.ts';
import { RULE_LIMITS } from './limits.ts';
import { ruleIdSchema } from './rule-ref.ts';
import { ruleActionSchema, ruleSchema, triggerSchema } from './rule.ts';

/** What admins make of the rules. */
export const ruleSettingFacts = [
  z.object({
    kind: z.literal('rule.saved'),
    ruleId: ruleIdSchema,
    version: z.int().positive(),
    /** Null: there was none, or it had been removed. */
    before: ruleSchema.nullable(),
    rule: ruleSchema,
  }),
  z.object({ kind: z.literal('rule.removed'), ruleId: ruleIdSchema, before: ruleSchema }),
  z.object({
    kind: z.literal('rule.ordered'),
    before: z.array(ruleIdSchema),
    after: z.array(ruleIdSchema),
  }),
] as const;
export type RuleSettingFact = Readonly<z.infer<(typeof ruleSettingFacts)[number]>>;

const [tag, untag, assign, note, reply, notify, close, field] = ruleActionSchema.options;
const actionTypes = [tag, untag, assign, note, reply, notify, close, field].map(
  ({ shape }) => shape.type.value,
);

/** What a rule did, as far as the timeline shows it nowhere else. */
export const ruleDeedSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('tag'), tagId: tagIdSchema, isOn: z.boolean() }),
  z.object({
    what: z.literal('field'),
    name: contactFieldNameSchema,
    value: contactFieldValueSchema,
  }),
  z.object({ what: z.literal('notify'), agentIds: z.array(agentIdSchema) }),
  z.object({ what: z.enum(['assign', 'note', 'reply', 'close']) }),
]);
export type RuleDeed = Readonly<z.infer<typeof ruleDeedSchema>>;

/** Why a rule left something undone that it was to do. */
export const ruleHindranceSchema = z.enum([
  /** Its tag, outcome or person is there no more, or offered no more. */
  'tag-gone',
  'outcome-gone',
  'agent-gone',
  /** The person is not here now. */
  'agent-away',
  /** Nobody is there to be told. */
  'nobody',
  /** The contact has as many fields as there may be. */
  'fields-full',
  /** What it answers was written too long ago. */
  'late',
  /** This chat got enough automatic answers for now. */
  'too-many',
  /** Another machine seems to write there. */
  'loop',
]);
export type RuleHindrance = z.infer<typeof ruleHindranceSchema>;

/** What a rule does in a conversation. What it says and notes are messages like all others. */
export const ruleActedFact = z.object({
  kind: z.literal('rule.acted'),
  conversationId: conversationIdSchema,
  ruleId: ruleIdSchema,
  /** Its name then. */
  rule: z.string().min(1).max(RULE_LIMITS.nameLength),
  why: z.enum(triggerSchema.options.map(({ shape }) => shape.type.value)),
  /** The words of the message that it was looking for. */
  words: z.array(z.string().max(RULE_LIMITS.phraseLength)).optional(),
  waitedSince: timestampSchema.optional(),
  replied: z.literal(true).optional(),
  did: z.array(ruleDeedSchema),
  left: z.array(z.object({ what: z.enum(actionTypes), why: ruleHindranceSchema })),
});
export type RuleActedFact = Readonly<z.infer<typeof ruleActedFact>>;

export function isRuleSettingFact(fact: { readonly kind: string }): fact is RuleSettingFact {
  return ruleSettingFacts.some(({ shape }) => shape.kind.value === fact.kind);
}
