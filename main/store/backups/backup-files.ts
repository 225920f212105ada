import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BackupFiles } from '#main/core/ports/backups.ts';
import { BackupError } from '#main/core/ports/backups.ts';
import { backupsToRemove, readBackupName } from '#shared/domain/backup.ts';
import type { Backup } from '#shared/domain/backup.ts';
import { DATABASE_FILE } from '../data-folder.ts';
import { toBackupError } from './backup-errors.ts';
import type { BackupReply, BackupTask } from './backup-messages.ts';
import { UNFINISHED } from './make-backup.ts';

export const BACKUP_FOLDER = 'backups';

/** The backups of a data folder whose store is open. */
export function openBackupFiles(directory: string): BackupFiles {
  const folder = join(directory, BACKUP_FOLDER);
  const path = join(directory, DATABASE_FILE);
  return {
    folder,
    list: (where = folder) => backupsIn(where),
    async make(kind, at) {
      const backup = await inThread({ task: 'make', path, folder, kind, at });
      if (backup === null) throw new BackupError('failed', 'The thread made no backup.');
      return backup;
    },
    async tidy(rule) {
      for (const { name } of backupsToRemove(await backupsIn(folder), rule)) {
        await rm(join(folder, name), { force: true });
      }
      for (const name of await readdir(folder)) {
        if (name.startsWith(UNFINISHED)) await rm(join(folder, name), { force: true });
      }
    },
    async mirror(second) {
      const media = join(directory, 'media');
      await inThread({ task: 'mirror', backups: folder, media, folder: second });
    },
  };
}

/** Newest first; none when there is no such folder. */
export async function backupsIn(folder: string): Promise<Backup[]> {
  try {
    const found: Backup[] = [];
    for (const name of await readdir(folder)) {
      const read = readBackupName(name);
      if (read !== null)
        found.push({ name, ...read, bytes: (await stat(join(folder, name))).size });
    }
    return found.sort((a, b) => b.at - a.at);
  } catch (error) {
    const problem = toBackupError(error);
    if (problem.code === 'missing') return [];
    throw problem;
  }
}

function inThread(task: BackupTask): Promise<Backup | null> {
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.once('message', (reply: BackupReply) => {
      if (reply.ok) resolve(reply.backup);
      else reject(new BackupError(reply.code, reply.message));
    });
    worker.once('error', (error: unknown) => reject(toBackupError(error)));
    worker.once('exit', () => reject(new BackupError('failed', 'The thread ended early.')));
  });
}
