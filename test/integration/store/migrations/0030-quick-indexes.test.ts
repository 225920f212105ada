import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { quickIndexes } from '#main/store/migrations/0030-quick-indexes.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('the indexes on some kinds find afterwards what they found before', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < quickIndexes.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO journal (seq, at, kind, conversation_id, data) VALUES
      (1, 10, 'message.received', 5, '{}'), (2, 11, 'conversation.closed', 5, '{}'),
      (3, 12, 'host.slept', NULL, '{}');
  `);
  migrate(database, silentLog, [...before, quickIndexes]);

  const found = (index: string, kinds: string) =>
    database
      .prepare(
        `SELECT seq FROM journal INDEXED BY ${index}
         WHERE kind <> 'message.received' AND kind IN (${kinds})`,
      )
      .pluck()
      .all();
  const handling = `'conversation.claimed', 'conversation.transferred', 'conversation.taken-over',
    'conversation.requested', 'conversation.request-ended', 'conversation.snoozed',
    'conversation.woken', 'conversation.closed', 'conversation.undone',
    'bot.began', 'bot.ended', 'contact.field-set', 'rule.acted'`;
  const number = `'number.state-changed', 'number.order-given', 'host.clock-set',
    'host.clock-judged', 'host.slept', 'host.restored', 'host.backup-failed'`;
  expect(found('journal_of_handling', handling)).toEqual([2]);
  expect(found('journal_of_number', number)).toEqual([3]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
