import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { oneSession } from '#main/store/migrations/0025-one-session.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('whoever is signed in stays so, on a device that nobody knows', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < oneSession.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent');
    INSERT INTO sessions (token_hash, agent_id, started_at, last_used_at) VALUES ('h', 4, 10, 20);
  `);
  migrate(database, silentLog, [...before, oneSession]);

  expect(database.prepare('SELECT * FROM sessions').all()).toEqual([
    { token_hash: 'h', agent_id: 4, started_at: 10, last_used_at: 20, device: '', address: '' },
  ]);
  expect(database.prepare('SELECT * FROM ended_sessions').all()).toEqual([]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
