import { DAY_MS, dayOf } from '#shared/domain/hours/local-day.ts';
import { weekdays } from '#shared/domain/hours/week.ts';
import { timed } from './conventions.ts';
import { locale } from './locale.ts';

const dayFormat = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const shortFormat = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'short',
});
const weekdayFormat = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' });
const hourFormat = timed({
  timeZone: 'UTC',
  hour: 'numeric',
  minute: '2-digit',
});

/** A day of the office's calendar: "Mon, 23 Mar". */
export function dayText(day: number): string {
  return dayFormat.format(day * DAY_MS);
}

export function shortDayText(day: number): string {
  return shortFormat.format(day * DAY_MS);
}

/** 0: Monday. */
export function weekdayText(index: number): string {
  // A Monday.
  return weekdayFormat.format((dayOf('2026-01-05') + (index % weekdays.length)) * DAY_MS);
}

export function hourText(hour: number): string {
  return hourFormat().format(hour * 3_600_000);
}

const shortHourFormat = timed({ timeZone: 'UTC', hour: 'numeric' });

/** As short as it can be, above a column. */
export function shortHourText(hour: number): string {
  return shortHourFormat().format(hour * 3_600_000);
}
