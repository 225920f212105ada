import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '#main/store/connection.ts';
import { openStore } from '#main/store/open-store.ts';
import { silentLog } from '#test/doubles/log.ts';
import { anAgent } from '#test/doubles/store/builders.ts';
import { temporaryFolder, temporaryStore } from '#test/doubles/store/temporary-store.ts';

const containing = (text: string): unknown => expect.stringContaining(text);
const open = (directory: string) => openStore({ directory, log: silentLog });

test('what was written is there after closing and opening again', async () => {
  const directory = join(temporaryFolder(), 'made', 'on the way');
  const store = open(directory);
  const journalId = store.read.journal.id();
  await store.write((tx) => tx.state.putAgent(anAgent(1, { name: 'Ana' })));
  await store.close();

  const again = temporaryStore(directory);
  expect(again.read.agents.all()).toEqual([anAgent(1, { name: 'Ana' })]);
  expect(again.read.journal.id()).toBe(journalId);
});

test('two data folders have different journals', () => {
  const ids = [temporaryStore(), temporaryStore()].map((store) => store.read.journal.id());
  expect(new Set(ids).size).toBe(2);
});

test('a second host on the same data folder is refused, and let in when the first is gone', async () => {
  const directory = temporaryFolder();
  const first = open(directory);
  expect(() => open(directory)).toThrow(
    expect.objectContaining({
      code: 'in-use',
      message: containing('already running with this data folder'),
    }),
  );
  await first.write((tx) => tx.state.putAgent(anAgent(1)));
  await first.close();
  expect(temporaryStore(directory).read.agents.all()).toHaveLength(1);
});

test('a database from the future is refused, untouched, with what to do', async () => {
  const directory = temporaryFolder();
  await open(directory).close();
  setSchema(directory, 1_000);
  expect(() => open(directory)).toThrow(
    expect.objectContaining({
      code: 'newer-version',
      message: containing('Start that version or a later one'),
    }),
  );
  expect(setSchema(directory, 1_000)).toBe(1_000);
});

test('after a refusal the folder is free again', async () => {
  const directory = temporaryFolder();
  await open(directory).close();
  const schema = setSchema(directory, 1_000);
  expect(() => open(directory)).toThrow();
  setSchema(directory, schema);
  expect(() => temporaryStore(directory)).not.toThrow();
});

test('a file that is no database is refused and kept', () => {
  const directory = temporaryFolder();
  const path = join(directory, 'deskline.db');
  writeFileSync(path, 'not a database, but somebody may need it '.repeat(100));
  const size = statSync(path).size;
  expect(() => open(directory)).toThrow(expect.objectContaining({ code: 'corrupt' }));
  expect(statSync(path).size).toBe(size);
});

test('a data folder that is a file, or lies in one, is refused with its name', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  for (const directory of [file, join(file, 'data')]) expectRefused(directory);
});

test('a data folder without permission is refused with its name', () => {
  const parent = temporaryFolder();
  const directory = join(parent, 'data');
  chmodSync(parent, 0o755);
  mkdirSync(directory, { mode: 0o555 });
  asSomebody(() => {
    expectRefused(directory);
    expectRefused(join(directory, 'inside'));
  });
});

test('only the owner may read the data folder and the database', async () => {
  const directory = join(temporaryFolder(), 'data');
  const store = temporaryStore(directory);
  await store.write((tx) => tx.state.putAgent(anAgent(1)));
  const modeOf = (name: string) => statSync(join(directory, name)).mode & 0o777;
  expect(modeOf('.')).toBe(0o700);
  expect(modeOf('deskline.db')).toBe(0o600);
  expect(modeOf('deskline.db-wal')).toBe(0o600);
});

test('closing leaves one whole file, also when it is done twice', async () => {
  const directory = temporaryFolder();
  const store = open(directory);
  const written = store.write((tx) => tx.state.putAgent(anAgent(1)));
  await Promise.all([store.close(), store.close()]);
  await written;
  expect(existsSync(join(directory, 'deskline.db-wal'))).toBe(false);
  await expect(store.write(() => null)).rejects.toMatchObject({ code: 'closed' });
  expect(() => store.read.agents.all()).toThrow(expect.objectContaining({ code: 'closed' }));
});

test('every connection syncs each commit', () => {
  const directory = temporaryFolder();
  for (const mode of ['write', 'read'] as const) {
    const database = openDatabase(join(directory, 'a.db'), mode);
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1);
    database.close();
  }
});

test('what reads cannot write', () => {
  const path = join(temporaryFolder(), 'a.db');
  openDatabase(path, 'write').close();
  const reader = openDatabase(path, 'read');
  expect(() => reader.exec('CREATE TABLE a (b)')).toThrow(/readonly|read-only/);
  reader.close();
});

function expectRefused(directory: string): void {
  const message = containing(`cannot write to ${directory}`);
  expect(() => open(directory)).toThrow(expect.objectContaining({ code: 'read-only', message }));
}

/** Permissions do not count for root. */
function asSomebody(act: () => void): void {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    act();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

/** Returns the version that was there. */
function setSchema(directory: string, version: number): number {
  const database = new Database(join(directory, 'deskline.db'));
  const before = database.pragma('user_version', { simple: true });
  database.pragma(`user_version = ${version}`);
  database.close();
  return Number(before);
}
