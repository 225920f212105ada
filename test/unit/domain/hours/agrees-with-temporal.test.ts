import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closedSince,
  isOpenAt,
  nextChange,
  openMsBetween,
} from '#shared/domain/hours/questions.ts';
import { spansProblem } from '#shared/domain/hours/span.ts';
import type { Span } from '#shared/domain/hours/span.ts';
import { weekdays } from '#shared/domain/hours/week.ts';
import type { Week } from '#shared/domain/hours/week.ts';
import { everyDay, plan, timetable } from '#test/doubles/hours/plans.ts';
import { clockChanges, minutes, WallClock } from '#test/doubles/hours/wall-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [FROM_YEAR, TO_YEAR] = [2020, 2029];

/** Beside it: what its clocks do. */
const zones = [
  ['Europe/Berlin', 'an hour, at night'],
  ['America/New_York', 'an hour, at other dates'],
  ['Australia/Lord_Howe', 'half an hour'],
  ['Pacific/Chatham', 'an hour, 12:45 ahead of UTC'],
  ['America/Santiago', 'the day of the change begins at 01:00'],
  ['Asia/Beirut', 'the day of the change begins at 01:00'],
  ['America/Havana', 'an hour is repeated across midnight'],
  ['Africa/Casablanca', 'an hour less in Ramadan'],
  ['Antarctica/Troll', 'two hours'],
  ['Asia/Tehran', 'no changes any more since 2022'],
  ['Asia/Kathmandu', 'never, 5:45 ahead of UTC'],
] as const;

/** Edges where clocks are changed somewhere, and openings over midnight. */
const nasty = everyDay('00:00-00:30 00:45-01:15 01:30-02:15 02:30-03:00 09:00-12:00 23:30-00:00');
const overnight = everyDay('00:30-02:30 02:45-20:00 22:00-00:15');
const aroundTheClock = everyDay('00:00-24:00');

const anyTime = fc.integer({ min: 0, max: 24 * 60 - 1 });
const anySpans = fc
  .array(fc.tuple(anyTime, anyTime), { maxLength: 4 })
  .map((pairs) => pairs.map(([from, to]): Span => ({ from: text(from), to: text(to) })))
  .filter((spans) => spansProblem(spans) === null);
const anyWeek: fc.Arbitrary<Week> = fc
  .tuple(anySpans, anySpans, anySpans, anySpans, anySpans, anySpans, anySpans)
  .map((days) => Object.fromEntries(days.map((day, index) => [weekdays[index], day])) as never);

describe.each(zones)('%s (%s)', (timeZone) => {
  const changes = clockChanges(timeZone, FROM_YEAR, TO_YEAR);

  test.each([
    ['with edges in the hours of the change', nasty],
    ['open at night', overnight],
    ['open around the clock', aroundTheClock],
  ])('minute by minute around every change of ten years, %s', (_, week) => {
    for (const change of changes) agrees(week, timeZone, change - 5 * HOUR, change + 5 * HOUR);
  });

  test('some moment of every few hours of ten years', () => {
    const { office } = timetable(plan({ timeZone, week: overnight }));
    const wall = new WallClock(overnight, timeZone);
    for (let at = Date.UTC(FROM_YEAR, 0, 1); at < Date.UTC(TO_YEAR + 1, 0, 1);) {
      expectAt(at, isOpenAt(office, at), wall.isOpenAt(at));
      at += 5 * HOUR + 13 * MINUTE;
    }
  });

  test('any week, on the days of any change', () => {
    const moments = changes.length > 0 ? changes : [Date.UTC(2026, 0, 15)];
    fc.assert(
      fc.property(anyWeek, fc.constantFrom(...moments), (week, change) =>
        agrees(week, timeZone, change - 18 * HOUR, change + 30 * HOUR),
      ),
      { numRuns: 8 },
    );
  });
});

/** Every answer about a stretch of time is what looking at the wall every minute says. */
function agrees(week: Week, timeZone: string, from: number, to: number): void {
  const { office } = timetable(plan({ timeZone, week }));
  const wall = new WallClock(week, timeZone);
  for (const at of minutes(from - 4 * HOUR, from)) wall.isOpenAt(at);
  let isOpen = isOpenAt(office, from);
  let changesAt = nextChange(office, from)?.at ?? Infinity;
  let closed = closedSince(office, from);
  let openMs = 0;
  for (const at of minutes(from, to)) {
    const shown = wall.isOpenAt(at);
    expectAt(at, isOpenAt(office, at), shown);
    if (shown !== isOpen) {
      expectAt(at, changesAt, at);
      isOpen = shown;
      changesAt = nextChange(office, at)?.at ?? Infinity;
      closed = shown ? null : at;
      expectAt(at, closedSince(office, at), closed);
    }
    if (shown) openMs += MINUTE;
  }
  expect(closedSince(office, to - MINUTE)).toBe(closed);
  expect(openMsBetween(office, from, to)).toBe(openMs);
}

/** `expect` takes its time: a million of them would take a minute. */
function expectAt<T>(at: number, actual: T, expected: T): void {
  if (actual !== expected) expect({ at: new Date(at).toISOString(), actual }).toEqual({ expected });
}

function text(minutesOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutesOfDay / 60))}:${two(minutesOfDay % 60)}`;
}
