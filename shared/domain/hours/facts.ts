import { z } from 'zod';
import { hoursOwnerSchema, officePlanSchema, overrideSchema, ownPlanSchema } from './plan.ts';

/** What an admin makes of the hours, with what was before. */
export const hoursFacts = [
  z.object({
    kind: z.literal('hours.office-changed'),
    before: officePlanSchema,
    after: officePlanSchema,
  }),
  /** `after` null: they have none of their own any more. */
  z.object({
    kind: z.literal('hours.own-changed'),
    owner: hoursOwnerSchema,
    before: ownPlanSchema.nullable(),
    after: ownPlanSchema.nullable(),
  }),
  /** From this entry's time on; null: the hours count again. */
  z.object({
    kind: z.literal('hours.overridden'),
    before: overrideSchema.nullable(),
    after: overrideSchema.nullable(),
  }),
] as const;
export type HoursFact = Readonly<z.infer<(typeof hoursFacts)[number]>>;

export function isHoursFact(fact: { readonly kind: string }): fact is HoursFact {
  return fact.kind.startsWith('hours.');
}
