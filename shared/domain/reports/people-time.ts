import { z } from 'zod';
import { agentIdSchema } from '../ids.ts';

const ms = z.int().nonnegative();
const timeSchema = z.object({ ms, openMs: ms });

/** What somebody's time was, over a range of days. Being offline is the rest. */
export const agentTimeSchema = z.object({
  agentId: agentIdSchema,
  online: timeSchema,
  away: timeSchema,
  onBreak: timeSchema,
  /** Open chats at once while not offline: in the middle of that time, and at most. */
  chats: z.object({
    median: z.int().nonnegative().nullable(),
    peak: z.int().nonnegative().nullable(),
    ms,
  }),
});
export type AgentTime = Readonly<z.infer<typeof agentTimeSchema>>;

/** Most customers in the queue at once on a day. */
export const queuePeakSchema = z.object({
  day: z.int(),
  peak: z.int().nonnegative(),
  hour: z.int().min(0).max(23).nullable(),
});
export type QueuePeak = Readonly<z.infer<typeof queuePeakSchema>>;
