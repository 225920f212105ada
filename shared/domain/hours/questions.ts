import type { LocalDay } from './local-day.ts';
import type { Interval, OpenTimes } from './open-times.ts';

/** Nothing further away is looked for: holidays on a 29th of February are eight years apart. */
const HORIZON_DAYS = 3_700;
/** What began so many days ago may still go on: a span ends before the end of the next day. */
const LASTS_DAYS = 2;
const NEXT_SHIFT_DAYS = 370;
const LONGEST_SHIFT_MS = 7 * 24 * 60 * 60 * 1_000;

export interface Change {
  readonly at: number;
  /** From then on. */
  readonly isOpen: boolean;
}

/** Whether it is open at this moment. A span's end is no part of it. */
export function isOpenAt(times: OpenTimes, at: number): boolean {
  const today = times.zone.dayAt(at);
  for (let day = today - LASTS_DAYS; day <= today; day += 1) {
    if (times.of(day).some(({ from, to }) => from <= at && at < to)) return true;
  }
  return false;
}

/** When it opens or closes next, strictly after this moment; null: not within ten years. */
export function nextChange(times: OpenTimes, at: number): Change | null {
  const first = times.zone.dayAt(at) - LASTS_DAYS;
  for (const { from, to } of stretches(times, first, first + HORIZON_DAYS)) {
    if (from > at) return { at: from, isOpen: true };
    if (to > at) return Number.isFinite(to) ? { at: to, isOpen: false } : null;
  }
  return null;
}

/**
 * When the shift that goes on at this moment, or else the next one, is over: a break of up to
 * `longestBreak` ms belongs to it. Null: none begins within a year, or it goes on for more than a
 * week, as where somebody is always there.
 */
export function shiftEnd(times: OpenTimes, at: number, longestBreak: number): number | null {
  const first = times.zone.dayAt(at) - LASTS_DAYS;
  let begin: number | null = null;
  let end: number | null = null;
  for (const { from, to } of stretches(times, first, first + NEXT_SHIFT_DAYS)) {
    if (to <= at) continue;
    if (end !== null && from - end > longestBreak) return end;
    begin ??= Math.max(from, at);
    end = to;
    if (end - begin > LONGEST_SHIFT_MS) return null;
  }
  return end;
}

/**
 * Since when it has been closed, which is what tells one closed period from another; null while it
 * is open, 0 when it was not open in the ten years before.
 */
export function closedSince(times: OpenTimes, at: number): number | null {
  if (isOpenAt(times, at)) return null;
  const today = times.zone.dayAt(at);
  let last = 0;
  let until = today - HORIZON_DAYS;
  for (let day = today; day >= until; day -= 1) {
    for (const { to } of times.of(day)) {
      if (to > at) continue;
      // What began even earlier may have ended later.
      if (last === 0) until = day - LASTS_DAYS;
      last = Math.max(last, to);
    }
  }
  return last;
}

/** For how long it was open between two moments, ms; a year takes some hundred steps. */
export function openMsBetween(times: OpenTimes, from: number, to: number): number {
  if (from >= to) return 0;
  const last = times.zone.dayAt(to);
  let counted = from;
  let sum = 0;
  for (let day = times.zone.dayAt(from) - LASTS_DAYS; day <= last; day += 1) {
    for (const open of times.of(day)) {
      const begin = Math.max(open.from, counted);
      const end = Math.min(open.to, to);
      if (end <= begin) continue;
      sum += end - begin;
      counted = end;
    }
  }
  return sum;
}

/** Each time it is open, from its opening to its closing; one that has no end in sight is endless. */
function* stretches(times: OpenTimes, first: LocalDay, last: LocalDay): Iterable<Interval> {
  let current: Interval | undefined;
  for (let day = first; day <= last; day += 1) {
    for (const next of times.of(day)) {
      if (current === undefined) current = next;
      else if (next.from <= current.to) {
        current = { from: current.from, to: Math.max(current.to, next.to) };
      } else {
        yield current;
        current = next;
      }
    }
  }
  if (current === undefined) return;
  const isEndless = current.to >= times.zone.momentOf(last + 1, 0);
  yield isEndless ? { ...current, to: Number.POSITIVE_INFINITY } : current;
}
