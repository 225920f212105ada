import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { definedFields } from '#main/store/migrations/0021-defined-fields.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('nothing is defined yet, and what contacts told already is found', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < definedFields.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO contacts (id, name, phone, address, addresses, is_blocked, numbers, fields)
    VALUES (1, 'Anna', '+49151', '49151@c.us', '["49151@c.us"]', 0, '', '{"Need":"A new roof"}'),
      (2, 'Ben', '+49152', '49152@c.us', '["49152@c.us"]', 0, '', '{}');
  `);
  migrate(database, silentLog, [...before, definedFields]);
  expect(database.prepare('SELECT * FROM contact_fields').all()).toEqual([]);
  const found = database
    .prepare(`SELECT rowid FROM contact_values WHERE contact_values MATCH '"roo"*'`)
    .pluck();
  expect(found.all()).toEqual([1]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
