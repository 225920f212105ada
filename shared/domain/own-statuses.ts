import { z } from 'zod';
import { ownStatusIdSchema } from './ids.ts';
import { labelColourSchema, labelNameSchema } from './label.ts';

/** That can be chosen: the menu has to stay one that is seen at a glance. */
export const MOST_OWN_STATUSES = 12;

/**
 * What an office calls it when somebody is at lunch, or with a customer. `isHere`: they go on being
 * given chats, as if online; else as on a break. `isRetired`: offered no more.
 */
export const ownStatusSchema = z.object({
  id: ownStatusIdSchema,
  name: labelNameSchema,
  colour: labelColourSchema,
  isHere: z.boolean(),
  isRetired: z.boolean(),
});
export type OwnStatus = Readonly<z.infer<typeof ownStatusSchema>>;

export const ownStatusFacts = [
  z.object({
    kind: z.literal('own-status.saved'),
    ownStatus: ownStatusSchema,
    before: ownStatusSchema.nullable(),
  }),
  /** It is taken back that it was made, and nobody has it. */
  z.object({ kind: z.literal('own-status.removed'), ownStatus: ownStatusSchema }),
] as const;

/** What it means wherever nobody asks for its name: routing, reports, the order of people. */
export function statusMeantBy({ isHere }: Pick<OwnStatus, 'isHere'>): 'online' | 'on-break' {
  return isHere ? 'online' : 'on-break';
}
