import { z } from 'zod';
import { agentIdSchema, tagIdSchema, timestampSchema } from '../ids.ts';
import type { AgentId } from '../ids.ts';

/** Why a day, or this moment, is not as the week says. */
export const becauseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('override') }),
  z.object({ kind: z.literal('holiday'), name: z.string() }),
  z.object({ kind: z.literal('special-day'), name: z.string() }),
]);
export type Because = Readonly<z.infer<typeof becauseSchema>>;

/** Open or closed until then; null: nothing in sight changes it. */
export const openNowSchema = z.object({
  isOpen: z.boolean(),
  until: timestampSchema.nullable(),
  because: becauseSchema.nullable(),
});
export type OpenNow = Readonly<z.infer<typeof openNowSchema>>;

/** What every screen knows of the hours, as of this moment. */
export const hoursNowSchema = z.object({
  /** False: nothing is configured, so that there is nothing to say. */
  isSet: z.boolean(),
  /** The office's: what screens tell times of opening by. */
  timeZone: z.string(),
  office: openNowSchema,
  /** Those with hours of their own; for all others it is as for the office. */
  tags: z.array(z.object({ tagId: tagIdSchema, ...openNowSchema.shape })),
  agents: z.array(z.object({ agentId: agentIdSchema, ...openNowSchema.shape })),
});
export type HoursNow = Readonly<z.infer<typeof hoursNowSchema>>;

export const NO_HOURS: HoursNow = {
  isSet: false,
  timeZone: 'UTC',
  office: { isOpen: true, until: null, because: null },
  tags: [],
  agents: [],
};

/** Whether somebody's hours are now, and until when. */
export function workingNow({ agents, office }: HoursNow, agentId: AgentId): OpenNow {
  return agents.find((each) => each.agentId === agentId) ?? office;
}
