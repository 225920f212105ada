import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { people } from '#main/store/migrations/0018-people.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('who is there goes on working, with no skills and as many chats as the office says', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < people.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent');
    INSERT INTO contacts (id, name, phone, address, addresses, is_blocked, numbers)
    VALUES (1, 'Anna', '+49151', '49151@c.us', '["49151@c.us"]', 0, '');
    INSERT INTO conversations
      (id, contact_id, state, owner_id, epoch, episode, last_at, unread, revision)
    VALUES (1, 1, 'open', 4, 1, 1, 1000, 0, 3);
  `);
  migrate(database, silentLog, [...before, people]);

  expect(database.prepare('SELECT * FROM agents').all()).toMatchObject([
    { id: 4, name: 'Ana', skills: '[]', capacity: null, is_deactivated: 0 },
  ]);
  expect(database.prepare('SELECT answer_due_at FROM conversations').all()).toEqual([
    { answer_due_at: null },
  ]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
