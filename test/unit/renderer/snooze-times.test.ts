import { describe, expect, it } from 'vitest';
import { fromLocalField, snoozeTimes, toLocalField } from '#renderer/state/snooze-times.ts';

const at = (day: number, hour: number, minute = 0): number =>
  new Date(2026, 2, day, hour, minute).getTime();

describe('snoozing with one click', () => {
  it('offers later today, tomorrow at nine and the Monday that comes', () => {
    // A Saturday.
    expect(snoozeTimes(at(14, 10, 10))).toEqual([
      { name: 'later-today', at: at(14, 13, 30) },
      { name: 'tomorrow', at: at(15, 9) },
      { name: 'next-week', at: at(16, 9) },
    ]);
  });

  it('offers no later today in the evening', () => {
    expect(snoozeTimes(at(14, 19)).map(({ name }) => name)).toEqual(['tomorrow', 'next-week']);
    expect(snoozeTimes(at(14, 22)).map(({ name }) => name)).toEqual(['tomorrow', 'next-week']);
  });

  it('means another week on a Sunday and on a Monday', () => {
    const nextWeek = (now: number) => snoozeTimes(now).find(({ name }) => name === 'next-week')?.at;
    expect(nextWeek(at(15, 10))).toBe(at(23, 9));
    expect(nextWeek(at(16, 10))).toBe(at(23, 9));
  });

  it('takes a day and time by this clock, and none that is over', () => {
    expect(toLocalField(at(4, 9, 5))).toBe('2026-03-04T09:05');
    expect(fromLocalField('2026-03-04T09:05', at(3, 0))).toBe(at(4, 9, 5));
    expect(fromLocalField('2026-03-04T09:05', at(5, 0))).toBeNull();
    expect(fromLocalField('', at(5, 0))).toBeNull();
  });
});
