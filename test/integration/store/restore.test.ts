import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { openBackupFiles } from '#main/store/backups/backup-files.ts';
import { newestBackup, restoreBackup } from '#main/store/backups/restore.ts';
import { setAside } from '#main/store/backups/set-aside.ts';
import { openMediaFiles } from '#main/store/media-files.ts';
import { openStore } from '#main/store/open-store.ts';
import { silentLog } from '#test/doubles/log.ts';
import { anAgent } from '#test/doubles/store/builders.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

const NOON = Date.UTC(2026, 0, 15, 12);
const LATER = NOON + 90 * 60_000;

let directory: string;
let backup: string;
let journalId: string;

/** A backup of Ana alone; Ben came afterwards. */
beforeEach(async () => {
  directory = temporaryFolder();
  const store = openStore({ directory, log: silentLog });
  journalId = store.read.journal.id();
  await store.write((tx) => {
    const agent = anAgent(1, { name: 'Ana' });
    tx.state.putAgent(agent);
    tx.appendEntry({ at: NOON, by: null, fact: { kind: 'agent.added', agent } });
    const session = {
      agentId: agent.id,
      startedAt: NOON,
      lastUsedAt: NOON,
      activeAt: NOON,
      isLocked: false,
      device: '',
      address: '',
      computerId: null,
      isRemote: false,
    };
    tx.startSession('digest', session);
  });
  const { name } = await openBackupFiles(directory).make('daily', NOON);
  backup = join(directory, 'backups', name);
  await store.write((tx) => tx.state.putAgent(anAgent(2, { name: 'Ben' })));
  await store.close();
});

function peopleIn(folder: string): string[] {
  const store = openStore({ directory: folder, log: silentLog });
  const names = store.read.agents.all().map(({ name }) => name);
  void store.close();
  return names;
}

test('a backup takes the place of the database, which is set aside and whole', async () => {
  const restored = restoreBackup(directory, backup, LATER);
  expect(restored).toEqual({
    from: backup,
    backupAt: NOON,
    messages: 0,
    setAside: 'deskline-set-aside-2026-01-15-133000.db',
    files: 0,
  });
  expect(peopleIn(directory)).toEqual(['Ana']);
  const elsewhere = temporaryFolder();
  copyFileSync(join(directory, restored.setAside ?? ''), join(elsewhere, 'deskline.db'));
  expect(peopleIn(elsewhere)).toEqual(['Ana', 'Ben']);
});

test('after a restore there is another journal, nobody is signed in, and the core has to see to it', async () => {
  restoreBackup(directory, backup, LATER);
  const store = openStore({ directory, log: silentLog });
  expect(store.read.journal.id()).not.toBe(journalId);
  expect(store.read.sessions.byTokenHash('digest')).toBeNull();
  expect(store.read.restore.backupAt()).toBe(NOON);
  // Ids that were given out since the backup may be remembered by screens.
  expect(await store.write((tx) => tx.nextId('conversation'))).toBeGreaterThan(1_000_000);
  await store.write((tx) => tx.restoreSeenTo());
  expect(store.read.restore.backupAt()).toBeNull();
  await store.close();
});

test('what had not reached the database file yet is set aside with it', () => {
  const path = join(directory, 'deskline.db');
  const open = new Database(path);
  open.pragma('journal_mode = wal');
  open.exec(`UPDATE agents SET name = 'Benedikt' WHERE id = 2`);
  copyFileSync(`${path}-wal`, join(directory, 'kept-wal'));
  open.close();
  copyFileSync(join(directory, 'kept-wal'), `${path}-wal`);
  const { setAside: name } = restoreBackup(directory, backup, LATER);
  expect(existsSync(join(directory, `${name}-wal`))).toBe(true);
  expect(existsSync(`${path}-wal`)).toBe(false);
  expect(peopleIn(directory)).toEqual(['Ana']);
});

test.each(['before', 'between', 'after'] as const)(
  'a crash %s the renames of a restore only delays it',
  (moment) => {
    // As restoreBackup leaves it at that moment.
    const scratch = temporaryFolder();
    restoreBackup(scratch, backup, LATER);
    copyFileSync(join(scratch, 'deskline.db'), join(directory, 'deskline.restored.db'));
    if (moment !== 'before') setAside(directory, LATER);
    if (moment === 'after') {
      renameSync(join(directory, 'deskline.restored.db'), join(directory, 'deskline.db'));
    }
    expect(peopleIn(directory)).toEqual(['Ana']);
    expect(readdirSync(directory).some((name) => name.startsWith('deskline-set-aside-'))).toBe(
      true,
    );
    expect(existsSync(join(directory, 'deskline.restored.db'))).toBe(false);
  },
);

test.each([
  ['no file at all', () => undefined, 'missing'],
  ['a text', (path: string) => writeFileSync(path, 'my notes '.repeat(600)), 'damaged'],
  ['an empty file', (path: string) => writeFileSync(path, ''), 'failed'],
  ['a folder', (path: string) => mkdirSync(path), 'failed'],
  [
    "another program's database",
    (path: string) => new Database(path).exec('CREATE TABLE a (b)').close(),
    'failed',
  ],
  [
    'half a backup',
    (path: string) => writeFileSync(path, readFileSync(backup).subarray(0, 50_000)),
    'damaged',
  ],
  [
    'a backup of a newer version',
    (path: string) => {
      copyFileSync(backup, path);
      const database = new Database(path);
      database.pragma('user_version = 1000');
      database.close();
    },
    'failed',
  ],
] as const)('%s is refused, and everything stays as it was', (_, make, code) => {
  const path = join(temporaryFolder(), 'chosen.db');
  make(path);
  expect(() => restoreBackup(directory, path, LATER)).toThrow(expect.objectContaining({ code }));
  expect(peopleIn(directory)).toEqual(['Ana', 'Ben']);
  expect(readdirSync(directory).filter((name) => /restor|aside/.test(name))).toEqual([]);
});

test('from a second folder pictures that are missing here come back too', async () => {
  const media = openMediaFiles({ directory: join(directory, 'media') });
  const { hash } = await media.put(Buffer.from('a picture'));
  const second = temporaryFolder();
  await openBackupFiles(directory).mirror(second);
  const [name] = readdirSync(second).filter((each) => each.endsWith('.db'));
  const fresh = temporaryFolder();
  expect(restoreBackup(fresh, join(second, name ?? ''), LATER)).toMatchObject({
    setAside: null,
    files: 1,
  });
  expect(peopleIn(fresh)).toEqual(['Ana']);
  const back = openMediaFiles({ directory: join(fresh, 'media') });
  expect(readFileSync((await back.path(hash)) ?? '', 'utf8')).toBe('a picture');
});

test('the newest backup is found, and none where there is none', async () => {
  await openBackupFiles(directory).make('before-update', NOON + 1_000);
  expect(newestBackup(join(directory, 'backups'))).toMatch(/120001-before-update\.db$/);
  expect(newestBackup(temporaryFolder())).toBeNull();
});

test('a database with damage that no opening meets is refused as damaged before it is written to', () => {
  const path = join(directory, 'deskline.db');
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4_096 * 12, 4_096 * 20);
  writeFileSync(path, bytes);
  expect(() => openStore({ directory, log: silentLog })).toThrow(
    expect.objectContaining({ code: 'corrupt' }),
  );
  expect(readFileSync(path).equals(bytes)).toBe(true);
});
