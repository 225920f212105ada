import { Worker } from 'node:worker_threads';
import type { Log } from '#main/core/ports/system.ts';
import type { CheckpointReply, CheckpointRequest } from './checkpoint-messages.ts';
import type { Connection, Query } from './connection.ts';
import { integrityProblems } from './integrity.ts';

/** SQLite's own threshold (4 MB), for when the worker is gone and for asking it to work. */
const CHECKPOINT_FRAMES = 1_000;

interface CheckpointerOptions {
  readonly path: string;
  readonly connection: Connection;
  readonly log: Log;
  readonly startWorker?: (path: string) => Worker;
}

const startCheckpointWorker = (path: string) =>
  new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: path });

/**
 * Moves the WAL into the database from a thread of its own, so that no commit waits for it.
 * Without its worker SQLite does it within commits, as it would by itself.
 */
export class Checkpointer {
  readonly #options: CheckpointerOptions;
  readonly #walState: Query<[], { log: number; checkpointed: number }>;
  readonly #answers = new Map<number, (reply: CheckpointReply) => void>();
  readonly #running = new Set<Promise<CheckpointReply>>();
  #worker: Worker | null;
  #lastId = 0;
  #isBusy = false;
  #framesBeforeNext = CHECKPOINT_FRAMES;

  constructor(options: CheckpointerOptions) {
    const { connection, log, path, startWorker = startCheckpointWorker } = options;
    this.#options = options;
    this.#walState = connection.prepare('checkpoint.state', 'PRAGMA wal_checkpoint(NOOP)');
    const worker = startWorker(path);
    worker.unref();
    this.#worker = worker;
    worker.once('online', () => connection.setAutocheckpoint(0));
    worker.on('message', (reply: CheckpointReply) => this.#answered(reply));
    worker.once('error', (error: unknown) => log.error({ error }, 'the checkpoint worker failed'));
    worker.once('exit', () => this.#lost());
  }

  /** To be called after each commit. Never throws. */
  committed(): void {
    if (this.#worker === null || this.#isBusy) return;
    const frames = this.#framesToMove();
    if (frames < this.#framesBeforeNext) return;
    this.#isBusy = true;
    void this.#ask('checkpoint').then((reply) => {
      this.#isBusy = false;
      // One that failed is not tried again with every commit.
      this.#framesBeforeNext = CHECKPOINT_FRAMES + (reply.ok ? 0 : frames);
      if (!reply.ok) this.#options.log.warn({ why: reply.message }, 'checkpoint failed');
    });
  }

  /** What an integrity check finds; empty when all is well. Rejects when it could not run. */
  async check(task: 'check' | 'quick-check' = 'check'): Promise<readonly string[]> {
    const reply = await this.#ask(task);
    if (reply.ok) return reply.problems;
    this.#options.log.warn({ why: reply.message }, 'checking the database without the worker');
    return integrityProblems(this.#options.path);
  }

  /** Resolves when the thread has finished what it was doing and ended. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await Promise.all(this.#running);
    await worker?.terminate();
  }

  #framesToMove(): number {
    try {
      const wal = this.#walState.get();
      return wal === undefined ? 0 : wal.log - wal.checkpointed;
    } catch (error) {
      this.#options.log.warn({ error }, 'the size of the WAL could not be read');
      return 0;
    }
  }

  async #ask(task: CheckpointRequest['task']): Promise<CheckpointReply> {
    const id = ++this.#lastId;
    const worker = this.#worker;
    if (worker === null) return workerGone(id);
    const reply = new Promise<CheckpointReply>((resolve) => {
      this.#answers.set(id, resolve);
      worker.postMessage({ id, task } satisfies CheckpointRequest);
    });
    this.#running.add(reply);
    try {
      return await reply;
    } finally {
      this.#running.delete(reply);
    }
  }

  #answered(reply: CheckpointReply): void {
    this.#answers.get(reply.id)?.(reply);
    this.#answers.delete(reply.id);
  }

  #lost(): void {
    const isExpected = this.#worker === null;
    this.#worker = null;
    for (const id of [...this.#answers.keys()]) this.#answered(workerGone(id));
    if (isExpected) return;
    this.#options.connection.setAutocheckpoint(CHECKPOINT_FRAMES);
    this.#options.log.warn({}, 'checkpoints run within commits from now on');
  }
}

function workerGone(id: number): CheckpointReply {
  return { id, ok: false, message: 'the worker thread has ended' };
}
