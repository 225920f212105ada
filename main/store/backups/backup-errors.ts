import { BackupError } from '#main/core/ports/backups.ts';
import { StoreError } from '#main/core/ports/store.ts';
import { storageError } from '../errors.ts';

/** Whatever the disk or SQLite did, as what a person has to see to. */
export function toBackupError(error: unknown): BackupError {
  if (error instanceof BackupError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new BackupError(codeOf(error), message, { cause: error });
}

function codeOf(error: unknown): BackupError['code'] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'missing';
  const storage = storageError(error);
  if (!(storage instanceof StoreError)) return 'failed';
  if (storage.code === 'disk-full' || storage.code === 'read-only') return storage.code;
  return storage.code === 'corrupt' ? 'damaged' : 'failed';
}
