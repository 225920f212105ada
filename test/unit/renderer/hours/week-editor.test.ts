import { expect, test } from 'vitest';
import { follow } from '#renderer/i18n/conventions.ts';
import { weekText } from '#renderer/parts/hours/week-text.ts';

import {
  endForField,
  endFromField,
  isOverMidnight,
  nextSpan,
} from '#renderer/screens/settings/hours/next-span.ts';
import { sortHolidays } from '#renderer/screens/settings/hours/sort-days.ts';
import { endOfDay, momentIn } from '#renderer/state/office-moment.ts';
import { dayOf } from '#shared/domain/hours/local-day.ts';
import { spansProblem } from '#shared/domain/hours/span.ts';
import { ZoneClock } from '#shared/domain/hours/zone-clock.ts';
import { everyDay, holiday, spans, week } from '#test/doubles/hours/plans.ts';

const plain = (text: string) => text.replace(/\s/g, ' ');

test('a week is told in few words, days in a row that are alike together', () => {
  follow({ clock: 'system', weekStart: 'monday' });
  expect(plain(weekText(week('09:00-12:30 14:00-18:00', '10:00-13:00')))).toBe(
    'Mon–Fri 9:00 AM–12:30 PM, 2:00 PM–6:00 PM · Sat 10:00 AM–1:00 PM',
  );
  expect(weekText(everyDay('00:00-24:00'))).toBe('Mon–Sun All day');
  expect(weekText(week(''))).toBe('Never open');
});

test('times that are added follow the last ones, as long as the day has room', () => {
  expect(nextSpan([])).toEqual({ from: '09:00', to: '18:00' });
  expect(nextSpan(spans('09:00-12:00'))).toEqual({ from: '13:00', to: '16:00' });
  expect(nextSpan(spans('09:00-21:00'))).toEqual({ from: '22:00', to: '24:00' });
  expect(nextSpan(spans('09:00-23:00'))).toBeNull();
  expect(nextSpan(spans('18:00-02:00'))).toBeNull();
  expect(spansProblem([...spans('09:00-12:00'), nextSpan(spans('09:00-12:00'))!])).toBeNull();
});

test('the end of a day is 00:00 in its field', () => {
  expect(endForField('24:00')).toBe('00:00');
  expect(endFromField('00:00')).toBe('24:00');
  expect(isOverMidnight({ from: '18:00', to: '02:00' })).toBe(true);
  expect(isOverMidnight({ from: '18:00', to: '24:00' })).toBe(false);
});

test('holidays are in the order in which they come, and those that are over apart', () => {
  const { coming, over } = sortHolidays(
    [
      holiday('Past', '2025-05-01'),
      holiday('New Year', '2020-01-01', '2020-01-01', true),
      holiday('Christmas', '2020-12-25', '2020-12-26', true),
      holiday('Winter', '2019-12-24', '2020-01-20', true),
      holiday('Today', '2026-01-10', '2026-01-15'),
      holiday('Easter', '2026-04-05'),
    ],
    '2026-01-15',
  );
  expect(coming.map(({ name }) => name)).toEqual([
    'Today',
    'Easter',
    'Winter',
    'Christmas',
    'New Year',
  ]);
  expect(over.map(({ name }) => name)).toEqual(['Past']);
});

test('a day and a time of the office’s are the moment that the host understands by them', () => {
  for (const zone of [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
  ]) {
    const clock = new ZoneClock(zone);
    for (const date of ['2026-01-15', '2026-03-29', '2026-07-01', '2026-10-26']) {
      for (const minutes of [0, 9 * 60, 23 * 60 + 59]) {
        expect(momentIn(zone, date, minutes)).toBe(clock.momentOf(dayOf(date), minutes));
      }
    }
  }
});

test('a day of 23 hours ends an hour earlier', () => {
  const noon = Date.UTC(2026, 2, 29, 10);
  expect(endOfDay('Europe/Berlin', noon)).toBe(Date.UTC(2026, 2, 29, 22));
});
