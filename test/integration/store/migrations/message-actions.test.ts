import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { messageActions } from '#main/store/migrations/0007-message-actions.ts';
import { silentLog } from '#test/doubles/log.ts';

test('messages written before quotes and reactions existed are as they were', () => {
  const database = new Database(':memory:');
  const earlier = migrations.slice(0, messageActions.version - 1);
  migrate(database, silentLog, earlier);
  database.exec(`
    INSERT INTO contacts (id, name, phone, address, addresses)
      VALUES (1, 'Anna', '+4915111111', '4915111111@c.us', '["4915111111@c.us"]');
    INSERT INTO conversations (id, contact_id, state, epoch, episode, last_at, unread, revision)
      VALUES (1, 1, 'waiting', 0, 1, 5, 1, 2);
    INSERT INTO messages (id, conversation_id, wa_key, author, at, kind, text, state, arrived_late)
      VALUES (1, 1, 'false_4915111111@c.us_A', 'contact', 5, 'text', 'Hello', 'received', 0);
  `);
  migrate(database, silentLog, [...earlier, messageActions]);
  const row = database.prepare('SELECT text, quote_key, extras, deleted_at FROM messages').get();
  expect(row).toEqual({ text: 'Hello', quote_key: null, extras: null, deleted_at: null });
  expect(database.prepare('SELECT last_extras FROM conversations').get()).toEqual({
    last_extras: null,
  });
  expect(database.prepare('SELECT count(*) AS n FROM early_actions').get()).toEqual({ n: 0 });
  database.close();
});
