import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rebuildCommand, withReports } from '#main/launch/rebuild-reports.ts';
import { openStore } from '#main/store/open-store.ts';
import { silentLog } from '#test/doubles/log.ts';
import { CountingOffice } from '#test/doubles/reports/counting-office.ts';
import { dumpState } from '#test/doubles/store/dump-state.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

async function aDay(directory: string): Promise<void> {
  const store = openStore({ directory, log: silentLog });
  const office = new CountingOffice(store);
  office.at('2026-03-23 09:00');
  const [ana, ben] = await office.hire('Ana', 'Ben');
  await office.becomes(ana!, 'online');
  await office.writes('A');
  await office.at('2026-03-23 09:05').replies(ana!, 'A');
  await office.transfer(ana!, 'A', ben!);
  await office.at('2026-03-23 09:10').writes('B');
  await office.at('2026-03-23 10:00').close(ben!, 'A');
  await office.becomes(ana!, 'offline');
  await store.close();
}

test('counted anew, everything is as it was counted on the way', async () => {
  const directory = temporaryFolder();
  await aDay(directory);
  const before = dumpState(directory);
  expect(before.reports.flat().length).toBeGreaterThan(8);
  const database = new Database(join(directory, 'deskline.db'));
  database.exec(`DELETE FROM report_waits; UPDATE report_episodes SET ms = 1, is_missed = 1;`);
  database.close();

  expect(await rebuildCommand(directory, silentLog)).toBe(0);
  expect(dumpState(directory)).toEqual(before);
});

test('a database from before there were reports is counted at the first start, and once', async () => {
  const directory = temporaryFolder();
  await aDay(directory);
  const { reports } = dumpState(directory);
  const database = new Database(join(directory, 'deskline.db'));
  for (const table of ['report_episodes', 'report_waits', 'report_sent', 'report_counts']) {
    database.exec(`DELETE FROM ${table}`);
  }
  database.exec(`INSERT INTO marks (name, value) VALUES ('reports-stale', 1)`);
  database.close();

  const store = await withReports(directory, silentLog, openStore({ directory, log: silentLog }));
  expect(dumpState(directory).reports).toEqual(reports);
  expect(await withReports(directory, silentLog, store)).toBe(store);
  await store.close();
});

test('a folder that is in use stays as it is', async () => {
  const directory = temporaryFolder();
  await aDay(directory);
  const store = openStore({ directory, log: silentLog });
  expect(await rebuildCommand(directory, silentLog)).toBe(2);
  await store.close();
  expect(await rebuildCommand(join(directory, 'nowhere'), silentLog)).toBe(2);
});
