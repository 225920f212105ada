import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { quickReplies } from '#main/store/migrations/0017-quick-replies.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('there are no quick replies yet, and one belongs to the team or to somebody who works here', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < quickReplies.version);
  migrate(database, silentLog, [...before, quickReplies]);
  expect(database.prepare('SELECT * FROM quick_replies').all()).toEqual([]);
  const put = database.prepare<[number | null]>(
    `INSERT INTO quick_replies (shortcut, text, owner_id, file) VALUES ('hours', 'Until 6.', ?, NULL)`,
  );
  put.run(null);
  expect(() => put.run(7)).toThrow(/FOREIGN KEY/);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
