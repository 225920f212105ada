import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { isSqliteCode, storeError, toStoreError } from './errors.ts';

export const DATABASE_FILE = 'deskline.db';
const LOCK_FILE = 'deskline.lock';
/** A host that is being replaced may need a moment to end. */
const WAIT_MS = 1_000;

/** Makes the folder if needed, for its owner alone. Throws StoreError. */
export function ensureFolder(path: string): void {
  try {
    const made = mkdirSync(path, { recursive: true, mode: 0o700 });
    if (made !== undefined) syncFolder(dirname(made));
  } catch (error) {
    throw toStoreError(error);
  }
}

/** A new file's name is durable once its folder is; Windows cannot open folders and need not. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Keeps every other host out of the folder until the returned function is called or the process
 * ends in any way: the operating system holds the lock, on a file that SQLite locks for us. Nothing
 * else in this process may open that file: closing it again would give the lock up.
 * Throws StoreError `in-use` when another host is there.
 */
export function holdDataFolder(directory: string): () => void {
  let lock: Database.Database | null = null;
  try {
    lock = new Database(join(directory, LOCK_FILE), { timeout: WAIT_MS });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    const held = lock;
    return () => {
      if (held.open) held.close();
    };
  } catch (error) {
    lock?.close();
    throw isSqliteCode(error, 'SQLITE_BUSY') ? storeError('in-use', error) : toStoreError(error);
  }
}
