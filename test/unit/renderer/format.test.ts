import { describe, expect, it } from 'vitest';
import {
  countdown,
  dayHeading,
  duration,
  fileSize,
  listTime,
  phoneNumber,
  waitTime,
} from '#renderer/i18n/format.ts';
import { pickLocale } from '#renderer/i18n/locale.ts';
import { pluralizer } from '#renderer/i18n/plural.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = new Date(2026, 6, 15, 12, 30).getTime();
const daysAgo = (days: number) => new Date(2026, 6, 15 - days, 23, 50).getTime();

describe('the time in the list', () => {
  it('is as short as it can be', () => {
    expect(listTime(NOW - HOUR, NOW)).toMatch(/11.30/);
    expect(listTime(daysAgo(1), NOW)).toBe('Yesterday');
    expect(listTime(daysAgo(2), NOW)).toBe('Mon');
    expect(listTime(daysAgo(40), NOW)).toMatch(/Jun/);
    expect(listTime(new Date(2024, 0, 2).getTime(), NOW)).toMatch(/24/);
  });

  it('counts days by the calendar, not by 24 hours', () => {
    const justAfterMidnight = new Date(2026, 6, 15, 0, 10).getTime();
    expect(listTime(justAfterMidnight - 20 * MINUTE, justAfterMidnight)).toBe('Yesterday');
    expect(dayHeading(justAfterMidnight, NOW)).toBe('Today');
  });

  it('of a clock that runs behind the host is still a time of today', () => {
    expect(dayHeading(NOW + 2 * MINUTE, NOW)).toBe('Today');
    expect(waitTime(NOW + 2 * MINUTE, NOW)).toBe('now');
  });
});

it.each([
  [1, '1 s'],
  [99, '99 s'],
  [100, '1:40 min'],
  [584, '9:44 min'],
])('%i seconds until something happens are %s', (seconds, text) => {
  expect(countdown(seconds)).toBe(text);
});

describe('a wait', () => {
  it.each([
    [59_000, 'now'],
    [MINUTE, '1 min'],
    [59 * MINUTE, '59 min'],
    [HOUR, '1 h'],
    [2 * HOUR + 5 * MINUTE, '2 h 5 min'],
    [5 * HOUR + 5 * MINUTE, '5 h'],
    [24 * HOUR, '1 day'],
    [72 * HOUR, '3 days'],
  ])('of %i ms is said as %s', (ms, words) => {
    expect(waitTime(NOW - ms, NOW)).toBe(words);
  });
});

describe('numbers', () => {
  it('of phones are grouped as their country does, what is none stays', () => {
    expect(phoneNumber('+5521987654321')).toBe('+55 21 98765 4321');
    expect(phoneNumber('+4915112345678')).toBe('+49 1511 2345678');
    expect(phoneNumber('+0000')).toBe('+0000');
  });

  it('of bytes have the unit that fits', () => {
    expect(fileSize(13)).toMatch(/^13 byte/);
    expect(fileSize(348_211)).toBe('348 kB');
    expect(fileSize(1_204_000)).toBe('1.2 MB');
  });

  it('of seconds are a clock', () => {
    expect(duration(7.9)).toBe('0:07');
    expect(duration(605)).toBe('10:05');
  });

  it('choose their plural by the rules of the language', () => {
    const forms = { one: '# chat', few: '# few', other: '# chats' };
    expect([1, 2, 1200].map((count) => pluralizer('en')(count, forms))).toEqual([
      '1 chat',
      '2 chats',
      '1,200 chats',
    ]);
    expect(pluralizer('pl')(3, forms)).toBe('3 few');
  });
});

describe('the language', () => {
  it('is the first that we speak, with the customs of its region', () => {
    expect(pickLocale(['fr-FR', 'en-GB', 'en-US'])).toEqual({ language: 'en', locale: 'en-GB' });
    expect(pickLocale(['fr-FR'])).toEqual({ language: 'en', locale: 'en' });
    expect(pickLocale([])).toEqual({ language: 'en', locale: 'en' });
  });
});
