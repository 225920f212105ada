import { z } from 'zod';
import { backupFailureSchema } from './backup.ts';
import { timestampSchema } from './ids.ts';

const ms = z.int();

/** What happened to the host PC, for the number's history: why messages came late, or times moved. */
export const hostFacts = [
  /** The PC's clock was set, `by` forward or (below 0) back. The office's time goes on as it was. */
  z.object({ kind: z.literal('host.clock-set'), by: ms }),
  /**
   * A message from WhatsApp showed whether the PC's clock is right now. If so, the office's time
   * moved `by`; if not, the clock is off by that much.
   */
  z.object({ kind: z.literal('host.clock-judged'), isRight: z.boolean(), by: ms }),
  /** The PC slept, or the host stood still, for so long. */
  z.object({ kind: z.literal('host.slept'), ms: ms.nonnegative() }),
  /** The database is a backup from then; what came since is fetched from WhatsApp. */
  z.object({
    kind: z.literal('host.restored'),
    backupAt: timestampSchema,
    /** Replies of which nobody can tell whether they went out since. */
    unconfirmed: z.int().nonnegative(),
  }),
  /** There is no good copy of today; `where`: in the data folder or in the second one. */
  z.object({
    kind: z.literal('host.backup-failed'),
    ...backupFailureSchema.omit({ at: true }).shape,
  }),
] as const;

export const hostEventSchema = z.discriminatedUnion('kind', hostFacts);
export type HostEvent = Readonly<z.infer<typeof hostEventSchema>>;

export function isHostEvent<F extends { readonly kind: string }>(
  fact: F,
): fact is Extract<F, { readonly kind: `host.${string}` }> {
  return fact.kind.startsWith('host.');
}
