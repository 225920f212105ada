import { z } from 'zod';
import { RULE_LIMITS } from './limits.ts';

export const ruleIdSchema = z.int().positive().brand<'RuleId'>();
export type RuleId = z.infer<typeof ruleIdSchema>;

/** The rule behind something, under the name that it had then. */
export const ruleRefSchema = z.object({
  id: ruleIdSchema,
  name: z.string().min(1).max(RULE_LIMITS.nameLength),
});
export type RuleRef = Readonly<z.infer<typeof ruleRefSchema>>;
