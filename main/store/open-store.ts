import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { StoreError } from '#main/core/ports/store.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { Checkpointer } from './checkpointer.ts';
import { Connection } from './connection.ts';
import { verifyInThread } from './chain/verify-in-thread.ts';
import type { RunningVerification } from './chain/verify-in-thread.ts';
import { finishRestore } from './backups/restore.ts';
import { makeBackupNow } from './backups/make-backup.ts';
import { BACKUP_FOLDER } from './backups/backup-files.ts';
import { toBackupError } from './backups/backup-errors.ts';
import { DATABASE_FILE, ensureFolder, holdDataFolder, syncFolder } from './data-folder.ts';
import { isSqliteCode, storeError, toStoreError } from './errors.ts';
import { migrate, needsMigration } from './migrate.ts';
import { probeDisk } from './probe-disk.ts';
import { readsOf } from './reads.ts';
import { ReportThread } from './reports/report-thread.ts';
import { WriteTransaction } from './write-transaction.ts';
import { Writer } from './writer.ts';

/** A larger one is looked through after the start: it would hold that up for seconds. */
const CHECKED_AT_START_BYTES = 256 * 1024 * 1024;

interface StoreOptions {
  /** The data folder, made when missing. */
  readonly directory: string;
  readonly log: Log;
}

/**
 * Opens the database of a data folder, made or brought up to date as needed, and keeps other hosts
 * out of the folder. Throws StoreError: `in-use`, `newer-version`, `read-only`, `corrupt`, ...
 */
export function openStore({ directory, log }: StoreOptions): Store {
  try {
    ensureFolder(directory);
    const release = holdDataFolder(directory);
    try {
      const path = join(directory, DATABASE_FILE);
      finishRestore(directory, Date.now());
      createPrivately(path, directory);
      return openHeld(path, log, release);
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    throw withFolder(toStoreError(error), directory);
  }
}

/** At the start a person reads it, who can choose another folder. */
function withFolder(error: unknown, directory: string): unknown {
  const isRefused =
    error instanceof StoreError &&
    (error.code === 'read-only' || isSqliteCode(error.cause, 'SQLITE_CANTOPEN'));
  if (!isRefused) return error;
  return new StoreError(
    'read-only',
    `Deskline cannot write to ${directory}: check its permissions, or choose another data folder.`,
    { cause: error },
  );
}

/** SQLite gives its companion files the permissions of the database. */
function createPrivately(path: string, directory: string): void {
  if (existsSync(path)) return;
  closeSync(openSync(path, 'a', 0o600));
  syncFolder(directory);
}

function openHeld(path: string, log: Log, release: () => void): Store {
  const isLarge = statSync(path).size > CHECKED_AT_START_BYTES;
  const writing = new Connection({ path, mode: 'write', log });
  try {
    if (!isLarge) assertWhole(writing.database);
    if (needsMigration(writing.database)) backUpBefore(path, log);
    migrate(writing.database, log);
    const reading = new Connection({ path, mode: 'read', log });
    return assemble({ path, log, writing, reading, release, checksLater: isLarge });
  } catch (error) {
    writing.close();
    throw error;
  }
}

/** Damage that no query has met yet is found before anything is written on top of it. */
function assertWhole(database: Database.Database): void {
  const found = database.prepare<[], string>('PRAGMA quick_check(3)').pluck().all();
  const problems = found.filter((line) => line !== 'ok');
  if (problems.length > 0) throw storeError('corrupt', new Error(problems.join('\n')));
}

/** An update that goes wrong must not be the end of what was there before it. */
function backUpBefore(path: string, log: Log): void {
  const folder = join(dirname(path), BACKUP_FOLDER);
  try {
    makeBackupNow(path, folder, 'before-update', Date.now());
    log.info({ folder }, 'made a backup before the update');
  } catch (error) {
    const { code, message } = toBackupError(error);
    if (code === 'disk-full') throw storeError('disk-full', error);
    if (code === 'damaged') throw storeError('corrupt', error);
    throw new Error(`No backup could be made before the update: ${message}`, { cause: error });
  }
}

async function checkLater(checkpointer: Checkpointer, log: Log): Promise<StoreError | null> {
  try {
    const problems = await checkpointer.check('quick-check');
    return problems.length > 0 ? storeError('corrupt', new Error(problems.join('\n'))) : null;
  } catch (error) {
    log.warn({ error }, 'the database could not be looked through');
    return null;
  }
}

interface Parts {
  readonly path: string;
  readonly log: Log;
  readonly writing: Connection;
  readonly reading: Connection;
  readonly release: () => void;
  readonly checksLater: boolean;
}

function assemble({ path, log, writing, reading, release, checksLater }: Parts): Store {
  const errors = new Emitter<StoreError>();
  const transaction = new WriteTransaction(writing);
  const read = readsOf(reading);
  const reports = new ReportThread({ path, log });
  const checkpointer = new Checkpointer({ path, connection: writing, log });
  const writer = new Writer({
    transaction,
    onCommit: () => checkpointer.committed(),
    async recover(cause) {
      log.error({ error: cause }, 'reopening the database after a failed fsync');
      reading.close();
      await reports.rest();
      transaction.reopen();
      reading.reopen();
      const problems = await checkpointer.check();
      if (problems.length > 0) {
        const error = storeError('corrupt', new Error(problems.join('\n')));
        errors.emit(error);
        throw error;
      }
    },
  });
  for (const connection of [writing, reading]) {
    connection.onStorageError((error) => errors.emit(error));
  }
  const verifications = new Set<RunningVerification>();
  const closeAll = async () => {
    for (const running of verifications) running.stop();
    await writer.close();
    await reports.close();
    await checkpointer.close();
    reading.close();
    // The last connection to close moves the WAL into the database and removes it.
    writing.close();
    release();
  };
  if (checksLater) {
    void checkLater(checkpointer, log).then((error) => error !== null && errors.emit(error));
  }
  let closing: Promise<void> | null = null;
  return {
    read,
    reports,
    write: (unit) => writer.write(unit),
    onError: (listener) => errors.on(listener),
    async verify(kept, onProgress) {
      const task = { path, upTo: transaction.head(), kept };
      const running = verifyInThread(task, onProgress);
      verifications.add(running);
      try {
        return await running.verified;
      } finally {
        verifications.delete(running);
      }
    },
    async probe() {
      await probeDisk(dirname(path));
      const at = Date.now();
      await writer.write((tx) => tx.setMark('probed', at));
    },
    close: () => (closing ??= closeAll()),
  };
}
