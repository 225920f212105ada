import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { ownLogin } from '#main/store/migrations/0024-own-login.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('whoever has a password goes on with it', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < ownLogin.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent');
    INSERT INTO agent_passwords (agent_id, hash) VALUES (4, 'of Ana');
  `);
  migrate(database, silentLog, [...before, ownLogin]);

  expect(database.prepare('SELECT * FROM agent_passwords').all()).toEqual([
    { agent_id: 4, hash: 'of Ana', is_temporary: 0 },
  ]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
