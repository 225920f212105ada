import { afterEach, describe, expect, test } from 'vitest';
import { follow, orderedWeekdays } from '#renderer/i18n/conventions.ts';
import { clockText, timeFrom } from '#renderer/i18n/format.ts';
import { hourText, shortHourText } from '#renderer/i18n/office-days.ts';
import { dateInField, readDate, readTime } from '#renderer/i18n/typed-time.ts';
import { zonedText } from '#renderer/i18n/zoned.ts';
import { weekText } from '#renderer/parts/hours/week-text.ts';

afterEach(() => follow({ clock: 'system', weekStart: 'system' }));

const plain = (text: string) => text.replace(/\s/gu, ' ');
const AT = Date.UTC(2026, 0, 15, 14, 5);

describe('the clock of the office', () => {
  test('is that of the language unless the office chooses one', () => {
    expect(plain(clockText('14:05'))).toBe('2:05 PM');
    follow({ clock: '24-hour', weekStart: 'system' });
    expect(clockText('14:05')).toBe('14:05');
    follow({ clock: '12-hour', weekStart: 'system' });
    expect(plain(clockText('14:05'))).toBe('2:05 PM');
  });

  test('holds for lists, other time zones and reports, also after they were shown otherwise', () => {
    const zone = zonedText('UTC');
    expect(plain(zone.clock(AT))).toBe('2:05 PM');
    follow({ clock: '24-hour', weekStart: 'system' });
    expect(zone.clock(AT)).toBe('14:05');
    expect(hourText(0)).toBe('00:00');
    expect(shortHourText(15)).toBe('15');
    expect(timeFrom(AT, AT)).not.toContain('PM');
  });
});

describe('the week of the office', () => {
  test('begins where the office wants it, and its days stay in their order', () => {
    follow({ clock: 'system', weekStart: 'monday' });
    expect(orderedWeekdays()).toEqual([
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
      'saturday',
      'sunday',
    ]);
    follow({ clock: 'system', weekStart: 'saturday' });
    expect(orderedWeekdays().slice(0, 3)).toEqual(['saturday', 'sunday', 'monday']);
    follow({ clock: 'system', weekStart: 'sunday' });
    expect(orderedWeekdays()[0]).toBe('sunday');
  });

  test('joins days in a row as they follow each other in it', () => {
    const span = [{ from: '09:00', to: '18:00' }];
    const none = { tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [] };
    const week = { ...none, sunday: span, monday: span };
    follow({ clock: '24-hour', weekStart: 'sunday' });
    expect(weekText(week)).toBe('Sun–Mon 09:00–18:00');
    follow({ clock: '24-hour', weekStart: 'monday' });
    expect(weekText(week)).toBe('Mon 09:00–18:00 · Sun 09:00–18:00');
  });
});

describe('what people type', () => {
  test.each([
    ['14:00', '14:00'],
    ['1400', '14:00'],
    ['9', '09:00'],
    ['2 pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['12:15 AM', '00:15'],
    ['12 pm', '12:00'],
    ['14.30', '14:30'],
    ['14h30', '14:30'],
  ])('%s is the time %s', (typed, time) => expect(readTime(typed)).toBe(time));

  test.each(['', '24:00', '13 pm', '0 am', '9:70', 'noon', '9:00:00'])('%j is no time', (typed) =>
    expect(readTime(typed)).toBeNull(),
  );

  test('is a day as the language writes it, or with the year first', () => {
    expect(readDate('12/24/2026')).toBe('2026-12-24');
    expect(readDate('1/2/2026')).toBe('2026-01-02');
    expect(readDate('2026-12-24')).toBe('2026-12-24');
    expect(dateInField('2026-12-24')).toBe('12/24/2026');
    for (const wrong of ['', '24/12/2026', '2/30/2026', '12/24/26', 'tomorrow']) {
      expect(readDate(wrong), wrong).toBeNull();
    }
  });
});
