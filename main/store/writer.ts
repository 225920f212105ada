import type { StoreError, Tx } from '#main/core/ports/store.ts';
import { isFailedFsync, storeError, toStoreError } from './errors.ts';

const MOST_UNITS = 200;
/** Units that are still waiting after this long go into the next commit. */
const LONGEST_BATCH_MS = 40;

/** The transaction that a batch of units shares. */
export interface SharedTransaction {
  begin(): void;
  commit(): void;
  /** Undoes everything; harmless when SQLite has done so already. */
  rollback(): void;
  /**
   * Runs one unit in a savepoint; when it throws, what it did is undone and its ids are given
   * back. Throws StoreError when the whole transaction is lost, also if the unit caught that.
   */
  runUnit<T>(unit: (tx: Tx) => T): T;
  /** The storage's error that lost the transaction, else null. */
  readonly lostBy: StoreError | null;
}

interface WriterOptions {
  readonly transaction: SharedTransaction;
  /** Called after each commit. */
  readonly onCommit: () => void;
  /** Closes, reopens and checks the database; rejects while it cannot be written to. */
  readonly recover: (cause: unknown) => Promise<void>;
}

interface Job {
  /** Runs the unit and keeps what came of it. */
  readonly run: () => void;
  /** Tells the caller, once it is on disk. */
  readonly settle: () => void;
  /** Tells the caller that the commit failed. */
  readonly fail: (error: unknown) => void;
}

/** Runs units of work in the order they came, as many in one commit as have arrived. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #idleListeners: (() => void)[] = [];
  #queue: Job[] = [];
  #isClosed = false;
  #isScheduled = false;
  #isRecovering = false;
  /** Why the last recovery failed; the next write tries it again. */
  #unusableBy: unknown = null;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  write<T>(unit: (tx: Tx) => T): Promise<T> {
    if (this.#isClosed) return Promise.reject(storeError('closed'));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push(this.#jobOf(unit, resolve, reject));
      if (this.#unusableBy === null) this.#schedule();
      else void this.#recover(this.#unusableBy);
    });
  }

  /** Refuses further units; resolves when those that wait are settled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (!this.#isIdle()) await new Promise<void>((resolve) => this.#idleListeners.push(resolve));
  }

  #jobOf<T>(
    unit: (tx: Tx) => T,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): Job {
    let outcome: { readonly value: T } | { readonly error: unknown } | null = null;
    return {
      run: () => {
        try {
          outcome = { value: this.#options.transaction.runUnit(unit) };
        } catch (error) {
          outcome = { error };
        }
      },
      settle: () => {
        if (outcome !== null && 'value' in outcome) resolve(outcome.value);
        else reject(outcome?.error);
      },
      fail: (error) => reject(outcome !== null && 'error' in outcome ? outcome.error : error),
    };
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isRecovering) return;
    this.#isScheduled = true;
    // After this turn's input: everything that came in with it shares the commit.
    setImmediate(() => {
      this.#runBatch();
      // What was stored is told before more is: screens read while the next batch is written.
      setImmediate(() => {
        this.#isScheduled = false;
        this.#goOn();
      });
    });
  }

  #runBatch(): void {
    const { transaction, onCommit } = this.#options;
    const batch: Job[] = [];
    try {
      transaction.begin();
      this.#runUnits(batch);
      transaction.commit();
    } catch (error) {
      this.#failBatch(batch, toStoreError(error));
      return;
    }
    for (const job of batch) job.settle();
    onCommit();
  }

  #runUnits(batch: Job[]): void {
    const { transaction } = this.#options;
    const deadline = performance.now() + LONGEST_BATCH_MS;
    while (batch.length < MOST_UNITS && performance.now() < deadline) {
      const job = this.#queue.shift();
      if (job === undefined) return;
      batch.push(job);
      job.run();
      if (transaction.lostBy !== null) throw transaction.lostBy;
    }
  }

  #failBatch(batch: Job[], error: unknown): void {
    const undone = this.#undo();
    // None ran when the transaction could not even begin.
    const failed = batch.length > 0 ? batch : this.#queue.splice(0, MOST_UNITS);
    for (const job of failed) job.fail(error);
    if (isFailedFsync(error) || !undone) void this.#recover(error);
  }

  /** False when not even that was possible: then only a fresh connection helps. */
  #undo(): boolean {
    try {
      this.#options.transaction.rollback();
      return true;
    } catch {
      return false;
    }
  }

  async #recover(cause: unknown): Promise<void> {
    if (this.#isRecovering) return;
    this.#isRecovering = true;
    try {
      await this.#options.recover(cause);
      this.#unusableBy = null;
    } catch (error) {
      this.#unusableBy = error;
      for (const job of this.#queue.splice(0)) job.fail(error);
    }
    this.#isRecovering = false;
    this.#goOn();
  }

  #goOn(): void {
    if (this.#queue.length > 0) this.#schedule();
    else if (this.#isIdle()) for (const listener of this.#idleListeners.splice(0)) listener();
  }

  #isIdle(): boolean {
    return this.#queue.length === 0 && !this.#isScheduled && !this.#isRecovering;
  }
}
