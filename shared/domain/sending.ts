import { z } from 'zod';
import { timestampSchema } from './ids.ts';

/**
 * Why a queued message does not leave yet, and until when. `first-contacts`: as many people who
 * never wrote to this number got a first message today as the settings allow; `until` null: none
 * are allowed.
 */
export const holdSchema = z.object({
  why: z.literal('first-contacts'),
  until: timestampSchema.nullable(),
});
export type Hold = Readonly<z.infer<typeof holdSchema>>;

/** What a message of ours carries for its way to WhatsApp; each is absent when there is nothing. */
export const sendingExtras = {
  /** Only while it is queued. */
  hold: holdSchema.optional(),
  /** Since when the customer had been waiting for this answer. */
  waitedSince: timestampSchema.optional(),
} as const;
