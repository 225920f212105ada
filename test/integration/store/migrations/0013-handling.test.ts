import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { handling } from '#main/store/migrations/0013-handling.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('conversations that are there keep their owners, and nothing is given, asked or put away', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < handling.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent');
    INSERT INTO contacts (id, name, phone, address, addresses, is_blocked, numbers)
    VALUES (1, 'Anna', '+49151', '49151@c.us', '["49151@c.us"]', 0, ''),
      (2, 'Ben', '+49152', '49152@c.us', '["49152@c.us"]', 0, '');
    INSERT INTO conversations
      (id, contact_id, state, owner_id, epoch, episode, last_at, unread, revision)
    VALUES (1, 1, 'open', 4, 1, 1, 1000, 0, 3), (2, 2, 'closed', NULL, 0, 0, 1000, 0, 2);
  `);
  migrate(database, silentLog, [...before, handling]);

  const columns = 'id, last_owner_id, snoozed_until, handover, request_by, tags, mentions';
  const nothing = { snoozed_until: null, handover: null, request_by: null };
  expect(database.prepare(`SELECT ${columns} FROM conversations ORDER BY id`).all()).toEqual([
    { id: 1, last_owner_id: 4, ...nothing, tags: '[]', mentions: '[]' },
    { id: 2, last_owner_id: null, ...nothing, tags: '[]', mentions: '[]' },
  ]);
  for (const table of ['mentions', 'tags', 'outcomes']) {
    expect(database.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
  }
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
