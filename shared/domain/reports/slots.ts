import type { LocalDay } from '../hours/local-day.ts';

export const HOURS = 24;
export const WEEKDAYS = 7;
/** The hours of a week, Monday's first one is 0. */
export const SLOTS = HOURS * WEEKDAYS;

/** 0: Monday. */
export function weekdayIndexOf(day: LocalDay): number {
  // The first of 1970 was a Thursday.
  return (((day + 3) % WEEKDAYS) + WEEKDAYS) % WEEKDAYS;
}

export function slotOf(day: LocalDay, hour: number): number {
  return weekdayIndexOf(day) * HOURS + hour;
}
