import { z } from 'zod';
import { agentIdSchema, seqSchema, timestampSchema } from '../ids.ts';
import { digestSchema } from './facts.ts';

/** What somebody keeps elsewhere: the newest entry, and the chain's hash up to it. */
export const sealSchema = z.object({ seq: seqSchema, hash: digestSchema });
export type Seal = Readonly<z.infer<typeof sealSchema>>;

/** As it is printed and typed: `1234-9f…`. */
export function sealText({ seq, hash }: Seal): string {
  return `${seq}-${hash}`;
}

/** Null: it is no seal. Spaces and case do not matter, for people type it. */
export function readSeal(text: string): Seal | null {
  const match = /^(\d{1,15})-([0-9a-f]{64})$/.exec(text.replace(/\s/g, '').toLowerCase());
  if (match === null) return null;
  const parsed = sealSchema.safeParse({ seq: Number(match[1]), hash: match[2] });
  return parsed.success ? parsed.data : null;
}

/**
 * `changed`: what it says is not what was written. `relinked`: it or one before it was changed, and
 * its hash does not follow from the one before. `missing`: there is none at this place.
 * `unchained`: it was put there without the chain. `erased-wrongly`: data is gone, and no entry says
 * so, or says otherwise. `other-seal`: all fits, and is not what the seal was made of.
 */
export const misfitSchema = z.enum([
  'changed',
  'relinked',
  'missing',
  'unchained',
  'erased-wrongly',
  'other-seal',
]);
export type Misfit = z.infer<typeof misfitSchema>;

export const verifiedSchema = z.object({
  entries: z.int().nonnegative(),
  /** Times of the first and the last one; null: there is none. */
  from: timestampSchema.nullable(),
  to: timestampSchema.nullable(),
  /** How many had data erased for privacy, as later entries say. */
  erased: z.int().nonnegative(),
  lastErasure: z.object({ at: timestampSchema, by: agentIdSchema.nullable() }).nullable(),
  /** The first that does not fit; null: nothing was changed. */
  broken: z
    .object({ seq: seqSchema, at: timestampSchema.nullable(), why: misfitSchema })
    .nullable(),
  /** Of the newest entry that was looked at. */
  seal: sealSchema.nullable(),
});
export type Verified = Readonly<z.infer<typeof verifiedSchema>>;
