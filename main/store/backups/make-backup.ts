import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BackupError } from '#main/core/ports/backups.ts';
import { backupName } from '#shared/domain/backup.ts';
import type { Backup, BackupKind } from '#shared/domain/backup.ts';
import { ensureFolder, syncFolder } from '../data-folder.ts';
import { inspect } from './inspect.ts';

export const UNFINISHED = '.unfinished-';
/** What a backup leaves free: the last room on the disk belongs to messages. */
const LEAVES_FREE_BYTES = 8 * 1024 * 1024;
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the database at `path` as it is now, while others write to it, by SQLite's backup API. All
 * pages in one step: in several the copy would begin anew with each commit. Blocks its thread.
 */
export async function makeBackup(
  path: string,
  folder: string,
  kind: BackupKind,
  at: number,
): Promise<Backup> {
  ensureFolder(folder);
  assertRoom(path, folder);
  const name = freeName(folder, kind, at);
  const unfinished = join(folder, UNFINISHED + name);
  try {
    closeSync(openSync(unfinished, 'w', 0o600));
    const source = new Database(path, { readonly: true });
    try {
      await source.backup(unfinished, { progress: () => ALL_PAGES });
    } finally {
      source.close();
    }
    verify(unfinished);
    renameSync(unfinished, join(folder, name));
    syncFolder(folder);
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(unfinished + end, { force: true });
  }
  return { name, at, kind, bytes: statSync(join(folder, name)).size };
}

/** The same for a database that nobody has open, before anything else is done with it. */
export function makeBackupNow(path: string, folder: string, kind: BackupKind, at: number): void {
  ensureFolder(folder);
  assertRoom(path, folder);
  const name = freeName(folder, kind, at);
  const unfinished = join(folder, UNFINISHED + name);
  rmSync(unfinished, { force: true });
  try {
    const source = new Database(path);
    try {
      source.prepare('VACUUM INTO ?').run(unfinished);
    } finally {
      source.close();
    }
    verify(unfinished);
    renameSync(unfinished, join(folder, name));
    syncFolder(folder);
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(unfinished + end, { force: true });
  }
}

/** Reads the copy again; it becomes one file that needs no other beside it. */
function verify(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    copy.pragma('synchronous = FULL');
    inspect(copy);
  } finally {
    copy.close();
  }
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
  chmodSync(path, 0o600);
}

function assertRoom(path: string, folder: string): void {
  const wal = existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0;
  const needed = statSync(path).size + wal + LEAVES_FREE_BYTES;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= needed) return;
  const megabytes = Math.ceil(needed / 1_000_000);
  throw new BackupError('disk-full', `A backup needs ${megabytes} MB of room in ${folder}.`);
}

/** Two within one second get times of their own. */
function freeName(folder: string, kind: BackupKind, at: number): string {
  for (let time = at; ; time += 1_000) {
    const name = backupName(time, kind);
    if (!existsSync(join(folder, name))) return name;
  }
}
