import { expect, test } from 'vitest';
import { shiftEnd } from '#shared/domain/hours/questions.ts';
import type { Week } from '#shared/domain/hours/week.ts';
import { everyDay, holiday, plan, timetable, week } from '#test/doubles/hours/plans.ts';

const BREAK_MS = 4 * 60 * 60_000;
/** In January, Berlin is an hour ahead of UTC: Thursday the 15th. */
const berlin = (day: number, hour: number, minute = 0) => Date.UTC(2026, 0, day, hour - 1, minute);
const officeOf = (of: Week, holidays = [] as ReturnType<typeof holiday>[]) =>
  timetable(plan({ week: of, holidays })).office;

const split = officeOf(week('09:00-12:30 14:00-18:00', '10:00-13:00'));

test.each([
  ['in the morning', berlin(15, 9, 30), berlin(15, 18)],
  ['in the lunch break', berlin(15, 13), berlin(15, 18)],
  ['with its last moment', berlin(15, 18), berlin(16, 18)],
  ['at night', berlin(15, 23), berlin(16, 18)],
  ['on Saturday afternoon', berlin(17, 14), berlin(19, 18)],
])('%s the shift ends with its own last closing, or else with the next one’s', (_, at, end) => {
  expect(shiftEnd(split, at, BREAK_MS)).toBe(end);
});

test('over a holiday the next shift is the one after it', () => {
  const office = officeOf(everyDay('09:00-17:00'), [holiday('Closed', '2026-01-16', '2026-03-01')]);
  expect(shiftEnd(office, berlin(15, 20), BREAK_MS)).toBe(Date.UTC(2026, 2, 2, 16));
});

test.each(['00:00-23:59', '06:00-02:00', '00:00-12:00 13:00-24:00', '00:00-24:00'])(
  'where somebody is always there (%s) no shift ends',
  (hours) => {
    expect(shiftEnd(officeOf(everyDay(hours)), berlin(15, 12), BREAK_MS)).toBeNull();
  },
);

test('nor does one where it is always or never open', () => {
  expect(shiftEnd(timetable(plan()).office, berlin(15, 12), BREAK_MS)).toBeNull();
  expect(shiftEnd(officeOf(everyDay('')), berlin(15, 12), BREAK_MS)).toBeNull();
});
