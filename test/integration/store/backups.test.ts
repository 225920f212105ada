import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { migrate, schemaVersion } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { openMediaFiles } from '#main/store/media-files.ts';
import type { Store } from '#main/core/ports/store.ts';
import { silentLog } from '#test/doubles/log.ts';
import { aConversation, aMessage } from '#test/doubles/store/builders.ts';
import { dumpState } from '#test/doubles/store/dump-state.ts';
import { temporaryFolder, temporaryStore } from '#test/doubles/store/temporary-store.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const HOUR = 60 * 60_000;

function office() {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  return { directory, store, backups: openBackupFiles(directory) };
}

const write = (store: Store, count: number) =>
  Promise.all(
    Array.from({ length: count }, () =>
      store.write((tx) => {
        if (tx.conversations.get(aConversation(1).id) === null) {
          tx.state.putConversation(aConversation(1));
        }
        const id = tx.nextId('message');
        tx.state.insertMessage(aMessage(id));
      }),
    ),
  );

function messagesIn(path: string): number {
  const database = new Database(path, { readonly: true });
  const count = database.prepare<[], number>('SELECT count(*) FROM messages').pluck().get() ?? 0;
  database.close();
  return count;
}

test('a backup made while others write has all that was stored before, in one file for its owner', async () => {
  const { directory, store, backups } = office();
  await write(store, 300);
  const writing = (async () => {
    for (let round = 0; round < 40; round += 1) await write(store, 25);
  })();
  const backup = await backups.make('daily', NOON);
  await writing;
  const path = join(directory, 'backups', backup.name);
  expect(backup).toMatchObject({ at: NOON, kind: 'daily', bytes: statSync(path).size });
  expect(messagesIn(path)).toBeGreaterThanOrEqual(300);
  expect(readdirSync(join(directory, 'backups'))).toEqual([backup.name]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await backups.list()).toEqual([backup]);
});

test('a backup of a quiet database has the same state', async () => {
  const { directory, store, backups } = office();
  await write(store, 50);
  const { name } = await backups.make('by-hand', NOON);
  const copy = temporaryFolder();
  writeFileSync(join(copy, 'deskline.db'), readFileSync(join(directory, 'backups', name)));
  expect(dumpState(copy)).toEqual(dumpState(directory));
});

test('two made in one second are two', async () => {
  const { backups } = office();
  await backups.make('by-hand', NOON);
  await backups.make('by-hand', NOON);
  expect((await backups.list()).map(({ at }) => at)).toEqual([NOON + 1_000, NOON]);
});

test('a copy that is not whole is reported, and nothing of it is left', async () => {
  const { directory, store, backups } = office();
  await write(store, 300);
  await store.close();
  damage(join(directory, 'deskline.db'));
  await expect(backups.make('daily', NOON)).rejects.toMatchObject({ code: 'damaged' });
  expect(readdirSync(join(directory, 'backups'))).toEqual([]);
});

test('what the rule does not keep makes room, and so does what a crash left unfinished', async () => {
  const { directory, backups } = office();
  for (const hour of [0, 1, 2]) await backups.make('daily', NOON + hour * HOUR);
  writeFileSync(join(directory, 'backups', '.unfinished-deskline'), 'half');
  writeFileSync(join(directory, 'backups', 'notes.txt'), 'mine');
  await backups.tidy({ days: 7, weeks: 4 });
  const [newest] = await backups.list();
  expect(newest?.at).toBe(NOON + 2 * HOUR);
  expect(readdirSync(join(directory, 'backups')).sort()).toEqual([newest?.name, 'notes.txt']);
});

test('before an update changes the database there is a backup of what it was', async () => {
  const directory = temporaryFolder();
  const database = new Database(join(directory, 'deskline.db'));
  migrate(database, silentLog, migrations.slice(0, 5));
  database.close();
  temporaryStore(directory);
  const [backup, ...others] = await openBackupFiles(directory).list();
  expect(others).toEqual([]);
  expect(backup).toMatchObject({ kind: 'before-update' });
  const old = new Database(join(directory, 'backups', backup?.name ?? ''), { readonly: true });
  expect(schemaVersion(old)).toBe(5);
  old.close();
  temporaryStore(temporaryFolder());
});

test('a first start, and one without an update, make no backup', async () => {
  const { directory, store, backups } = office();
  await store.close();
  temporaryStore(directory);
  expect(await backups.list()).toEqual([]);
});

test('a second folder gets the backups and the files of messages, each once, and loses what goes', async () => {
  const { directory, store, backups } = office();
  await write(store, 10);
  const media = openMediaFiles({ directory: join(directory, 'media') });
  const { hash } = await media.put(Buffer.from('a picture'));
  const second = temporaryFolder();
  writeFileSync(join(second, 'letter.txt'), 'somebody else’s');
  await backups.make('daily', NOON);
  await backups.mirror(second);
  const copied = join(second, 'media', hash.slice(0, 2), hash);
  expect(readFileSync(copied, 'utf8')).toBe('a picture');
  expect(await backups.list(second)).toEqual(await backups.list());
  const { ino } = statSync(copied);

  await backups.make('daily', NOON + HOUR);
  await backups.tidy({ days: 1, weeks: 0 });
  await backups.mirror(second);
  expect((await backups.list(second)).map(({ at }) => at)).toEqual([NOON + HOUR]);
  expect(statSync(copied).ino).toBe(ino);
  expect(readdirSync(second)).toContain('letter.txt');
});

test('a second folder that is not there is not made: its drive may be unplugged', async () => {
  const { backups } = office();
  await backups.make('daily', NOON);
  const gone = join(temporaryFolder(), 'drive');
  await expect(backups.mirror(gone)).rejects.toMatchObject({ code: 'missing' });
  await expect(backups.mirror('relative')).rejects.toMatchObject({ code: 'missing' });
});

test('a picture that is not what its name says is not copied as if it were', async () => {
  const { directory, backups } = office();
  const media = openMediaFiles({ directory: join(directory, 'media') });
  const { hash } = await media.put(Buffer.from('a picture'));
  await backups.make('daily', NOON);
  const path = join(directory, 'media', hash.slice(0, 2), hash);
  chmodSync(path, 0o600);
  writeFileSync(path, 'a pikture');
  const second = temporaryFolder();
  mkdirSync(second, { recursive: true });
  await expect(backups.mirror(second)).rejects.toMatchObject({ code: 'damaged' });
  expect(readdirSync(join(second, 'media', hash.slice(0, 2)))).toEqual([]);
});

/** Pages in the middle, which no opening of the file looks at. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4_096 * 12, 4_096 * 20);
  writeFileSync(path, bytes);
}
