import { Worker } from 'node:worker_threads';
import type { Verified } from '#shared/domain/audit/verification.ts';
import type { VerifyReply, VerifyTask } from './verify-messages.ts';

export interface RunningVerification {
  readonly verified: Promise<Verified>;
  /** Ends it early; it then rejects. */
  stop(): void;
}

/** Rejects when the database cannot be read. */
export function verifyInThread(
  task: VerifyTask,
  onProgress: (done: number) => void,
): RunningVerification {
  const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { workerData: task });
  const verified = new Promise<Verified>((resolve, reject) => {
    worker.on('message', (reply: VerifyReply) => {
      if (reply.type === 'progress') onProgress(reply.done);
      else if (reply.type === 'done') resolve(reply.verified);
      else reject(new Error(reply.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread ended early.')));
  });
  return { verified, stop: () => void worker.terminate() };
}
