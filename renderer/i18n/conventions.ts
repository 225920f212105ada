import { createSubscriber } from 'svelte/reactivity';
import type { Office } from '#shared/domain/office.ts';
import { weekdays } from '#shared/domain/hours/week.ts';
import type { Weekday } from '#shared/domain/hours/week.ts';
import { locale } from './locale.ts';

type Formats = Office['formats'];

const SYSTEM: Formats = { clock: 'system', weekStart: 'system' };

let chosen: Formats = SYSTEM;
let tell: (() => void) | null = null;
/** What is on a screen is written anew when the office chooses otherwise. */
const subscribe = createSubscriber((update) => {
  tell = update;
  return () => (tell = null);
});

function current(): Formats {
  subscribe();
  return chosen;
}

/** What the office has chosen; what shows a time or a week follows at once. */
export function follow(formats: Formats): void {
  const isSame = formats.clock === chosen.clock && formats.weekStart === chosen.weekStart;
  chosen = formats;
  if (!isSame) tell?.();
}

const cycles = { '24-hour': { hourCycle: 'h23' }, '12-hour': { hourCycle: 'h12' } } as const;

/** A format with a time of day, by the office's clock; to be asked each time. */
export function timed(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return () => {
    const { clock } = current();
    const known = made.get(clock);
    if (known !== undefined) return known;
    const cycle = clock === 'system' ? {} : cycles[clock];
    const format = new Intl.DateTimeFormat(locale, { ...options, ...cycle });
    made.set(clock, format);
    return format;
  };
}

/** The days in the order in which the office's weeks have them. */
export function orderedWeekdays(): readonly Weekday[] {
  const { weekStart } = current();
  const first = weekStart === 'system' ? firstOfSystem() : weekStart;
  const index = weekdays.indexOf(first);
  return [...weekdays.slice(index), ...weekdays.slice(0, index)];
}

/** Browsers have the week of a locale as a property or as a method. */
interface WithWeek {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
}

function firstOfSystem(): Weekday {
  const known: Intl.Locale & WithWeek = new Intl.Locale(locale);
  const { firstDay = 1 } = known.getWeekInfo?.() ?? known.weekInfo ?? {};
  return weekdays[firstDay - 1] ?? 'monday';
}
