import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BackupError } from '#main/core/ports/backups.ts';
import { StoreError } from '#main/core/ports/store.ts';
import { BACKUP_FOLDER } from '#main/store/backups/backup-files.ts';
import { newestBackup, restoreBackup } from '#main/store/backups/restore.ts';
import type { Restored } from '#main/store/backups/restore.ts';
import { holdDataFolder } from '#main/store/data-folder.ts';

/** `--restore-backup`: says what was done or what is wrong, and gives the exit code. */
export function restore(directory: string, file: string | null): number {
  if (!existsSync(directory)) {
    return refuse(`There is no data folder ${directory}: say where it is with --data DIR.`);
  }
  let release = (): void => {};
  try {
    release = holdDataFolder(directory);
    const folder = file ?? join(directory, BACKUP_FOLDER);
    const isFolder = file === null || (existsSync(file) && statSync(file).isDirectory());
    const backup = isFolder ? newestBackup(folder) : file;
    if (backup === null) {
      return refuse(
        `There is no backup in ${folder}: name the file of one after --restore-backup.`,
      );
    }
    process.stdout.write(textOf(directory, restoreBackup(directory, backup, Date.now())));
    return 0;
  } catch (error) {
    return refuse(problemOf(error, file));
  } finally {
    release();
  }
}

function textOf(directory: string, restored: Restored): string {
  const { from, backupAt, messages, setAside, files } = restored;
  const lines = [
    `Restored ${from}: ${messages} messages, up to ${new Date(backupAt).toLocaleString()}.`,
    ...(setAside === null
      ? []
      : [`The database that was there is kept as ${join(directory, setAside)}.`]),
    ...(files === 0 ? [] : [`${files} pictures and files were brought back.`]),
    'Start Deskline now: it fetches from WhatsApp what came in since, and everybody signs in again.',
  ];
  return `${lines.join('\n')}\n`;
}

function problemOf(error: unknown, file: string | null): string {
  if (error instanceof StoreError) {
    return error.code === 'in-use'
      ? 'Deskline is running with this data folder: end it first, then restore the backup.'
      : error.message;
  }
  if (!(error instanceof BackupError)) throw error;
  const name = file ?? 'The newest backup';
  const other = 'Choose another one; nothing was changed.';
  switch (error.code) {
    case 'missing':
      return `${name} does not exist. Backups are in the folder backups of the data folder.`;
    case 'damaged':
      return `${name} is damaged or no backup at all. ${other}`;
    case 'disk-full':
      return `There is no room for a copy of ${name}: make room on the disk. Nothing was changed.`;
    case 'read-only':
      return `Deskline may not read ${name} or not write to its data folder: check permissions.`;
    case 'failed':
      return `${name} cannot be restored. ${error.message} ${other}`;
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
