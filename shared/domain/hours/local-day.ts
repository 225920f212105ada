import { z } from 'zod';
import { weekdays } from './week.ts';
import type { Weekday } from './week.ts';

export const DAY_MS = 24 * 60 * 60_000;

/** A day of the calendar, counted from 1970-01-01, wherever on earth it is. */
export type LocalDay = number;

/** `YYYY-MM-DD`, a day that there is, from 1900 to 2199. */
export const localDateSchema = z.string().refine(isDate, 'There is no such day.');

export function isDate(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && dateOf(at / DAY_MS) === text;
}

export function dayOf(date: string): LocalDay {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOf(day: LocalDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** `MM-DD`: what comes again every year. */
export function yearlyOf(date: string): string {
  return date.slice(5);
}

export function weekdayOf(day: LocalDay): Weekday {
  // The first of 1970 was a Thursday.
  const index = (((day + 3) % 7) + 7) % 7;
  return weekdays[index] ?? 'monday';
}
