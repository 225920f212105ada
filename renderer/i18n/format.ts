import { formatPhone } from '#shared/domain/phone-format.ts';
import type { Money } from '#shared/domain/content-kinds.ts';
import { t } from './index.ts';
import { timed } from './conventions.ts';
import { locale } from './locale.ts';

const clockFormat = timed({ hour: 'numeric', minute: '2-digit' });
const weekdayFormat = new Intl.DateTimeFormat(locale, { weekday: 'short' });
const shortDateFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const fullDateFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'numeric',
  year: '2-digit',
});
const dayFormat = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const dayWithYearFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
const exactFormat = timed({ dateStyle: 'full', timeStyle: 'medium' });
const stretchFormat = timed({
  day: 'numeric',
  month: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const weekdayTimeFormat = timed({
  weekday: 'short',
  hour: 'numeric',
  minute: '2-digit',
});
const weekdayDate = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const weekdayDateFormat = new Intl.DateTimeFormat(locale, weekdayDate);
const weekdayDateTimeFormat = timed({
  ...weekdayDate,
  hour: 'numeric',
  minute: '2-digit',
});
const dateTimeFormat = timed({ dateStyle: 'medium', timeStyle: 'short' });
const percentFormat = new Intl.NumberFormat(locale, { style: 'percent' });
const averageFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const decimalFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const countFormat = new Intl.NumberFormat(locale);
const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });
const choiceFormat = new Intl.ListFormat(locale, { type: 'disjunction' });

/** Midnight of the local day that `at` is in, as a number that differs by day. */
export function dayOf(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function daysBetween(at: number, now: number): number {
  return Math.round((dayOf(now) - dayOf(at)) / 86_400_000);
}

export function clockTime(at: number): string {
  return clockFormat().format(at);
}

/** Date and time in full, for a hint. */
export function exactTime(at: number): string {
  return exactFormat().format(at);
}

/** A day on its own, within a sentence. */
export function longDate(at: number): string {
  return dayWithYearFormat.format(at);
}

/** From one moment to a later one, saying once what both have in common. */
export function stretch(begin: number, end: number): string {
  return stretchFormat().formatRange(begin, Math.max(begin, end));
}

/** Date and time of day, for tables. */
export function dateTime(at: number): string {
  return dateTimeFormat().format(at);
}

/** When something that was put away comes back: the clock today, else with its day. */
export function snoozeTime(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days === 0) return clockFormat().format(at);
  if (days === -1) return t.timeline.tomorrowAt(clockFormat().format(at));
  return (days < 0 && days > -7 ? weekdayTimeFormat() : stretchFormat()).format(at);
}

/** A day where its time is said beside it: "Sat, Dec 5". */
export function weekdayAndDate(at: number): string {
  return weekdayDateFormat.format(at);
}

/** A moment that holds whenever it is read: the clock on the day of `from`, else with its date. */
export function timeFrom(at: number, from: number): string {
  return (daysBetween(at, from) === 0 ? clockFormat() : weekdayDateTimeFormat()).format(at);
}

/** As short as it can be without being ambiguous: clock, yesterday, weekday, date. */
export function listTime(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days <= 0) return clockFormat().format(at);
  if (days === 1) return t.timeline.yesterday;
  if (days < 7) return weekdayFormat.format(at);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? shortDateFormat : fullDateFormat).format(at);
}

/** A day within a line: "12 Nov", with the year when it is another one. */
export function shortDate(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? shortDateFormat : fullDateFormat).format(at);
}

/** The heading above a day's messages. */
export function dayHeading(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days <= 0) return t.timeline.today;
  if (days === 1) return t.timeline.yesterday;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayFormat : dayWithYearFormat).format(at);
}

/** How long somebody has been waiting, in the largest unit that says enough. */
export function waitTime(since: number, now: number): string {
  const minutes = Math.floor(Math.max(0, now - since) / 60_000);
  if (minutes < 1) return t.inbox.wait.now;
  if (minutes < 60) return t.inbox.wait.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t.inbox.wait.hours(hours, hours < 3 ? minutes % 60 : 0);
  return t.inbox.wait.days(Math.floor(hours / 24));
}

const SPANS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A length of time in its largest unit, in words: "8 hours". */
export function timeSpan(ms: number): string {
  const [unit, length] = SPANS.find(([, each]) => ms >= each) ?? (['second', 1_000] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  const maximumFractionDigits = unit === 'second' || unit === 'minute' ? 0 : 1;
  return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits }).format(ms / length);
}

/** Minutes and seconds of a recording. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** From here on it is counted in minutes. */
const LONG_COUNTDOWN_SECONDS = 100;

/** What is left until something happens: "49 s", "9:44 min". */
export function countdown(seconds: number): string {
  return seconds < LONG_COUNTDOWN_SECONDS
    ? t.common.countdown.seconds(seconds)
    : t.common.countdown.minutes(duration(seconds));
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function fileSize(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

/** In the currency's own digits; one that is not known keeps its letters. */
export function money({ thousandths, currency }: Money): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(thousandths / 1_000);
}

export function percent(share: number): string {
  return percentFormat.format(share);
}

/** Of numbers from 1 to 5, say. */
export function averageText(value: number): string {
  return averageFormat.format(value);
}

export function decimal(value: number): string {
  return decimalFormat.format(value);
}

/** "Ana, Ben and Carla". */
export function listOf(names: readonly string[]): string {
  return listFormat.format(names);
}

/** "Any of these". */
export function oneOf(names: readonly string[]): string {
  return choiceFormat.format(names);
}

/** Since when something is so: the time of day, before today with the date. */
export function sinceTime(at: number, now: number): string {
  return daysBetween(at, now) <= 0 ? clockFormat().format(at) : stretchFormat().format(at);
}

const calendarDayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
const exactNumberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 10 });

/** `2026-12-24` as people here write it. */
export function calendarDay(date: string): string {
  return calendarDayFormat.format(Date.parse(`${date}T00:00:00Z`));
}

const monthFormat = new Intl.DateTimeFormat(locale, {
  year: 'numeric',
  month: 'long',
  timeZone: 'UTC',
});

/** `2026-12` as people here write it. */
export function monthName(month: string): string {
  return monthFormat.format(Date.parse(`${month}-01T00:00:00Z`));
}

const weekdayNameFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });

/** Of a day of the week, from 1, Monday. */
export function weekdayName(day: number): string {
  return weekdayNameFormat.format(Date.UTC(2001, 0, day));
}

/** `14:00` as people here write it. */
export function clockText(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return clockFormat().format(new Date(2001, 0, 1, hours, minutes));
}

/** `12.5` as people here write it. */
export function decimalText(value: string): string {
  return exactNumberFormat.format(Number(value));
}

export function count(value: number): string {
  return countFormat.format(value);
}

/** `+5521987654321` as `+55 21 98765 4321`, in the same country as `home` `(21) 98765-4321`. */
export function phoneNumber(phone: string, home: string | null = null): string {
  return formatPhone(phone, home);
}
