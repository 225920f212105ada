import type { Holiday } from '#shared/domain/hours/plan.ts';

export const LARGEST_FILE_BYTES = 1_000_000;
export const MOST_ENTRIES = 2_000;

/** What a calendar file has for the list of holidays. */
export interface FoundHolidays {
  /** By date, each once; also those that are over. */
  readonly holidays: readonly Holiday[];
  /** How many entries cannot be holidays, and why. */
  readonly skipped: {
    /** Appointments with a time of day. */
    readonly timed: number;
    readonly long: number;
    /** Without a date that there is. */
    readonly broken: number;
  };
}

export type FileProblem =
  'too-large' | 'not-a-calendar' | 'damaged' | 'too-many' | 'empty' | 'unreadable';

export type ReadHolidays =
  | { readonly ok: true; readonly found: FoundHolidays }
  | { readonly ok: false; readonly problem: FileProblem };

export function isSameHoliday(one: Holiday, other: Holiday): boolean {
  return (
    one.name === other.name &&
    one.from === other.from &&
    one.to === other.to &&
    one.isYearly === other.isYearly
  );
}

/** Whether it can still come: one that is over and not yearly cannot. */
export function isOver({ to, isYearly }: Holiday, today: string): boolean {
  return !isYearly && to < today;
}
