import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { chatbot } from '#main/store/migrations/0019-chatbot.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('what somebody has stays theirs alone, and nothing is known of anybody that was not before', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < chatbot.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent');
    INSERT INTO contacts (id, name, phone, address, addresses, is_blocked, numbers)
    VALUES (1, 'Anna', '+49151', '49151@c.us', '["49151@c.us"]', 0, ''),
      (2, 'Ben', '+49152', '49152@c.us', '["49152@c.us"]', 0, '');
    INSERT INTO conversations
      (id, contact_id, state, owner_id, epoch, episode, last_at, unread, revision)
    VALUES (1, 1, 'open', 4, 1, 1, 1000, 0, 3), (2, 2, 'waiting', NULL, 0, 1, 1000, 0, 2);
  `);
  migrate(database, silentLog, [...before, chatbot]);

  expect(database.prepare('SELECT id, bot FROM conversations ORDER BY id').all()).toEqual([
    { id: 1, bot: '{"phase":"person","flow":null,"since":null,"period":null}' },
    { id: 2, bot: null },
  ]);
  expect(database.prepare('SELECT fields FROM contacts').pluck().all()).toEqual(['{}', '{}']);
  for (const table of ['bot_flows', 'bot_cover', 'bot_runs']) {
    expect(database.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
  }
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
