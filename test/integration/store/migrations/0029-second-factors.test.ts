import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { secondFactors } from '#main/store/migrations/0029-second-factors.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('nobody has a second step after the update, and each person can have one', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < secondFactors.version);
  migrate(database, silentLog, before);
  database.exec(`INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent')`);
  migrate(database, silentLog, [...before, secondFactors]);

  expect(database.prepare('SELECT * FROM second_factors').all()).toEqual([]);
  const put = database.prepare('INSERT INTO second_factors VALUES (?, ?, ?, ?)');
  put.run(4, 'SECRET', 10, 1);
  expect(() => put.run(4, 'OTHER', 20, 2)).toThrow(/UNIQUE/);
  expect(() => put.run(5, 'OTHER', 20, 2)).toThrow(/FOREIGN KEY/);
  database.close();
});
