import type { BackupError } from '#main/core/ports/backups.ts';
import type { Backup, BackupKind } from '#shared/domain/backup.ts';

/** What the thread that makes a backup is started with. */
export type BackupTask =
  | {
      readonly task: 'make';
      readonly path: string;
      readonly folder: string;
      readonly kind: BackupKind;
      readonly at: number;
    }
  | {
      readonly task: 'mirror';
      readonly backups: string;
      readonly media: string;
      readonly folder: string;
    };

export type BackupReply =
  | { readonly ok: true; readonly backup: Backup | null }
  | { readonly ok: false; readonly code: BackupError['code']; readonly message: string };
