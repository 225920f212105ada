import { z } from 'zod';
import type { AgentId } from '../ids.ts';

/** The phone, among those who send. */
export const PHONE = 0 as const;

/** Who sent something to a customer: an agent, or whoever had the phone in hand. */
export type Sender = AgentId | typeof PHONE;

/**
 * How an episode ended: an agent closed it; nothing but silence; answered on the phone while nobody
 * owned it; or it went on as a part of another one, or moved back out of it.
 */
export const endedHowSchema = z.enum(['closed', 'silence', 'phone', 'merged']);
export type EndedHow = z.infer<typeof endedHowSchema>;
