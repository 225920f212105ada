import { isOver } from '#renderer/state/calendar-file/found-holidays.ts';
import { yearlyOf } from '#shared/domain/hours/local-day.ts';
import type { Holiday } from '#shared/domain/hours/plan.ts';

/** When it comes next, or goes on: a yearly one in this year or the next. */
function nextOf({ from, to, isYearly }: Holiday, today: string): string {
  if (!isYearly) return from;
  const year = Number(today.slice(0, 4));
  const isComing = yearlyOf(to) >= yearlyOf(today) || to.slice(0, 4) > from.slice(0, 4);
  return `${isComing ? year : year + 1}-${yearlyOf(from)}`;
}

/** Those to come, the next one first, and those that are over, the last one first. */
export function sortHolidays(
  holidays: readonly Holiday[],
  today: string,
): { readonly coming: Holiday[]; readonly over: Holiday[] } {
  const next = (holiday: Holiday) => nextOf(holiday, today);
  return {
    coming: holidays
      .filter((holiday) => !isOver(holiday, today))
      .sort((a, b) => next(a).localeCompare(next(b)) || a.name.localeCompare(b.name)),
    over: holidays
      .filter((holiday) => isOver(holiday, today))
      .sort((a, b) => b.from.localeCompare(a.from)),
  };
}
