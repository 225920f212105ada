import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import type { Migration } from '#main/store/migrations/migration.ts';
import { silentLog } from '#test/doubles/log.ts';

const firstTables = migrations.slice(0, 1);

function tablesOf(database: Database.Database) {
  return database
    .prepare<[], { name: string; type: string; strict: number }>(
      `SELECT name, type, strict FROM pragma_table_list
       WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all();
}

test('an empty file gets the first tables, all of them strict', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, firstTables);
  expect(schemaVersion(database)).toBe(1);
  const tables = tablesOf(database).filter(({ type }) => type === 'table');
  expect(tables.map(({ name }) => name)).toEqual([
    'agent_passwords',
    'agents',
    'contact_addresses',
    'contacts',
    'conversations',
    'journal',
    'marks',
    'messages',
    'meta',
    'sessions',
    'uploads',
  ]);
  expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
  const indexes = tablesOf(database).filter(({ type }) => type === 'virtual');
  expect(indexes.map(({ name }) => name)).toEqual(['contact_names', 'message_texts']);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});

test('versions follow each other without gaps', () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, n) => n + 1));
});

test('a step that fails leaves the schema as it was, and the next start tries it again', () => {
  const database = new Database(':memory:');
  migrate(database, silentLog, firstTables);
  const before = tablesOf(database);
  let isBroken = true;
  const next: Migration = {
    version: 2,
    up(target) {
      target.exec('CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT');
      if (isBroken) target.exec('CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT');
    },
  };
  expect(() => migrate(database, silentLog, [...firstTables, next])).toThrow('already exists');
  expect(tablesOf(database)).toEqual(before);
  expect(schemaVersion(database)).toBe(1);
  isBroken = false;
  migrate(database, silentLog, [...firstTables, next]);
  expect(schemaVersion(database)).toBe(2);
  database.close();
});
