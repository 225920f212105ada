import type { BotHours } from './run.ts';
import type { Hours } from '../hours/plan.ts';
import { weekdays } from '../hours/week.ts';

/** The week as customers are told it. */
export type WeekOfOffice = Pick<BotHours, 'timeZone' | 'week'>;

export function weekOf({ office }: Hours, hostTimeZone: string): WeekOfOffice {
  const { week } = office;
  return {
    timeZone: office.timeZone ?? hostTimeZone,
    week:
      week === null
        ? null
        : weekdays.map((weekday, index) => ({
            day: index + 1,
            spans: week[weekday].toSorted((a, b) => (a.from < b.from ? -1 : 1)),
          })),
  };
}
