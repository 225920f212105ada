import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#shared/util/assert.ts';
import type { CheckpointReply, CheckpointRequest } from './checkpoint-messages.ts';
import { openDatabase } from './connection.ts';
import { integrityProblems } from './integrity.ts';

/** A WAL of more frames (32 MB) is started over even if writers have to wait a moment. */
const MOST_FRAMES = 8_192;
const RESTART_WAIT_MS = 200;

const port = parentPort;
invariant(port !== null, 'the checkpoint worker runs in a worker thread');
const path: unknown = workerData;
invariant(typeof path === 'string', 'the checkpoint worker is told the path of the database');

port.on('message', ({ id, task }: CheckpointRequest) => {
  port.postMessage(replyTo(id, task, path));
});

function replyTo(id: number, task: CheckpointRequest['task'], file: string): CheckpointReply {
  try {
    if (task === 'check') return { id, ok: true, problems: integrityProblems(file) };
    if (task === 'quick-check') {
      return { id, ok: true, problems: integrityProblems(file, 'quick_check') };
    }
    checkpoint(file);
    return { id, ok: true, problems: [] };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A connection for each time: nothing of it is left when the store closes or reopens. */
function checkpoint(file: string): void {
  const database = openDatabase(file, 'write');
  try {
    const passive = database.prepare<[], { log: number }>('PRAGMA wal_checkpoint(PASSIVE)').get();
    if (passive === undefined || passive.log <= MOST_FRAMES) return;
    database.pragma(`busy_timeout = ${RESTART_WAIT_MS}`);
    // Not TRUNCATE: a file that keeps its size is synced faster; journal_size_limit caps it.
    database.pragma('wal_checkpoint(RESTART)');
  } finally {
    database.close();
  }
}
