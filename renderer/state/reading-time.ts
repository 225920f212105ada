/** Who has not touched the screen for so long may not be in front of it. */
const GONE_MS = 60_000;

interface Needs {
  /** Milliseconds that go on whatever the clock is set to. */
  readonly elapsed: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Time to read it is over. */
  readonly over: (id: number) => void;
}

/** What is shown for seconds counts them from when somebody is there to read it. */
export class ReadingTime {
  readonly #needs: Needs;
  #usedAt: number;
  readonly #running = new Map<number, () => void>();
  /** Shown to an empty desk, and for how long from the next touch of the screen on. */
  readonly #waiting = new Map<number, number>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#usedAt = needs.elapsed();
  }

  /** From now on it can be read for `ms`. */
  start(id: number, ms: number): void {
    this.stop(id);
    if (this.#needs.elapsed() - this.#usedAt > GONE_MS) this.#waiting.set(id, ms);
    else this.#run(id, ms);
  }

  stop(id: number): void {
    this.#waiting.delete(id);
    this.#running.get(id)?.();
    this.#running.delete(id);
  }

  /** Somebody touched the screen; called with every movement. */
  used(): void {
    this.#usedAt = this.#needs.elapsed();
    for (const [id, ms] of this.#waiting) this.#run(id, ms);
    this.#waiting.clear();
  }

  #run(id: number, ms: number): void {
    const cancel = this.#needs.after(ms, () => {
      this.#running.delete(id);
      this.#needs.over(id);
    });
    this.#running.set(id, cancel);
  }
}
