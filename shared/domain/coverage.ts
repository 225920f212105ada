import { z } from 'zod';
import { conversationIdSchema, timestampSchema } from './ids.ts';

/**
 * Why messages may be missing. `host-off`: Deskline did not run; `unreachable`: WhatsApp could not
 * be reached; `page-crashed`: the browser or its page ended; `not-linked`: no phone was linked;
 * `used-elsewhere`: another computer had the link; `not-stored`: the disk did not take them;
 * `history-unavailable`: WhatsApp Web does not have them (any more); `host-slept`: the PC slept;
 * `restored`: a backup from then took the database's place.
 */
export const gapReasonSchema = z.enum([
  'host-off',
  'unreachable',
  'page-crashed',
  'not-linked',
  'used-elsewhere',
  'not-stored',
  'history-unavailable',
  'host-slept',
  'restored',
]);
export type GapReason = z.infer<typeof gapReasonSchema>;

const phoneSchema = z.string().min(1).max(40);

/** A stretch of time of which messages may be missing. */
export const gapSchema = z.object({
  id: z.int().positive(),
  phone: phoneSchema,
  /** Null: it concerns every chat. */
  conversationId: conversationIdSchema.nullable(),
  reason: gapReasonSchema,
  begin: timestampSchema,
  /** Null while it lasts. */
  end: timestampSchema.nullable(),
  /** When everything in it had been fetched; null while something may be missing. */
  closedAt: timestampSchema.nullable(),
});
export type Gap = Readonly<z.infer<typeof gapSchema>>;

/** History being taken over when a number is linked for the first time. */
export const historyImportSchema = z.object({
  /** Messages since then are taken over. */
  since: timestampSchema,
  done: z.int().nonnegative(),
  /** Chats that have something to take over, as far as WhatsApp Web has listed them. */
  total: z.int().nonnegative(),
});

/** How far back everything of one number is here. */
export const numberCoverageSchema = z.object({
  phone: phoneSchema,
  /** When it was linked to this data folder for the first time. */
  linkedAt: timestampSchema,
  /** Everything since then is here, but for the gaps. */
  since: timestampSchema,
  /** When another number took its place; null for the current one. */
  until: timestampSchema.nullable(),
  import: historyImportSchema.nullable(),
});
export type NumberCoverage = Readonly<z.infer<typeof numberCoverageSchema>>;

export const coverageSchema = z.object({
  /** In the order of their first link. At most one has no `until`: the current one. */
  numbers: z.array(numberCoverageSchema),
  /** In which something may be missing, of every number, in the order of their ids. */
  gaps: z.array(gapSchema),
  /** The last ones in which nothing is missing any more, newest first. */
  closed: z.array(gapSchema),
});
export type Coverage = Readonly<z.infer<typeof coverageSchema>>;

export const NO_COVERAGE: Coverage = { numbers: [], gaps: [], closed: [] };

/** How many closed gaps are shown. */
export const CLOSED_GAPS = 20;

export const coverageFacts = [
  /** This number is linked from now on; another one that was until now no longer is. */
  z.object({ kind: z.literal('coverage.number-linked'), phone: phoneSchema }),
  z.object({
    kind: z.literal('coverage.import-started'),
    phone: phoneSchema,
    since: timestampSchema,
    total: z.int().nonnegative(),
  }),
  /** Everything to take over of this chat is here. */
  z.object({
    kind: z.literal('coverage.chat-imported'),
    phone: phoneSchema,
    address: z.string().max(100),
    total: z.int().nonnegative(),
  }),
  z.object({ kind: z.literal('coverage.import-finished'), phone: phoneSchema }),
  z.object({
    kind: z.literal('coverage.gap-opened'),
    gap: gapSchema.omit({ closedAt: true }),
  }),
  /** Nothing is missing in it any more. */
  z.object({
    kind: z.literal('coverage.gap-closed'),
    gapId: z.int().positive(),
    end: timestampSchema,
  }),
] as const;
export type CoverageFact = Readonly<z.infer<(typeof coverageFacts)[number]>>;

const KIND = 'coverage.';

export function isCoverageFact<F extends { readonly kind: string }>(
  fact: F,
): fact is Extract<F, { readonly kind: `coverage.${string}` }> {
  return fact.kind.startsWith(KIND);
}

/** The number that is linked now, or was last. */
export function currentNumber({ numbers }: Coverage): NumberCoverage | null {
  return numbers.find(({ until }) => until === null) ?? null;
}

/** The gap that lasts now for every chat of a number: nothing is heard of WhatsApp. */
export function absenceOf({ gaps }: Coverage, phone: string): Gap | null {
  const isAbsence = (gap: Gap) => gap.phone === phone && gap.conversationId === null;
  return gaps.find((gap) => isAbsence(gap) && gap.end === null) ?? null;
}

/** Coverage after a fact that happened at `at`. Pure: host and screens come to the same. */
export function nextCoverage(before: Coverage, fact: CoverageFact, at: number): Coverage {
  switch (fact.kind) {
    case 'coverage.number-linked':
      return { ...before, numbers: linked(before.numbers, fact.phone, at) };
    case 'coverage.import-started':
      return changeNumber(before, fact.phone, (number) => ({
        ...number,
        import: { since: fact.since, done: 0, total: fact.total },
      }));
    case 'coverage.chat-imported':
      return changeNumber(before, fact.phone, (number) =>
        number.import === null
          ? number
          : {
              ...number,
              import: { ...number.import, done: number.import.done + 1, total: fact.total },
            },
      );
    case 'coverage.import-finished':
      return changeNumber(before, fact.phone, (number) => ({
        ...number,
        since: Math.min(number.since, number.import?.since ?? number.since),
        import: null,
      }));
    case 'coverage.gap-opened':
      return { ...before, gaps: [...before.gaps, { ...fact.gap, closedAt: null }] };
    case 'coverage.gap-closed':
      return closed(before, fact.gapId, fact.end, at);
  }
}

function linked(numbers: readonly NumberCoverage[], phone: string, at: number): NumberCoverage[] {
  const others = numbers.map((number) =>
    number.phone === phone ? { ...number, until: null } : { ...number, until: number.until ?? at },
  );
  if (others.some((number) => number.phone === phone)) return others;
  return [...others, { phone, linkedAt: at, since: at, until: null, import: null }];
}

function changeNumber(
  before: Coverage,
  phone: string,
  change: (number: NumberCoverage) => NumberCoverage,
): Coverage {
  const numbers = before.numbers.map((number) =>
    number.phone === phone ? change(number) : number,
  );
  return { ...before, numbers };
}

function closed(before: Coverage, gapId: number, end: number, at: number): Coverage {
  const gap = before.gaps.find(({ id }) => id === gapId);
  if (gap === undefined) return before;
  return {
    ...before,
    gaps: before.gaps.filter(({ id }) => id !== gapId),
    closed: [{ ...gap, end, closedAt: at }, ...before.closed].slice(0, CLOSED_GAPS),
  };
}
