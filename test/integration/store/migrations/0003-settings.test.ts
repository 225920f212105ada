import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('an older database gets an empty table of settings and keeps its rows', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, migrations.slice(0, 2));
  database.exec(`INSERT INTO agents (id, name, name_key, role) VALUES (1, 'Ana', 'ana', 'admin')`);
  migrate(database, silentLog, migrations.slice(0, 3));

  expect(schemaVersion(database)).toBe(3);
  expect(database.prepare('SELECT name FROM agents').all()).toEqual([{ name: 'Ana' }]);
  expect(database.prepare('SELECT * FROM settings').all()).toEqual([]);
  expect(
    database.prepare(`SELECT strict FROM pragma_table_list WHERE name = 'settings'`).get(),
  ).toEqual({ strict: 1 });
  database.close();
});
