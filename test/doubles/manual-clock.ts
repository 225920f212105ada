import type { Clock } from '#main/core/ports/system.ts';

/** Stands still until it is told to move; timers fire in the order of their times. */
export class ManualClock implements Clock {
  #elapsed = 0;
  /** What the wall clock shows beyond the elapsed time. */
  #offset: number;
  #waiting: { readonly ms: number; readonly resolve: () => void }[] = [];
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now = Date.UTC(2026, 0, 15, 9, 0, 0)) {
    this.#offset = now;
  }

  now(): number {
    return this.#offset + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  /** Somebody sets the clock. */
  jump(ms: number): void {
    this.#offset += ms;
  }

  /** The PC sleeps: time goes on, and nothing happens until the next `advance`. */
  sleep(ms: number): void {
    this.#elapsed += ms;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + Math.max(0, ms), callback };
    this.#timers.push(timer);
    for (const { resolve } of this.#waiting.filter((each) => each.ms === ms)) resolve();
    this.#waiting = this.#waiting.filter((each) => each.ms !== ms);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** How many timers are still to fire. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Resolves when the next timer of this length is set. */
  whenPending(ms: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ ms, resolve }));
  }

  /**
   * Moves on by `ms`, firing what falls due. Before it, and between two timers, whatever was
   * promised by then gets its turn.
   */
  async advance(ms: number): Promise<void> {
    await settled();
    const end = this.#elapsed + ms;
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.callback();
      await settled();
    }
    this.#elapsed = end;
    await settled();
  }

  #due(end: number) {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** All promise callbacks that are ready, and those that they make ready, have run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
