import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { agentStatuses } from '#main/store/migrations/0012-agent-statuses.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('agents who are there have no status until they come', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < agentStatuses.version);
  migrate(database, silentLog, before);
  database.exec(`INSERT INTO agents (id, name, name_key, role) VALUES (1, 'Ana', 'ana', 'admin')`);
  migrate(database, silentLog, [...before, agentStatuses]);

  expect(database.prepare('SELECT * FROM agent_statuses').all()).toEqual([]);
  const put = database.prepare<[number, string, string | null]>(
    'INSERT INTO agent_statuses (agent_id, status, since, chosen) VALUES (?, ?, 1, ?)',
  );
  expect(() => put.run(1, 'asleep', null)).toThrow(/CHECK/);
  expect(() => put.run(1, 'online', 'online')).toThrow(/CHECK/);
  expect(() => put.run(2, 'online', null)).toThrow(/FOREIGN KEY/);
  put.run(1, 'on-break', 'on-break');
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
