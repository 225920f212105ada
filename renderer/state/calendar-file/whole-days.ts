import ICAL from 'ical.js';
import { dateOf, dayOf, isDate } from '#shared/domain/hours/local-day.ts';

/** From the first day to the last, both included. */
export interface WholeDays {
  readonly from: string;
  readonly to: string;
}

/** The days of an entry, or why it has none. The end in a file is the day after the last one. */
export function wholeDays(event: ICAL.Component): WholeDays | 'timed' | 'broken' {
  // The library makes the 3rd of March of a 31st of February.
  if (!isDate(writtenDate(event))) return 'broken';
  const start = event.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time)) return 'broken';
  const end = endOf(event, start);
  if (end === null) return 'broken';
  if (!isMidnight(start) || !isMidnight(end)) return 'timed';
  const [from, after] = [dateText(start), dateText(end)];
  if (!isDate(from) || !isDate(after)) return 'broken';
  if (!start.isDate && after <= from) return 'timed';
  // Some programs write the last day itself.
  return { from, to: after > from ? dateOf(dayOf(after) - 1) : from };
}

function writtenDate(event: ICAL.Component): string {
  // Name, parameters, type, value.
  const property: unknown = event.getFirstProperty('dtstart')?.toJSON();
  const value: unknown = Array.isArray(property) ? property[3] : null;
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

function endOf(event: ICAL.Component, start: ICAL.Time): ICAL.Time | null {
  const end = event.getFirstPropertyValue('dtend');
  if (end instanceof ICAL.Time) return end;
  const duration = event.getFirstPropertyValue('duration');
  if (!(duration instanceof ICAL.Duration)) return end === null ? start : null;
  const after = start.clone();
  after.addDuration(duration);
  return after;
}

/** Some programs write whole days as from midnight to midnight. */
function isMidnight({ isDate: isDay, hour, minute, second }: ICAL.Time): boolean {
  return isDay || (hour === 0 && minute === 0 && second === 0);
}

export function dateText({ year, month, day }: ICAL.Time): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
