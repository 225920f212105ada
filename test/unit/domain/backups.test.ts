import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastStruck, nextStrike } from '#main/core/backups/backup-hour.ts';
import { backupName, backupsToRemove, readBackupName } from '#shared/domain/backup.ts';
import type { Backup, BackupKind } from '#shared/domain/backup.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 0, 12, 4);

const aBackup = (at: number, kind: BackupKind = 'daily'): Backup => ({
  name: backupName(at, kind),
  at,
  kind,
  bytes: 1,
});

test('the name of a backup says when and why it was made', () => {
  const name = backupName(MONDAY + 60_900, 'by-hand');
  expect(name).toBe('deskline-2026-01-12-040100-by-hand.db');
  expect(readBackupName(name)).toEqual({ at: MONDAY + 60_000, kind: 'by-hand' });
  for (const other of ['deskline.db', 'deskline-2026-13-40-250000-daily.db', `${name}-wal`, '']) {
    expect(readBackupName(other)).toBeNull();
  }
});

describe('what is kept', () => {
  const rule = { days: 7, weeks: 4 };
  const removed = (backups: Backup[]) => backupsToRemove(backups, rule).map(({ at }) => at);

  test('is each of the last seven days and the newest of each of the last four weeks', () => {
    const sixtyDays = Array.from({ length: 60 }, (_, day) => aBackup(MONDAY - day * DAY));
    const gone = new Set(removed(sixtyDays));
    const kept = sixtyDays.filter(({ at }) => !gone.has(at)).map(({ at }) => (MONDAY - at) / DAY);
    // Monday is the newest of its week; the weeks before end on the Sundays 1, 8 and 15 days ago.
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 15]);
  });

  test('is the newest of a day, the last ones by hand and those before the last updates', () => {
    const byHand = [1, 2, 3, 4, 5, 6].map((hour) => aBackup(MONDAY + hour * HOUR, 'by-hand'));
    const before = [1, 2, 3, 4].map((day) => aBackup(MONDAY - day * 40 * DAY, 'before-update'));
    const daily = aBackup(MONDAY);
    expect(removed([daily, ...byHand, ...before])).toEqual([
      byHand[0]!.at,
      daily.at,
      before[3]!.at,
    ]);
  });

  test('is the newest of all, whatever there is and however little is to be kept', () => {
    const backup = fc.record({
      at: fc.integer({ min: 0, max: 2_000 }).map((hour) => MONDAY + hour * HOUR),
      kind: fc.constantFrom<BackupKind>('daily', 'by-hand', 'before-update'),
    });
    fc.assert(
      fc.property(
        fc.array(backup, { minLength: 1, maxLength: 80 }),
        fc.nat(60),
        fc.nat(52),
        (all, days, weeks) => {
          const backups = all.map(({ at, kind }) => aBackup(at, kind));
          const gone = backupsToRemove(backups, { days, weeks });
          const newest = Math.max(...backups.map(({ at }) => at));
          const left = backups.filter((each) => !gone.includes(each));
          expect(left.some(({ at }) => at === newest)).toBe(true);
          expect(left.length).toBeLessThanOrEqual(1 + days + weeks + 5 + 3);
          // Whoever tidies twice removes nothing more.
          expect(backupsToRemove(left, { days, weeks })).toEqual([]);
        },
      ),
    );
  });
});

test('the hour of the daily backup strikes once a day by the local clock', () => {
  const at = (day: number, hour: number, minute = 0) =>
    new Date(2026, 0, day, hour, minute).getTime();
  expect(lastStruck(3, at(15, 3))).toBe(at(15, 3));
  expect(lastStruck(3, at(15, 2, 59))).toBe(at(14, 3));
  expect(nextStrike(3, at(15, 3))).toBe(at(16, 3));
  expect(nextStrike(3, at(15, 2))).toBe(at(15, 3));
});
