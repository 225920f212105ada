import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '#shared/util/assert.ts';
import { openDatabase } from '../connection.ts';
import { verifyJournal } from './verify-journal.ts';
import type { VerifyReply, VerifyTask } from './verify-messages.ts';

/** A thread for one look at the whole chain: agents notice nothing of it. */
const port = parentPort;
invariant(port !== null, 'the verifier runs in a worker thread');
const say = (reply: VerifyReply) => port.postMessage(reply);
const { path, upTo, kept } = workerData as VerifyTask;
try {
  const database = openDatabase(path, 'read');
  try {
    const onProgress = (done: number) => say({ type: 'progress', done });
    say({ type: 'done', verified: verifyJournal(database, { upTo, kept, onProgress }) });
  } finally {
    database.close();
  }
} catch (error) {
  say({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
}
