import { expect, test } from 'vitest';
import {
  closedSince,
  isOpenAt,
  nextChange,
  openMsBetween,
} from '#shared/domain/hours/questions.ts';
import { plan, timetable, week } from '#test/doubles/hours/plans.ts';

const HOUR = 60 * 60_000;
/** In January, Berlin is an hour ahead of UTC: Thursday the 15th. */
const berlin = (day: number, hour: number, minute = 0) => Date.UTC(2026, 0, day, hour - 1, minute);

const split = plan({ week: week('09:00-12:30 14:00-18:00', '10:00-13:00') });
const { office } = timetable(split);

test('with nothing configured it is always open, and nothing is in sight that would change it', () => {
  const always = timetable(plan()).office;
  expect(isOpenAt(always, berlin(15, 3))).toBe(true);
  expect(nextChange(always, berlin(15, 3))).toBeNull();
  expect(closedSince(always, berlin(15, 3))).toBeNull();
  expect(openMsBetween(always, 0, 5 * HOUR)).toBe(5 * HOUR);
});

test('a span begins with its first moment and is over with its last', () => {
  expect(isOpenAt(office, berlin(15, 9) - 1)).toBe(false);
  expect(isOpenAt(office, berlin(15, 9))).toBe(true);
  expect(isOpenAt(office, berlin(15, 12, 30) - 1)).toBe(true);
  expect(isOpenAt(office, berlin(15, 12, 30))).toBe(false);
});

test('the next change is strictly after the moment, over lunch, night and weekend', () => {
  expect(nextChange(office, berlin(15, 9))).toEqual({ at: berlin(15, 12, 30), isOpen: false });
  expect(nextChange(office, berlin(15, 12, 30))).toEqual({ at: berlin(15, 14), isOpen: true });
  expect(nextChange(office, berlin(16, 20))).toEqual({ at: berlin(17, 10), isOpen: true });
  expect(nextChange(office, berlin(17, 13))).toEqual({ at: berlin(19, 9), isOpen: true });
});

test('every moment of one closed period has the same beginning, and no other period has it', () => {
  const weekend = [berlin(17, 13), berlin(18, 0), berlin(18, 23, 59), berlin(19, 9) - 1];
  expect(weekend.map((at) => closedSince(office, at))).toEqual(weekend.map(() => berlin(17, 13)));
  expect(closedSince(office, berlin(19, 9))).toBeNull();
  expect(closedSince(office, berlin(19, 13))).toBe(berlin(19, 12, 30));
});

test('what begins before midnight and ends after it is one opening', () => {
  const bar = timetable(plan({ week: week('18:00-02:00', '18:00-03:00') })).office;
  expect(isOpenAt(bar, berlin(16, 1))).toBe(true);
  expect(nextChange(bar, berlin(15, 19))).toEqual({ at: berlin(16, 2), isOpen: false });
  expect(isOpenAt(bar, berlin(18, 2, 59))).toBe(true);
  expect(closedSince(bar, berlin(18, 12))).toBe(berlin(18, 3));
  expect(openMsBetween(bar, berlin(15, 20), berlin(16, 12))).toBe(6 * HOUR);
});

test('open until 24:00 and from 00:00 again is open through the night', () => {
  const hotline = timetable(plan({ week: week('00:00-24:00', '00:00-24:00') })).office;
  expect(isOpenAt(hotline, berlin(15, 24))).toBe(true);
  expect(nextChange(hotline, berlin(15, 12))).toEqual({ at: berlin(17, 24), isOpen: false });
});

test('an office that never opens has been closed from the beginning', () => {
  const never = timetable(plan({ week: week('') })).office;
  expect(isOpenAt(never, berlin(15, 12))).toBe(false);
  expect(nextChange(never, berlin(15, 12))).toBeNull();
  expect(closedSince(never, berlin(15, 12))).toBe(0);
});

test('the time that it was open counts pauses and weekends out', () => {
  expect(openMsBetween(office, berlin(15, 11), berlin(15, 15))).toBe(2.5 * HOUR);
  expect(openMsBetween(office, berlin(16, 17), berlin(19, 10))).toBe(5 * HOUR);
  expect(openMsBetween(office, berlin(17, 14), berlin(18, 20))).toBe(0);
  expect(openMsBetween(office, berlin(16, 12), berlin(16, 12))).toBe(0);
  expect(openMsBetween(office, berlin(16, 12), berlin(15, 12))).toBe(0);
});

test('a host with another clock than its office goes by the office', () => {
  const there = timetable(plan({ timeZone: 'Asia/Kathmandu', week: week('09:00-17:00') })).office;
  // Nepal is 5:45 ahead of UTC.
  expect(nextChange(there, Date.UTC(2026, 0, 15, 0))).toEqual({
    at: Date.UTC(2026, 0, 15, 3, 15),
    isOpen: true,
  });
});
