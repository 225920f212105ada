import { parentPort, workerData } from 'node:worker_threads';
import type { Backup } from '#shared/domain/backup.ts';
import { invariant } from '#shared/util/assert.ts';
import { toBackupError } from './backup-errors.ts';
import type { BackupReply, BackupTask } from './backup-messages.ts';
import { makeBackup } from './make-backup.ts';
import { mirror } from './mirror.ts';

/** A thread for one backup: copying and reading again takes a while and must hold up nobody. */
invariant(parentPort !== null, 'the backup worker runs in a worker thread');
parentPort.postMessage(await run(workerData as BackupTask));

async function run(task: BackupTask): Promise<BackupReply> {
  try {
    return { ok: true, backup: await done(task) };
  } catch (error) {
    const { code, message } = toBackupError(error);
    return { ok: false, code, message };
  }
}

async function done(task: BackupTask): Promise<Backup | null> {
  if (task.task === 'make') return makeBackup(task.path, task.folder, task.kind, task.at);
  await mirror(task);
  return null;
}
