import ICAL from 'ical.js';
import { dateOf, dayOf } from '#shared/domain/hours/local-day.ts';
import type { Holiday } from '#shared/domain/hours/plan.ts';
import { dateText } from './whole-days.ts';
import type { WholeDays } from './whole-days.ts';

/** Holidays that move are published for some years; more of them would be guesses. */
const YEARS_AHEAD = 3;
/** A rule may begin long ago and repeat every day. */
const MOST_STEPS = 20_000;
const MOST_OF_ONE = 60;

type Days = Omit<Holiday, 'name'>;

/** When an entry is: once, every year on its date, or on each day of its rule in the years to come. */
export function occurrences(event: ICAL.Component, days: WholeDays, today: string): Days[] {
  const once = { ...days, isYearly: false };
  const rule = event.getFirstPropertyValue('rrule');
  const hasDates = event.hasProperty('rdate');
  if (!(rule instanceof ICAL.Recur) && !hasDates) return [once];
  const isPlain = !hasDates && !event.hasProperty('exdate');
  if (rule instanceof ICAL.Recur && isPlain && isEveryYear(rule, days.from)) {
    return [{ ...days, isYearly: true }];
  }
  if (rule instanceof ICAL.Recur && !isCountable(rule)) return [once];
  return expanded(event, days, today).map((from) => ({
    from,
    to: dateOf(dayOf(from) + dayOf(days.to) - dayOf(days.from)),
    isYearly: false,
  }));
}

/** On the same date of every year, without an end. */
function isEveryYear({ freq, interval, count, until, parts }: ICAL.Recur, from: string): boolean {
  if (freq !== 'YEARLY' || interval !== 1 || count || until) return false;
  const { BYMONTH, BYMONTHDAY, ...others } = parts;
  const [month, day] = from.slice(5).split('-').map(Number);
  const isOwn = (by: readonly number[] | undefined, own: number | undefined) =>
    by === undefined || (by.length === 1 && by[0] === own);
  return Object.keys(others).length === 0 && isOwn(BYMONTH, month) && isOwn(BYMONTHDAY, day);
}

/** Days are what holidays are made of. */
function isCountable({ freq }: ICAL.Recur): boolean {
  return ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'].includes(freq);
}

/** The first days, from this year on. */
function expanded(event: ICAL.Component, { from }: WholeDays, today: string): string[] {
  const firstYear = Number(today.slice(0, 4));
  const found: string[] = [];
  try {
    const dates = new ICAL.Event(event).iterator();
    for (let steps = 0; steps < MOST_STEPS && found.length < MOST_OF_ONE; steps += 1) {
      // The library says nothing at the end of a rule.
      const next: ICAL.Time | undefined = dates.next();
      if (!next || next.year > firstYear + YEARS_AHEAD) break;
      if (next.year >= firstYear) found.push(dateText(next));
    }
  } catch {
    // A rule that never comes true, as a 30th of February.
    return found;
  }
  // All of them are over: the preview says so.
  return found.length > 0 ? found : [from];
}
