import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { ownStatuses } from '#main/store/migrations/0033-own-statuses.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('an office has no statuses of its own yet, and people are what they were', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < ownStatuses.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (1, 'Ana', 'ana', 'admin');
    INSERT INTO agent_statuses (agent_id, status, since, chosen) VALUES (1, 'on-break', 5, 'on-break');
  `);
  migrate(database, silentLog, [...before, ownStatuses]);
  expect(database.prepare('SELECT * FROM own_statuses').all()).toEqual([]);
  expect(database.prepare('SELECT * FROM agent_statuses').all()).toEqual([
    {
      agent_id: 1,
      status: 'on-break',
      since: 5,
      chosen: 'on-break',
      own_id: null,
      own_since: null,
    },
  ]);
  database.close();
});
