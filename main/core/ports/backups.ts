import type { Backup, BackupKind, KeepRule } from '#shared/domain/backup.ts';

/** Copies of the database, beside it and in a second folder. Rejects with BackupError. */
export interface BackupFiles {
  /** Where they are: beside the database. */
  readonly folder: string;
  /** Those in that folder or in another one, newest first. */
  list(folder?: string): Promise<Backup[]>;
  /** Makes one, reads it again and says which it is. Nothing of one that failed is left. */
  make(kind: BackupKind, at: number): Promise<Backup>;
  /** Removes what the rule does not keep. */
  tidy(rule: KeepRule): Promise<void>;
  /**
   * Brings a second folder, which has to exist, to the same backups, and to the files that messages
   * have: what is there already is not copied again.
   */
  mirror(folder: string): Promise<void>;
}

/** `missing`: the folder is not there; `damaged`: a copy was not whole when it was read again. */
export class BackupError extends Error {
  readonly code: 'disk-full' | 'read-only' | 'missing' | 'damaged' | 'failed';

  constructor(code: BackupError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BackupError';
    this.code = code;
  }
}
