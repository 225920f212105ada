import { zonedText } from '#renderer/i18n/zoned.ts';
import { DAY_MS, dateOf, dayOf } from '#shared/domain/hours/local-day.ts';

const MINUTE_MS = 60_000;

/**
 * The moment at which clocks in a time zone show so many minutes after that day's midnight. Of an
 * hour that is left out, or comes twice, one that is near.
 */
export function momentIn(timeZone: string, date: string, minutes: number): number {
  const shown = dayOf(date) * DAY_MS + minutes * MINUTE_MS;
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

/** The end of the day that it is there. */
export function endOfDay(timeZone: string, now: number): number {
  const tomorrow = dateOf(dayOf(zonedText(timeZone).date(now)) + 1);
  return momentIn(timeZone, tomorrow, 0);
}

/** `14:30`, from a time field. */
export function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

export function timeText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

function offsetAt(at: number, timeZone: string): number {
  const { date, minutes } = zonedText(timeZone);
  const shown = dayOf(date(at)) * DAY_MS + minutes(at) * MINUTE_MS;
  return shown - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
