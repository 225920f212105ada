import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { lockedSessions } from '#main/store/migrations/0028-locked-sessions.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('no session is locked by the update, and each was used when it was asked for last', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < lockedSessions.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent');
    INSERT INTO sessions (token_hash, agent_id, started_at, last_used_at) VALUES ('h', 4, 10, 20);
  `);
  migrate(database, silentLog, [...before, lockedSessions]);

  expect(database.prepare('SELECT active_at, is_locked FROM sessions').all()).toEqual([
    { active_at: 20, is_locked: 0 },
  ]);
  database.close();
});
