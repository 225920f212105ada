import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { everyones } from '#main/store/migrations/0027-everyones.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('everyone’s chats have an index without the closed ones', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < everyones.version);
  migrate(database, silentLog, before);
  migrate(database, silentLog, [...before, everyones]);

  const plan = database
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM conversations WHERE state <> 'closed'
       ORDER BY last_at DESC, id DESC LIMIT 50`,
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain('conversations_everyones');
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
