import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('messages from before keep what they say and have no details', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, migrations.slice(0, 1));
  database.exec(`
    INSERT INTO contacts VALUES (1, 'Ana', NULL, '1@lid', '["1@lid"]');
    INSERT INTO conversations (id, contact_id, state, epoch, episode, last_at, unread, revision)
      VALUES (1, 1, 'closed', 0, 0, 0, 0, 1);
    INSERT INTO messages (id, conversation_id, author, at, kind, text, state, arrived_late)
      VALUES (1, 1, 'contact', 5, 'text', 'Hello', 'received', 0);
  `);
  migrate(database, silentLog, migrations.slice(0, 2));
  expect(database.prepare('SELECT kind, text, details FROM messages').all()).toEqual([
    { kind: 'text', text: 'Hello', details: null },
  ]);
  database.close();
});
