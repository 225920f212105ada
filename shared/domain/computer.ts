import { z } from 'zod';
import { agentIdSchema, computerIdSchema, timestampSchema } from './ids.ts';

/** 1-60 characters after trimming, no control characters: shown to admins. */
export const computerNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u);

export const platformSchema = z.enum(['windows', 'mac', 'linux', 'other']);
export type Platform = z.infer<typeof platformSchema>;

/** A PC that was paired with the host by a code: its desktop app is let in. */
export const computerSchema = z.object({
  id: computerIdSchema,
  name: computerNameSchema,
  platform: platformSchema,
  /** Who made the code. */
  pairedBy: agentIdSchema,
  pairedAt: timestampSchema,
  /** Since when it is kept out; null: it is let in. */
  revokedAt: timestampSchema.nullable(),
});
export type Computer = Readonly<z.infer<typeof computerSchema>>;

const ofComputer = { computerId: computerIdSchema, name: computerNameSchema };

export const computerFacts = [
  /** An admin is about to add a computer; the code itself is nowhere but on their screen. */
  z.object({ kind: z.literal('computer.code-made') }),
  /** Somebody there tries a code; `left`: how many more tries it has. */
  z.object({
    kind: z.literal('computer.pairing-tried'),
    address: z.string(),
    left: z.int().nonnegative(),
  }),
  /** By who made the code. */
  z.object({
    kind: z.literal('computer.paired'),
    ...ofComputer,
    platform: platformSchema,
    address: z.string(),
  }),
  z.object({ kind: z.literal('computer.renamed'), ...ofComputer, before: computerNameSchema }),
  /** `count`: sessions that ended with it. */
  z.object({ kind: z.literal('computer.revoked'), ...ofComputer, count: z.int().nonnegative() }),
  /** The revocation was taken back. */
  z.object({ kind: z.literal('computer.restored'), ...ofComputer }),
] as const;
export type ComputerFact = Readonly<z.infer<(typeof computerFacts)[number]>>;

export function isComputerFact(fact: { readonly kind: string }): fact is ComputerFact {
  return fact.kind.startsWith('computer.');
}

/** The computer as a fact leaves it; null: it changes none. */
export function nextComputer(
  before: Computer | null,
  fact: ComputerFact,
  entry: { readonly at: number; readonly by: Computer['pairedBy'] | null },
): Computer | null {
  switch (fact.kind) {
    case 'computer.paired':
      if (entry.by === null) return null;
      return {
        id: fact.computerId,
        name: fact.name,
        platform: fact.platform,
        pairedBy: entry.by,
        pairedAt: entry.at,
        revokedAt: null,
      };
    case 'computer.renamed':
      return before && { ...before, name: fact.name };
    case 'computer.revoked':
      return before && { ...before, revokedAt: entry.at };
    case 'computer.restored':
      return before && { ...before, revokedAt: null };
    default:
      return null;
  }
}

/** For how long a code opens, in ms. */
export const PAIRING_CODE_MS = 10 * 60_000;
/** So many tries has a code before it opens nothing any more. */
export const PAIRING_TRIES = 5;
/** For so long, in ms, a revocation can be taken back. */
export const RESTORE_WITHIN_MS = 60_000;

/** Letters and digits that nobody mistakes for others. */
export const PAIRING_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** The first one says which of the open codes it is; the others, about 39.6 bits, are the secret. */
export const PAIRING_CODE_LENGTH = 9;

export interface PairingCode {
  readonly slot: string;
  readonly secret: string;
}

/** What a person typed, with other dashes, spaces and cases; null: it cannot be a code. */
export function readPairingCode(typed: string): PairingCode | null {
  const plain = typed.replace(/[^0-9a-z]/giu, '').toUpperCase();
  const isCode =
    plain.length === PAIRING_CODE_LENGTH &&
    Array.from(plain).every((letter) => PAIRING_LETTERS.includes(letter));
  return isCode ? { slot: plain.slice(0, 1), secret: plain.slice(1) } : null;
}

/** As it is shown and typed: `4KM-PQ7-XTW`. */
export function pairingCodeText({ slot, secret }: PairingCode): string {
  return (slot + secret).replace(/(.{3})(?=.)/g, '$1-');
}
