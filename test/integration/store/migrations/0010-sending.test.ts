import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { sending } from '#main/store/migrations/0010-sending.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('a data folder from before has no earlier keys and no first contacts', () => {
  const database = new Database(':memory:');
  const { version } = sending;
  migrate(database, silentLog, migrations.slice(0, version - 1));
  migrate(database, silentLog, migrations.slice(0, version));
  for (const table of ['earlier_keys', 'first_contacts']) {
    expect(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
  }
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
