import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { readBackupName } from '#shared/domain/backup.ts';
import { mediaHashSchema } from '#shared/domain/ids.ts';
import { DATABASE_FILE, syncFolder } from '../data-folder.ts';
import { toBackupError } from './backup-errors.ts';
import { inspect } from './inspect.ts';
import { setAside } from './set-aside.ts';

/** Whole and on the disk, waiting to take the database's place: a crash now only delays that. */
const READY = 'deskline.restored.db';
const UNFINISHED = 'deskline.restoring.db';
/** In `meta`: what the core still has to see to, and since when. */
const MARK = 'restored';
const ID_FLOOR = 'id-floor';
/** More than came since any backup: drafts and links of then must not lead to somebody else. */
const IDS_LEFT_OUT = 1_000_000;

export interface Restored {
  readonly from: string;
  /** What the backup knows ends here; Unix ms. */
  readonly backupAt: number;
  readonly messages: number;
  /** The name that the database has now that was in its place; null when there was none. */
  readonly setAside: string | null;
  /** Files of messages that came back from beside the backup. */
  readonly files: number;
}

/**
 * Puts a backup in the database's place, which is set aside. The data folder has to be held, and
 * nobody may have the database open. Throws BackupError and leaves everything as it was when the
 * file cannot be used. What follows for the office is up to the core when it opens the store.
 */
export function restoreBackup(directory: string, file: string, at: number): Restored {
  const unfinished = join(directory, UNFINISHED);
  try {
    remove(unfinished);
    copyFileSync(file, unfinished);
    // One that was in use when it was copied has its last commits in a file of its own.
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${unfinished}-wal`);
    const { messages, backupAt } = prepare(unfinished, basename(file), at);
    renameSync(unfinished, join(directory, READY));
    syncFolder(directory);
    const name = finishRestore(directory, at);
    const files = bringFiles(join(dirname(file), 'media'), join(directory, 'media'));
    return { from: file, backupAt, messages, setAside: name, files };
  } catch (error) {
    throw toBackupError(error);
  } finally {
    remove(unfinished);
  }
}

/** Ends what a crash has interrupted; to be called before the database is opened. */
export function finishRestore(directory: string, at: number): string | null {
  const ready = join(directory, READY);
  if (!existsSync(ready)) return null;
  const name = setAside(directory, at);
  renameSync(ready, join(directory, DATABASE_FILE));
  syncFolder(directory);
  return name;
}

/** The newest backup in a folder; null when there is none. */
export function newestBackup(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const newest = readdirSync(folder)
    .flatMap((name) => {
      const read = readBackupName(name);
      return read === null ? [] : [{ name, at: read.at }];
    })
    .sort((a, b) => b.at - a.at)[0];
  return newest === undefined ? null : join(folder, newest.name);
}

function prepare(path: string, from: string, at: number) {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    copy.pragma('synchronous = FULL');
    const { messages, lastAt } = inspect(copy);
    const backupAt = lastAt ?? readBackupName(from)?.at ?? at;
    copy
      .transaction(() => {
        // Positions in the journal that screens remember mean something else from here on.
        copy.prepare(`UPDATE meta SET value = ? WHERE name = 'journal-id'`).run(randomUUID());
        copy
          .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
          .run(MARK, String(backupAt));
        copy
          .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
          .run(ID_FLOOR, String(largestId(copy) + IDS_LEFT_OUT));
        copy.prepare('DELETE FROM sessions').run();
      })
      .immediate();
    return { messages, backupAt };
  } finally {
    copy.close();
  }
}

function largestId(copy: Database.Database): number {
  const tables = ['agents', 'contacts', 'conversations', 'messages'];
  const floor = copy
    .prepare<[string], string>('SELECT value FROM meta WHERE name = ?')
    .pluck()
    .get(ID_FLOOR);
  const largest = tables.map(
    (table) =>
      copy.prepare<[], number>(`SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get() ?? 0,
  );
  return Math.max(Number(floor ?? 0), ...largest);
}

/** From beside a backup in a second folder: pictures and files that are missing here. */
function bringFiles(from: string, to: string): number {
  if (!existsSync(from)) return 0;
  let count = 0;
  for (const group of readdirSync(from)) {
    for (const name of readdirSync(join(from, group))) {
      const target = join(to, group, name);
      if (!mediaHashSchema.safeParse(name).success || existsSync(target)) continue;
      mkdirSync(join(to, group), { recursive: true, mode: 0o700 });
      copyFileSync(join(from, group, name), `${target}.unfinished`);
      renameSync(`${target}.unfinished`, target);
      count += 1;
    }
  }
  return count;
}

function remove(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}
