import { describe, expect, it } from 'vitest';
import {
  fromLocalField,
  snoozeAt,
  snoozeHint,
  snoozeName,
  toLocalField,
} from '#renderer/state/snooze-times.ts';
import { snoozePresetsSchema, STANDARD_SNOOZE_PRESETS } from '#shared/domain/snooze-presets.ts';
import type { SnoozePreset } from '#shared/domain/snooze-presets.ts';

const at = (day: number, hour: number, minute = 0): number =>
  new Date(2026, 2, day, hour, minute).getTime();
const usual = (now: number) => STANDARD_SNOOZE_PRESETS.map((each) => snoozeAt(each, now, null));

describe('snoozing with one click', () => {
  it('usually offers later today, tomorrow at nine and the Monday that comes', () => {
    // A Saturday.
    expect(usual(at(14, 10, 10))).toEqual([at(14, 13, 30), at(15, 9), at(16, 9)]);
  });

  it('offers no later today in the evening', () => {
    expect(usual(at(14, 19))[0]).toBeNull();
    expect(usual(at(14, 22))[0]).toBeNull();
  });

  it('means another week on the day itself and on the day before', () => {
    const monday: SnoozePreset = { kind: 'weekday', day: 1, time: '09:00' };
    expect(snoozeAt(monday, at(15, 10), null)).toBe(at(23, 9));
    expect(snoozeAt(monday, at(16, 8), null)).toBe(at(23, 9));
    const sunday: SnoozePreset = { kind: 'weekday', day: 7, time: '18:30' };
    expect(snoozeAt(sunday, at(16, 8), null)).toBe(at(22, 18, 30));
  });

  it('counts minutes from now, and knows no opening that is not in sight', () => {
    expect(snoozeAt({ kind: 'in', minutes: 20 }, at(14, 10), null)).toBe(at(14, 10, 20));
    expect(snoozeAt({ kind: 'opening' }, at(14, 10), null)).toBeNull();
    expect(snoozeAt({ kind: 'opening' }, at(14, 10), at(16, 8))).toBe(at(16, 8));
  });

  it('is called as people say it', () => {
    expect(snoozeName({ kind: 'in', minutes: 180 })).toBe('In 3 hours');
    expect(snoozeName({ kind: 'in', minutes: 20 })).toBe('In 20 minutes');
    expect(snoozeName({ kind: 'weekday', day: 1, time: '09:00' })).toMatch(/^Next Monday at 9:00/);
  });

  it('says beside its name which day that is, and no time twice', () => {
    // A Friday: tomorrow is not a day of work everywhere.
    const friday = at(13, 10);
    const tomorrow: SnoozePreset = { kind: 'tomorrow', time: '09:00' };
    const monday: SnoozePreset = { kind: 'weekday', day: 1, time: '09:00' };
    expect(snoozeHint(tomorrow, at(14, 9), friday)).toBe('Sat, Mar 14');
    expect(snoozeHint(monday, at(16, 9), friday)).toBe('Mon, Mar 16');
    expect(snoozeHint({ kind: 'later-today' }, at(13, 13, 30), friday)).toMatch(/^1:30/);
    expect(snoozeHint({ kind: 'opening' }, at(16, 8), friday)).toMatch(/^Mon, Mar 16, 8:00/);
  });

  it('takes each once', () => {
    const twice = [{ kind: 'opening' }, { kind: 'in', minutes: 5 }, { kind: 'opening' }];
    expect(snoozePresetsSchema.safeParse(twice).success).toBe(false);
    expect(snoozePresetsSchema.safeParse(twice.slice(1)).success).toBe(true);
    expect(snoozePresetsSchema.safeParse([{ kind: 'tomorrow', time: '9:00' }]).success).toBe(false);
  });

  it('takes a day and time by this clock, and none that is over', () => {
    expect(toLocalField(at(4, 9, 5))).toBe('2026-03-04T09:05');
    expect(fromLocalField('2026-03-04T09:05', at(3, 0))).toBe(at(4, 9, 5));
    expect(fromLocalField('2026-03-04T09:05', at(5, 0))).toBeNull();
    expect(fromLocalField('', at(5, 0))).toBeNull();
  });
});
