import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { contactPictures } from '#main/store/migrations/0011-contact-pictures.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('contacts that are there have no picture, and nobody has been asked for one', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < contactPictures.version);
  migrate(database, silentLog, before);
  database.exec(
    `INSERT INTO contacts (id, name, phone, address, addresses, is_blocked, numbers)
     VALUES (1, 'Anna', '+49151', '49151@c.us', '["49151@c.us"]', 0, '')`,
  );
  migrate(database, silentLog, [...before, contactPictures]);

  expect(database.prepare('SELECT picture FROM contacts').all()).toEqual([{ picture: null }]);
  expect(database.prepare('SELECT * FROM contact_picture_looks').all()).toEqual([]);
  const put = database.prepare<[string]>('UPDATE contacts SET picture = ?');
  expect(() => put.run('not a hash')).toThrow(/CHECK/);
  put.run('a'.repeat(64));
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
