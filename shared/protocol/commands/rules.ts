import { z } from 'zod';
import {
  conversationIdSchema,
  messageIdSchema,
  seqSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { RULE_LIMITS } from '../../domain/rules/limits.ts';
import { ruleIdSchema } from '../../domain/rules/rule-ref.ts';
import { ruleSchema, savedRuleSchema } from '../../domain/rules/rule.ts';
import { defineCommand } from '../command.ts';

/** What a rule would have done at one moment. */
export const ruleHitSchema = z.object({
  conversationId: conversationIdSchema,
  /** What the contact is called. */
  name: z.string(),
  at: timestampSchema,
  /** The message that set it off; null: something else did. */
  messageId: messageIdSchema.nullable(),
  /** The words that were found in it. */
  words: z.array(z.string()),
  /** It would have answered the customer by itself. */
  wouldReply: z.boolean(),
});
export type RuleHit = Readonly<z.infer<typeof ruleHitSchema>>;

const order = z.array(ruleIdSchema).max(RULE_LIMITS.rules);

/** Admins only. */
export const ruleCommands = {
  /** All rules, in the order in which they look at what happens, as of the position `upTo`. */
  'rules.get': defineCommand({
    params: z.object({}),
    result: z.object({ rules: z.array(savedRuleSchema), upTo: seqSchema }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Saves a new rule (`ruleId` null) as the last one, or changes one on top of `baseVersion`.
   * `not-valid`: details have the `problems`. `moved-on`: somebody saved it meanwhile, which the
   * details have as `saved`.
   */
  'rules.save': defineCommand({
    params: z.object({
      ruleId: ruleIdSchema.nullable(),
      baseVersion: z.int().nonnegative(),
      rule: ruleSchema,
    }),
    result: z.object({ saved: savedRuleSchema }),
    failures: ['not-found', 'not-valid', 'moved-on', 'name-taken', 'too-many'],
    repeatable: false,
    needs: 'change-settings',
  }),

  /** Several new ones, switched off, all of them or none; `index` in details: which one is wrong. */
  'rules.add': defineCommand({
    params: z.object({ rules: z.array(ruleSchema).min(1).max(RULE_LIMITS.rules) }),
    result: z.object({ saved: z.array(savedRuleSchema) }),
    failures: ['not-valid', 'name-taken', 'too-many'],
    repeatable: false,
    needs: 'change-settings',
  }),

  'rules.remove': defineCommand({
    params: z.object({ ruleId: ruleIdSchema }),
    result: z.object({}),
    failures: ['not-found'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Undoes a removal: it is where it was, and on if it was. */
  'rules.restore': defineCommand({
    params: z.object({ ruleId: ruleIdSchema }),
    result: z.object({ saved: savedRuleSchema }),
    failures: ['not-found', 'name-taken', 'too-many', 'not-valid'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** All rules in another order. `moved-on`: there are others by now; `order` in details. */
  'rules.order': defineCommand({
    params: z.object({ order }),
    result: z.object({}),
    failures: ['moved-on'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * What a rule would have done in the last week, if it had been the only one. Nothing changes.
   * Looks at so much and no more: `isCut` says that it stopped at `upTo`.
   */
  'rules.try': defineCommand({
    params: z.object({ rule: ruleSchema }),
    result: z.object({
      from: timestampSchema,
      upTo: timestampSchema,
      isCut: z.boolean(),
      /** How many messages, closes and so on it looked at. */
      looked: z.int().nonnegative(),
      times: z.int().nonnegative(),
      chats: z.int().nonnegative(),
      replies: z.int().nonnegative(),
      /** The newest first, not more than a hundred. */
      hits: z.array(ruleHitSchema),
    }),
    failures: ['not-valid'],
    repeatable: true,
    needs: 'change-settings',
  }),
} as const;
