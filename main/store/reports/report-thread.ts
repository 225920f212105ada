import { Worker } from 'node:worker_threads';
import type { AnswerTo, ReportQuestion, ReportReader } from '#main/core/ports/report-reader.ts';
import type { Log } from '#main/core/ports/system.ts';
import type { ReportReply, ReportRequest } from './report-messages.ts';

interface Options {
  readonly path: string;
  readonly log: Log;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** Reports are read in a thread of their own, which begins with the first question. */
export class ReportThread implements ReportReader {
  readonly #options: Options;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = options;
  }

  ask<Q extends ReportQuestion>(question: Q): Promise<AnswerTo<Q>> {
    if (this.#isClosed) return Promise.reject(new Error('The store is closed.'));
    const id = ++this.#lastId;
    return new Promise<AnswerTo<Q>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#thread().postMessage({ id, question } satisfies ReportRequest);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.rest();
  }

  /** Ends the thread and its connection, until the next question. */
  async rest(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
    this.#failAll('The database was closed.');
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const { path, log } = this.#options;
    const worker = new Worker(new URL('./report-worker.ts', import.meta.url), { workerData: path });
    worker.unref();
    worker.on('message', (reply: ReportReply) => this.#answered(reply));
    worker.once('error', (error: unknown) => log.error({ error }, 'the report thread failed'));
    worker.once('exit', () => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#failAll('The thread that reads reports has ended.');
    });
    this.#worker = worker;
    return worker;
  }

  #answered(reply: ReportReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting?.resolve(reply.answer as never);
    else waiting?.reject(new Error(`A report could not be read: ${reply.message}`));
  }

  #failAll(why: string): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of all) reject(new Error(why));
  }
}
