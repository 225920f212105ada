import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { reports } from '#main/store/migrations/0023-reports.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { REPORT_TABLES } from '#main/store/reports/replace-rows.ts';
import { silentLog } from '#test/doubles/log.ts';

const before = migrations.filter(({ version }) => version < reports.version);

test('what happened before is to be counted first; a new office has nothing to count', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, before);
  database.exec(`INSERT INTO journal (at, kind, data) VALUES (1000, 'session.ended', '{}')`);
  migrate(database, silentLog, [...before, reports]);
  expect(database.prepare('SELECT name FROM marks').pluck().all()).toContain('reports-stale');
  const tables = REPORT_TABLES.filter((table) => table !== 'report_ratings');
  for (const table of tables) {
    expect(database.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
  }
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();

  const empty = new Database(':memory:');
  migrate(empty, silentLog, [...before, reports]);
  expect(empty.prepare('SELECT name FROM marks').pluck().all()).not.toContain('reports-stale');
  empty.close();
});

test('every table of reports is one that is counted anew', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, migrations);
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'report\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
  expect([...REPORT_TABLES].sort()).toEqual(tables.map(String).sort());
  database.close();
});
