import ICAL from 'ical.js';
import { holidaySchema, LONGEST_HOLIDAY_DAYS, lengthOf } from '#shared/domain/hours/plan.ts';
import type { Holiday } from '#shared/domain/hours/plan.ts';
import { MOST_ENTRIES } from './found-holidays.ts';
import type { FileProblem, ReadHolidays } from './found-holidays.ts';
import { occurrences } from './occurrences.ts';
import { wholeDays } from './whole-days.ts';

/**
 * The holidays in the text of an .ics file (RFC 5545): its entries of whole days. What comes again
 * every year on its date stays so; other repetitions become single days of the years to come.
 *
 * @param today `YYYY-MM-DD`, from where on repetitions are counted
 * @param unnamed what one without a name is called
 */
export function readHolidays(text: string, today: string, unnamed: string): ReadHolidays {
  const events = eventsOf(text);
  if (typeof events === 'string') return { ok: false, problem: events };
  if (events.length > MOST_ENTRIES) return { ok: false, problem: 'too-many' };
  const skipped = { timed: 0, long: 0, broken: 0 };
  const holidays = new Map<string, Holiday>();
  for (const event of events) {
    const days = wholeDays(event);
    if (typeof days === 'string') skipped[days] += 1;
    else if (lengthOf(days.from, days.to) > LONGEST_HOLIDAY_DAYS) skipped.long += 1;
    else {
      const name = nameOf(event) || unnamed;
      for (const each of occurrences(event, days, today)) {
        const holiday = holidaySchema.safeParse({ name, ...each });
        if (!holiday.success) skipped.broken += 1;
        else holidays.set(JSON.stringify(holiday.data), holiday.data);
      }
    }
  }
  if (holidays.size === 0 && skipped.timed + skipped.long + skipped.broken === 0) {
    return { ok: false, problem: 'empty' };
  }
  const inOrder = [...holidays.values()].toSorted(
    (a, b) => a.from.localeCompare(b.from) || a.name.localeCompare(b.name),
  );
  return { ok: true, found: { holidays: inOrder, skipped } };
}

function eventsOf(text: string): ICAL.Component[] | FileProblem {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return 'not-a-calendar';
  if (!/END:VCALENDAR\s*$/i.test(text)) return 'damaged';
  try {
    // One file may hold several calendars.
    const parsed: unknown = ICAL.parse(text.replace(/^\uFEFF/, '').trim());
    const calendars = isOne(parsed) ? [parsed] : Array.isArray(parsed) ? parsed : [];
    return calendars
      .flatMap((calendar: unknown[]) => new ICAL.Component(calendar).getAllSubcomponents('vevent'))
      .filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED');
  } catch {
    // The library says no more than that a line cannot be read.
    return 'damaged';
  }
}

/** The library's form of a component: its name first. */
function isOne(parsed: unknown): parsed is unknown[] {
  return Array.isArray(parsed) && typeof parsed[0] === 'string';
}

function nameOf(event: ICAL.Component): string {
  const summary = event.getFirstPropertyValue('summary');
  const text = typeof summary === 'string' ? summary : '';
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .trim();
}
