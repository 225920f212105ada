import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { chosenOffline } from '#main/store/migrations/0015-chosen-offline.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('who is here stays as it was, and somebody may choose to be offline', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < chosenOffline.version);
  migrate(database, silentLog, before);
  database.exec(`INSERT INTO agents (id, name, name_key, role) VALUES
    (1, 'Ana', 'ana', 'admin'), (2, 'Ben', 'ben', 'agent')`);
  database.exec(`INSERT INTO agent_statuses VALUES
    (1, 'online', 10, NULL), (2, 'offline', 20, 'on-break')`);
  const all = () => database.prepare('SELECT * FROM agent_statuses ORDER BY agent_id').all();
  const rows = all();
  migrate(database, silentLog, [...before, chosenOffline]);

  expect(all()).toEqual(rows);
  const choose = database.prepare('UPDATE agent_statuses SET chosen = ? WHERE agent_id = 1');
  choose.run('offline');
  expect(() => choose.run('online')).toThrow(/CHECK/);
  const stranger = database.prepare(`INSERT INTO agent_statuses VALUES (3, 'online', 1, NULL)`);
  expect(() => stranger.run()).toThrow(/FOREIGN KEY/);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
