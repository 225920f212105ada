import { dateOf, dayOf } from '#shared/domain/hours/local-day.ts';
import type { Range } from '#shared/domain/reports/figures.ts';

export const presets = [
  'today',
  'yesterday',
  'week',
  'month',
  'this-month',
  'last-month',
  'year',
  'custom',
] as const;
export type Preset = (typeof presets)[number];

/** The days of a preset, both included, of which `today` is one of the office's calendar. */
export function presetRange(preset: Exclude<Preset, 'custom'>, today: string): Range {
  const day = dayOf(today);
  const back = (days: number): Range => ({ from: dateOf(day - days + 1), to: today });
  switch (preset) {
    case 'today':
      return back(1);
    case 'yesterday':
      return { from: dateOf(day - 1), to: dateOf(day - 1) };
    case 'week':
      return back(7);
    case 'month':
      return back(28);
    case 'year':
      return back(365);
    case 'this-month':
      return { from: firstOfMonth(today), to: today };
    case 'last-month': {
      const to = dateOf(dayOf(firstOfMonth(today)) - 1);
      return { from: firstOfMonth(to), to };
    }
  }
}

/** As many days right before it; before a whole month the month before. */
export function rangeBefore({ from, to }: Range): Range {
  const end = dateOf(dayOf(from) - 1);
  const isMonth = from === firstOfMonth(to) && dateOf(dayOf(to) + 1).endsWith('-01');
  return {
    from: isMonth ? firstOfMonth(end) : dateOf(dayOf(from) - lengthOf({ from, to })),
    to: end,
  };
}

export function lengthOf({ from, to }: Range): number {
  return dayOf(to) - dayOf(from) + 1;
}

function firstOfMonth(date: string): string {
  return `${date.slice(0, 8)}01`;
}
