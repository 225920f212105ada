import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { hours } from '#main/store/migrations/0016-hours.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('the office has one plan, and an override has a length', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < hours.version);
  migrate(database, silentLog, before);
  migrate(database, silentLog, [...before, hours]);
  const put = (kind: string, id: number) =>
    database.exec(`INSERT INTO hours VALUES ('${kind}', ${id}, '{}')`);
  put('office', 0);
  put('tag', 1);
  put('agent', 1);
  expect(() => put('office', 0)).toThrow('UNIQUE');
  expect(() => put('office', 1)).toThrow('CHECK');
  expect(() => put('agent', 0)).toThrow('CHECK');
  expect(() => put('contact', 1)).toThrow('CHECK');
  database.exec('INSERT INTO hour_overrides VALUES (100, 200, 0)');
  expect(() => database.exec('INSERT INTO hour_overrides VALUES (300, 300, 0)')).toThrow('CHECK');
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
