import { dateOf, dayOf, weekdayOf, yearlyOf } from './local-day.ts';
import type { LocalDay } from './local-day.ts';
import type { Because } from './now.ts';
import type { Holiday, OfficePlan, OwnPlan } from './plan.ts';
import { minuteSpans } from './span.ts';
import type { MinuteSpan } from './span.ts';

/** What holds on a day, and what made it differ from the week. */
export interface CalendarDay {
  readonly spans: readonly MinuteSpan[];
  readonly because: Because | null;
}

export type Calendar = (day: LocalDay) => CalendarDay;

const AROUND_THE_CLOCK: readonly MinuteSpan[] = [{ from: 0, to: 24 * 60 }];

/**
 * What holds on each day. Of somebody with hours of their own: their special day; else their week,
 * on a special day of the office's within its spans, on a holiday not at all.
 */
export function calendarOf(office: OfficePlan, own: OwnPlan | null): Calendar {
  const officeDays = specialDaysOf(office);
  const ownDays = own === null ? null : specialDaysOf(own);
  const holidayOn = holidaysOf(office.holidays);
  const week = weekOf(own?.week ?? office.week);

  return (day) => {
    const theirs = ownDays?.get(day);
    if (theirs) return theirs;
    const special = officeDays.get(day);
    if (special) {
      const isNarrowed = own !== null && own.week !== null;
      return isNarrowed ? { ...special, spans: common(special.spans, week(day)) } : special;
    }
    const holiday = holidayOn(day);
    if (holiday) return { spans: [], because: { kind: 'holiday', name: holiday.name } };
    return { spans: week(day), because: null };
  };
}

function specialDaysOf({
  specialDays,
}: Pick<OwnPlan, 'specialDays'>): ReadonlyMap<LocalDay, CalendarDay> {
  return new Map(
    specialDays.map(({ date, name, spans }) => [
      dayOf(date),
      { spans: minuteSpans(spans), because: { kind: 'special-day', name } },
    ]),
  );
}

function weekOf(week: OfficePlan['week']): (day: LocalDay) => readonly MinuteSpan[] {
  if (week === null) return () => AROUND_THE_CLOCK;
  const days = new Map(Object.entries(week).map(([name, spans]) => [name, minuteSpans(spans)]));
  return (day) => days.get(weekdayOf(day)) ?? [];
}

function holidaysOf(holidays: readonly Holiday[]): (day: LocalDay) => Holiday | undefined {
  const single = holidays
    .filter(({ isYearly }) => !isYearly)
    .map((holiday) => ({ holiday, from: dayOf(holiday.from), to: dayOf(holiday.to) }));
  const yearly = holidays.filter(({ isYearly }) => isYearly);
  return (day) => {
    const once = single.find(({ from, to }) => from <= day && day <= to);
    if (once) return once.holiday;
    const today = yearlyOf(dateOf(day));
    return yearly.find((holiday) => isThatTimeOfYear(holiday, today));
  };
}

function isThatTimeOfYear({ from, to }: Holiday, today: string): boolean {
  const [begin, end] = [yearlyOf(from), yearlyOf(to)];
  const isOverNewYear = from.slice(0, 4) < to.slice(0, 4);
  return isOverNewYear ? today >= begin || today <= end : today >= begin && today <= end;
}

function common(some: readonly MinuteSpan[], others: readonly MinuteSpan[]): MinuteSpan[] {
  return some
    .flatMap((one) =>
      others.map((other) => ({
        from: Math.max(one.from, other.from),
        to: Math.min(one.to, other.to),
      })),
    )
    .filter(({ from, to }) => from < to);
}
