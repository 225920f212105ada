import type { Calendar } from './calendar.ts';
import type { LocalDay } from './local-day.ts';
import type { OverrideStretch } from './plan.ts';
import type { ZoneClock } from './zone-clock.ts';

/** From (included) to (excluded), Unix ms. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** When something is open, day by day. */
export interface OpenTimes {
  readonly zone: ZoneClock;
  /** What begins on that day: in order, none overlaps another of the same day. */
  of(day: LocalDay): readonly Interval[];
}

/** So many days are remembered before all are forgotten: about thirty years. */
const MOST_DAYS = 12_000;

/** The calendar's spans at their moments, and what was decided to hold instead. */
export function openTimes(
  calendar: Calendar,
  zone: ZoneClock,
  overrides: readonly OverrideStretch[],
): OpenTimes {
  const closings = overrides.filter(({ isOpen }) => !isOpen);
  const openings = overrides.filter(({ isOpen }) => isOpen);
  return remembering(zone, (day) => {
    const planned = calendar(day).spans.map(({ from, to }) => ({
      from: zone.momentOf(day, from),
      to: zone.momentOf(day, to),
    }));
    const open = closings.reduce(without, planned);
    if (openings.length === 0) return open;
    const today = { from: zone.momentOf(day, 0), to: zone.momentOf(day, 24 * 60) };
    return joined([...open, ...openings.map((stretch) => within(stretch, today))]);
  });
}

/** Open when any of them is; all in one time zone. */
export function anyOf(zone: ZoneClock, all: readonly OpenTimes[]): OpenTimes {
  return remembering(zone, (day) => joined(all.flatMap((times) => times.of(day))));
}

/** In order, those that overlap or touch as one; none that is empty. */
function joined(intervals: readonly Interval[]): Interval[] {
  const all: Interval[] = [];
  const inOrder = intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  for (const next of inOrder) {
    const last = all.at(-1);
    if (last === undefined || next.from > last.to) all.push(next);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
  }
  return all;
}

function within({ since, until }: OverrideStretch, { from, to }: Interval): Interval {
  return { from: Math.max(since, from), to: Math.min(until, to) };
}

function without(intervals: readonly Interval[], { since, until }: OverrideStretch): Interval[] {
  return intervals.flatMap(({ from, to }) => {
    if (until <= from || since >= to) return [{ from, to }];
    return [
      { from, to: Math.min(since, to) },
      { from: Math.max(until, from), to },
    ].filter((left) => left.from < left.to);
  });
}

function remembering(zone: ZoneClock, work: (day: LocalDay) => readonly Interval[]): OpenTimes {
  const known = new Map<LocalDay, readonly Interval[]>();
  return {
    zone,
    of(day) {
      const before = known.get(day);
      if (before) return before;
      if (known.size >= MOST_DAYS) known.clear();
      const intervals = work(day).filter(({ from, to }) => from < to);
      known.set(day, intervals);
      return intervals;
    },
  };
}
