import { z } from 'zod';
import {
  hoursOwnerSchema,
  officePlanSchema,
  overrideSchema,
  ownPlanSchema,
} from '../../domain/hours/plan.ts';
import { agentIdSchema, timestampSchema } from '../../domain/ids.ts';
import { defineCommand } from '../command.ts';

export const hoursCommands = {
  /** Admins only. Everything about hours; what is in force now every screen knows already. */
  'hours.get': defineCommand({
    params: z.object({}),
    result: z.object({
      office: officePlanSchema,
      own: z.array(z.object({ owner: hoursOwnerSchema, plan: ownPlanSchema })),
      override: overrideSchema.nullable(),
      /** Who changed the office's own last; null: nobody has. */
      changedBy: agentIdSchema.nullable().default(null),
      /** Where the host PC is: what counts while the office names no time zone. */
      hostTimeZone: z.string(),
    }),
    failures: [],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Whether the office is open at these moments, and when it opens next; null: not in sight. */
  'hours.look': defineCommand({
    params: z.object({ at: z.array(timestampSchema).max(20) }),
    result: z.object({ isOpen: z.array(z.boolean()), nextOpening: timestampSchema.nullable() }),
    failures: [],
    repeatable: true,
  }),

  /**
   * Admins only. What is given of the office's hours is in force at once, the rest stays. The answer
   * has all of it before and after; to save `before` again is the way back. `seen`: what the admin
   * saw; `changed`: some of what is given is not so any more, as `hours.get` says with who did it.
   */
  'hours.save': defineCommand({
    params: z.object({
      plan: officePlanSchema.partial(),
      seen: officePlanSchema.optional(),
    }),
    result: z.object({ before: officePlanSchema, after: officePlanSchema }),
    failures: ['changed'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /** Admins only. Hours of their own for a tag or an agent; null: the office's count for them. */
  'hours.save-own': defineCommand({
    params: z.object({ owner: hoursOwnerSchema, plan: ownPlanSchema.nullable() }),
    result: z.object({ before: ownPlanSchema.nullable(), after: ownPlanSchema.nullable() }),
    failures: ['not-found'],
    repeatable: true,
    needs: 'change-settings',
  }),

  /**
   * Admins only. Closed, or open, from now on and until then, whatever the hours say; null: they
   * count again. `not-valid`: that time is over, or more than a year away.
   */
  'hours.override': defineCommand({
    params: z.object({ override: overrideSchema.nullable() }),
    result: z.object({ before: overrideSchema.nullable(), after: overrideSchema.nullable() }),
    failures: ['not-valid'],
    repeatable: true,
    needs: 'change-settings',
  }),
} as const;
