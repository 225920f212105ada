import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { coverage } from '#main/store/migrations/0004-coverage.ts';
import { silentLog } from '#test/doubles/log.ts';

test('messages stored before are no taken over history, and coverage begins empty', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, migrations.slice(0, coverage.version - 1));
  database.exec(`
    INSERT INTO contacts VALUES (1, 'Anna', NULL, '1@c.us', '["1@c.us"]');
    INSERT INTO conversations (id, contact_id, state, epoch, episode, last_at, unread, revision)
      VALUES (1, 1, 'waiting', 0, 1, 5, 1, 1);
    INSERT INTO messages (id, conversation_id, author, at, kind, text, state, arrived_late)
      VALUES (1, 1, 'contact', 5, 'text', 'Hello', 'received', 0);
  `);
  migrate(database, silentLog, migrations.slice(0, coverage.version));
  expect(database.prepare('SELECT text, is_imported FROM messages').all()).toEqual([
    { text: 'Hello', is_imported: 0 },
  ]);
  for (const table of ['numbers', 'links', 'gaps', 'imported']) {
    expect(database.prepare(`SELECT count(*) AS n FROM coverage_${table}`).get()).toEqual({ n: 0 });
  }
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
});
