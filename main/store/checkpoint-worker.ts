import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { invariant } from '#shared/util/assert.ts';
import type { CheckpointReply, CheckpointRequest } from './checkpoint-messages.ts';
import { openDatabase } from './connection.ts';

/** A WAL of more frames than this is emptied even if writers have to wait a moment. */
const MOST_FRAMES = 4_096;
const TRUNCATE_WAIT_MS = 200;

const port = parentPort;
invariant(port !== null, 'the checkpoint worker runs in a worker thread');
const path: unknown = workerData;
invariant(typeof path === 'string', 'the checkpoint worker is told the path of the database');

port.on('message', ({ id, task }: CheckpointRequest) => {
  if (task === 'stop') {
    port.close();
    return;
  }
  port.postMessage(replyTo(id, task, path));
});

function replyTo(id: number, task: 'checkpoint' | 'check', file: string): CheckpointReply {
  // A connection for each task: nothing of it is left when the store closes or reopens.
  let database: Database.Database | null = null;
  try {
    database = openDatabase(file, 'write');
    if (task === 'check') return { id, ok: true, problems: problemsOf(database) };
    checkpoint(database);
    return { id, ok: true, problems: [] };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    database?.close();
  }
}

function checkpoint(database: Database.Database): void {
  const passive = database.prepare<[], { log: number }>('PRAGMA wal_checkpoint(PASSIVE)').get();
  if (passive === undefined || passive.log <= MOST_FRAMES) return;
  database.pragma(`busy_timeout = ${TRUNCATE_WAIT_MS}`);
  database.pragma('wal_checkpoint(RESTART)');
}

function problemsOf(database: Database.Database): string[] {
  const found = database.prepare<[], string>('PRAGMA integrity_check(10)').pluck().all();
  return found.filter((line) => line !== 'ok');
}
