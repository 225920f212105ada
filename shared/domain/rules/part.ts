import { z } from 'zod';
import { timestampSchema } from '../ids.ts';
import { ruleIdSchema } from './rule-ref.ts';
import type { RuleId } from './rule-ref.ts';

/** What rules have done in an episode of a conversation that they are not to do twice. */
export const rulePartSchema = z.object({
  /** Those that replied. */
  replied: z.array(ruleIdSchema),
  /** Those that were set off by a wait, and when that wait began. */
  waited: z.array(z.object({ ruleId: ruleIdSchema, since: timestampSchema })),
});
export type RulePart = Readonly<z.infer<typeof rulePartSchema>>;

const NONE: RulePart = { replied: [], waited: [] };

interface Acted {
  readonly ruleId: RuleId;
  readonly replied?: true | undefined;
  readonly waitedSince?: number | undefined;
}

/** The same when it is nothing that has to be remembered. */
export function rulePartAfter(before: RulePart | null, fact: Acted): RulePart | null {
  const { ruleId, replied, waitedSince: since } = fact;
  const part = before ?? NONE;
  const isNewReply = replied === true && !part.replied.includes(ruleId);
  if (!isNewReply && since === undefined) return before;
  const others = part.waited.filter((each) => each.ruleId !== ruleId);
  return {
    replied: isNewReply ? [...part.replied, ruleId] : part.replied,
    waited: since === undefined ? part.waited : [...others, { ruleId, since }],
  };
}

/** Whether a rule was set off by this wait already. */
export function hasWaited(part: RulePart | null, ruleId: RuleId, since: number): boolean {
  return part?.waited.some((each) => each.ruleId === ruleId && each.since === since) ?? false;
}

/** Of two conversations that become one: what was done in either is not done again. */
export function mergedRulePart(into: RulePart | null, gone: RulePart | null): RulePart | null {
  if (into === null || gone === null) return into ?? gone;
  const others = gone.waited.filter(({ ruleId, since }) => !hasWaited(into, ruleId, since));
  return {
    replied: [...new Set([...into.replied, ...gone.replied])],
    waited: [...into.waited, ...others],
  };
}
