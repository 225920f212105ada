import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { stepsOfMessages } from '#main/store/migrations/0009-steps-of-messages.ts';
import { silentLog } from '#test/doubles/log.ts';

test('a journal that is there already gets an index of what became of each message', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < stepsOfMessages.version);
  migrate(database, silentLog, before);
  const append = database.prepare<[string, string]>(
    'INSERT INTO journal (at, kind, data) VALUES (1, ?, ?)',
  );
  append.run('message.state-changed', '{"messageId":7,"state":"sent"}');
  append.run('message.edited', '{"messageId":7,"text":"Hello"}');
  append.run('message.state-changed', '{"messageId":8,"state":"sent"}');
  append.run('message.state-changed', '{"messageId":7,"state":"read"}');
  migrate(database, silentLog, [...before, stepsOfMessages]);

  const found = database
    .prepare<[number], { seq: number }>(
      `SELECT seq FROM journal INDEXED BY journal_steps
       WHERE kind = 'message.state-changed' AND json_extract(data, '$.messageId') = ?
       ORDER BY seq`,
    )
    .all(7);
  expect(found.map(({ seq }) => seq)).toEqual([1, 4]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
