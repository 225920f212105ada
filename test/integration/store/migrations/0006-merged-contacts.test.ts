import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { mergedContacts } from '#main/store/migrations/0006-merged-contacts.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('contacts keep their name as the one from WhatsApp, and are found by every way to write', () => {
  const database = new Database(':memory:');
  const { version } = mergedContacts;
  migrate(database, silentLog, migrations.slice(0, version - 1));
  const add = database.prepare(
    'INSERT INTO contacts (id, name, phone, address, addresses) VALUES (?, ?, ?, ?, ?)',
  );
  add.run(1, 'Bia', '+553187654321', '553187654321@c.us', '["553187654321@c.us"]');
  add.run(2, '+4915112345678', '+4915112345678', '4915112345678@c.us', '["4915112345678@c.us"]');
  add.run(3, '88001122', null, '88001122@lid', '["88001122@lid"]');

  migrate(database, silentLog, migrations.slice(0, version));
  const rows = database
    .prepare('SELECT our_name, saved_name, whatsapp_name, is_blocked, numbers FROM contacts')
    .raw()
    .all();
  expect(rows).toEqual([
    [null, null, 'Bia', 0, '5531987654321 553187654321'],
    [null, null, null, 0, '4915112345678'],
    [null, null, null, 0, ''],
  ]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
