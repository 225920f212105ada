import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { rules } from '#main/store/migrations/0020-rules.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('there are no rules, no rule has done anything, and what they will do is found', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < rules.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO contacts (id, name, phone, address, addresses, is_blocked, numbers)
    VALUES (1, 'Anna', '+49151', '49151@c.us', '["49151@c.us"]', 0, '');
    INSERT INTO conversations
      (id, contact_id, state, owner_id, epoch, episode, last_at, unread, revision)
    VALUES (1, 1, 'waiting', NULL, 0, 1, 1000, 0, 2);
  `);
  migrate(database, silentLog, [...before, rules]);

  expect(database.prepare('SELECT rules FROM conversations').pluck().all()).toEqual([null]);
  expect(database.prepare('SELECT * FROM rules').all()).toEqual([]);
  const index = database
    .prepare(`SELECT sql FROM sqlite_schema WHERE name = 'journal_of_handling'`)
    .pluck()
    .get();
  expect(index).toContain(`'rule.acted'`);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
