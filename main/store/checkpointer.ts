import { Worker } from 'node:worker_threads';
import type { Log } from '#main/core/ports/system.ts';
import type { CheckpointReply, CheckpointRequest } from './checkpoint-messages.ts';
import type { Connection, Query } from './connection.ts';

/** SQLite's own threshold, for when the worker is gone. */
const AUTOCHECKPOINT_FRAMES = 1_000;
const FRAMES_BEFORE_CHECKPOINT = 1_000;

interface CheckpointerOptions {
  readonly path: string;
  readonly connection: Connection;
  readonly log: Log;
}

type Answer = (reply: CheckpointReply) => void;

/**
 * Moves the WAL into the database from a thread of its own, so that no commit waits for it.
 * Without its worker SQLite does it within commits, as it would by itself.
 */
export class Checkpointer {
  readonly #options: CheckpointerOptions;
  readonly #walState: Query<[], { log: number; checkpointed: number }>;
  readonly #answers = new Map<number, Answer>();
  readonly #ended: Promise<void>;
  #worker: Worker | null;
  #lastId = 0;
  #isBusy = false;

  constructor(options: CheckpointerOptions) {
    this.#options = options;
    this.#walState = options.connection.prepare('checkpoint.state', 'PRAGMA wal_checkpoint(NOOP)');
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: options.path,
    });
    worker.unref();
    this.#worker = worker;
    this.#ended = new Promise((resolve) => worker.once('exit', () => resolve()));
    worker.once('online', () => options.connection.setAutocheckpoint(0));
    worker.on('message', (reply: CheckpointReply) => this.#answered(reply));
    worker.once('error', (error) => options.log.error({ err: error }, 'checkpoint worker failed'));
    worker.once('exit', () => this.#lost());
  }

  /** To be called after each commit. */
  committed(): void {
    if (this.#worker === null || this.#isBusy) return;
    const wal = this.#walState.get();
    if (wal === undefined || wal.log - wal.checkpointed < FRAMES_BEFORE_CHECKPOINT) return;
    this.#isBusy = true;
    void this.#ask('checkpoint').then((reply) => {
      this.#isBusy = false;
      if (!reply.ok) this.#options.log.warn({ why: reply.message }, 'checkpoint failed');
    });
  }

  /** What SQLite's integrity check finds; empty when all is well. Rejects when it could not run. */
  async check(): Promise<readonly string[]> {
    const reply = await this.#ask('check');
    if (!reply.ok) throw new Error(`The integrity check could not run: ${reply.message}`);
    return reply.problems;
  }

  /** Resolves when the thread has finished what it was doing and ended. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    worker?.ref();
    worker?.postMessage({ id: 0, task: 'stop' } satisfies CheckpointRequest);
    await this.#ended;
  }

  #ask(task: 'checkpoint' | 'check'): Promise<CheckpointReply> {
    const id = ++this.#lastId;
    const worker = this.#worker;
    if (worker === null) return Promise.resolve(workerGone(id));
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      worker.postMessage({ id, task } satisfies CheckpointRequest);
    });
  }

  #answered(reply: CheckpointReply): void {
    this.#answers.get(reply.id)?.(reply);
    this.#answers.delete(reply.id);
  }

  #lost(): void {
    for (const id of this.#answers.keys()) this.#answered(workerGone(id));
    if (this.#worker === null) return;
    this.#worker = null;
    this.#options.connection.setAutocheckpoint(AUTOCHECKPOINT_FRAMES);
    this.#options.log.warn({}, 'checkpoints run within commits from now on');
  }
}

function workerGone(id: number): CheckpointReply {
  return { id, ok: false, message: 'the worker thread has ended' };
}
