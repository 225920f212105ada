import type { Log } from './ports/system.ts';

/** Work that nobody waits for: its failures are logged, and shutting down can wait for it. */
export class Tasks {
  readonly #log: Log;
  readonly #running = new Set<Promise<void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** `what` completes "… failed" in the log. */
  start(what: string, work: () => Promise<void>): void {
    const task = work().catch((error: unknown) => this.#log.error({ error }, `${what} failed`));
    this.#running.add(task);
    void task.finally(() => this.#running.delete(task));
  }

  /** Resolves when nothing runs, also nothing that was started meanwhile. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
