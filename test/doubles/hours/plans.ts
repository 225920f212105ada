import { ALWAYS_OPEN } from '#shared/domain/hours/plan.ts';
import type {
  Holiday,
  Hours,
  OfficePlan,
  OverrideStretch,
  OwnPlan,
  SpecialDay,
} from '#shared/domain/hours/plan.ts';
import type { Span } from '#shared/domain/hours/span.ts';
import { timetableOf } from '#shared/domain/hours/timetable.ts';
import type { Week } from '#shared/domain/hours/week.ts';

/** `09:00-12:30 14:00-18:00`; empty: none. */
export function spans(text: string): Span[] {
  return text
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => {
      const [from = '', to = ''] = each.split('-');
      return { from, to };
    });
}

/** Monday to Friday alike; Saturday and Sunday off, unless told. */
export function week(workdays: string, saturday = '', sunday = ''): Week {
  const day = spans(workdays);
  return {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: spans(saturday),
    sunday: spans(sunday),
  };
}

export const everyDay = (text: string): Week => week(text, text, text);

export function plan(change: Partial<OfficePlan> = {}): OfficePlan {
  return { ...ALWAYS_OPEN, timeZone: 'Europe/Berlin', ...change };
}

export function own(change: Partial<OwnPlan> = {}): OwnPlan {
  return { week: null, specialDays: [], ...change };
}

export function holiday(name: string, from: string, to = from, isYearly = false): Holiday {
  return { name, from, to, isYearly };
}

export function specialDay(date: string, text: string, name = ''): SpecialDay {
  return { date, name, spans: spans(text) };
}

export function hours(office: OfficePlan, change: Partial<Hours> = {}): Hours {
  return { office, own: [], overrides: [], ...change };
}

export function timetable(office: OfficePlan, change: Partial<Hours> = {}) {
  return timetableOf(hours(office, change), 'UTC');
}

export function stretch(since: number, until: number, isOpen: boolean): OverrideStretch {
  return { since, until, isOpen };
}
