import { timed } from './conventions.ts';
import { locale } from './locale.ts';

/** Dates and times as the clocks of another time zone than this screen's show them. */
export interface ZonedText {
  /** `2026-01-15`. */
  date(at: number): string;
  /** Minutes after midnight. */
  minutes(at: number): number;
  /** 09:00 or 9:00 AM. */
  clock(at: number): string;
  /** "Monday". */
  weekday(at: number): string;
  /** "Mon, 5 January". */
  day(at: number): string;
}

const known = new Map<string, ZonedText>();

export function zonedText(timeZone: string): ZonedText {
  const before = known.get(timeZone);
  if (before) return before;
  const clock = timed({
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
  });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' });
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
  });
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const partsOf = (at: number) =>
    Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const text: ZonedText = {
    date(at) {
      const { year, month, day: dayOfMonth } = partsOf(at);
      return `${year}-${month}-${dayOfMonth}`;
    },
    minutes(at) {
      const { hour, minute } = partsOf(at);
      return Number(hour) * 60 + Number(minute);
    },
    clock: (at) => clock().format(at),
    weekday: (at) => weekday.format(at),
    day: (at) => day.format(at),
  };
  known.set(timeZone, text);
  return text;
}

const dateFormat = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const yearlyFormat = new Intl.DateTimeFormat(locale, {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
});
const timeFormat = timed({
  timeZone: 'UTC',
  hour: 'numeric',
  minute: '2-digit',
});

const asUtc = (date: string) => Date.parse(`${date}T00:00:00Z`);

/** A day of the calendar, or those from one to another. */
export function dateRange(from: string, to: string): string {
  return dateFormat.formatRange(asUtc(from), asUtc(to));
}

/** The same without weekday and year: what comes again every year. */
export function yearlyRange(from: string, to: string): string {
  return yearlyFormat.formatRange(asUtc(from), asUtc(to));
}

/** `14:00` as people here write it. */
export function timeOfDay(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return timeFormat().format(Date.UTC(2001, 0, 1, hours, minutes));
}
