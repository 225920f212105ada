import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { lockOuts } from '#main/store/migrations/0026-lock-outs.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('nobody is locked out by the update, and no device is known yet', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < lockOuts.version);
  migrate(database, silentLog, before);
  database.exec(`INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent')`);
  migrate(database, silentLog, [...before, lockOuts]);

  expect(database.prepare('SELECT * FROM sign_in_tries').all()).toEqual([]);
  const insert = database.prepare('INSERT INTO known_devices VALUES (?, ?, ?)');
  insert.run('h', 4, 1);
  expect(() => insert.run('h', 5, 1)).toThrow('FOREIGN KEY');
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
