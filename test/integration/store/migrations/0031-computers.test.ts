import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { computers } from '#main/store/migrations/0031-computers.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

const before = migrations.filter(({ version }) => version < computers.version);

function from(rows: string): Database.Database {
  const database = new Database(':memory:');
  migrate(database, silentLog, before);
  database.exec(rows);
  migrate(database, silentLog, [...before, computers]);
  return database;
}

const marks = (database: Database.Database) =>
  database.prepare(`SELECT name, value FROM marks WHERE name LIKE 'browsers%'`).all();

test('where people work already browsers are let in as before, and it is known which ones are', () => {
  const database = from(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'admin');
    INSERT INTO sessions (token_hash, agent_id, started_at, last_used_at, address) VALUES
      ('here', 4, 1, 1, '127.0.0.1'), ('six', 4, 1, 1, '::1'), ('old', 4, 1, 1, ''),
      ('lan', 4, 1, 1, '192.168.1.30');`);
  expect(marks(database)).toEqual([{ name: 'browsers-as-before', value: 1 }]);
  const remote = database.prepare('SELECT token_hash FROM sessions WHERE is_remote = 1').all();
  expect(remote).toEqual([{ token_hash: 'lan' }]);
  database.close();
});

test('a new office begins without computers and without browsers', () => {
  const database = from('');
  expect(marks(database)).toEqual([]);
  expect(database.prepare('SELECT * FROM computers').all()).toEqual([]);
  database.exec(`
    INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'admin');
    INSERT INTO computers VALUES (1, 'Desk', 'windows', 4, 10, NULL);
    INSERT INTO computer_keys VALUES ('hash', 1, NULL);`);
  const key = database.prepare('INSERT INTO computer_keys VALUES (?, ?, NULL)');
  expect(() => key.run('other', 1)).toThrow(/UNIQUE/);
  expect(() => key.run('other', 2)).toThrow(/FOREIGN KEY/);
  database.close();
});
