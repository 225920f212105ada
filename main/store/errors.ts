import Database from 'better-sqlite3';
import { StoreError } from '#main/core/ports/store.ts';

const REASONS: Readonly<Record<StoreError['code'], string>> = {
  'disk-full': 'The disk is full: make room on the disk that holds the data folder.',
  'read-only': 'Deskline may not write to its data folder: check its permissions.',
  io: 'The disk that holds the data folder did not do what it was asked to.',
  corrupt: 'The database is damaged: start Deskline again, it then offers a backup.',
  closed: 'The store is closed.',
  'in-use': 'Deskline is already running with this data folder: end it, or choose another folder.',
  'newer-version': 'This data folder was written by a newer version of Deskline.',
};

const SQLITE_CODES: readonly (readonly [prefix: string, code: StoreError['code']])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_IOERR', 'io'],
  ['SQLITE_CANTOPEN', 'io'],
  ['SQLITE_BUSY', 'io'],
  ['SQLITE_LOCKED', 'io'],
  ['SQLITE_PROTOCOL', 'io'],
  ['SQLITE_NOMEM', 'io'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
];

const FILE_CODES: Readonly<Record<string, StoreError['code']>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'read-only',
  EEXIST: 'read-only',
  ENOTDIR: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EIO: 'io',
  EMFILE: 'io',
  ENFILE: 'io',
};

export function storeError(code: StoreError['code'], cause?: unknown): StoreError {
  return new StoreError(code, REASONS[code], { cause });
}

/** A StoreError for what the storage did; anything else (a constraint, a bug) as it is. */
export function toStoreError(error: unknown): unknown {
  return storageError(error) ?? error;
}

export function storageError(error: unknown): StoreError | null {
  if (error instanceof StoreError) return error;
  const code = storageCode(error);
  return code === null ? null : storeError(code, error);
}

function storageCode(error: unknown): StoreError['code'] | null {
  if (error instanceof Database.SqliteError) {
    return SQLITE_CODES.find(([prefix]) => error.code.startsWith(prefix))?.[1] ?? null;
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return FILE_CODES[error.code] ?? null;
  }
  return null;
}

/** After a failed fsync the kernel has forgotten what was not written: nothing cached is proof. */
export function isFailedFsync(error: unknown): boolean {
  const cause = error instanceof StoreError ? error.cause : error;
  return isSqliteCode(cause, 'SQLITE_IOERR_FSYNC') || isSqliteCode(cause, 'SQLITE_IOERR_DIR_FSYNC');
}

export function isSqliteCode(error: unknown, prefix: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(prefix);
}
