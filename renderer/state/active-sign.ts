/** How often it is said at most, ms: the host locks by the minute. */
const SAY_EVERY_MS = 20_000;

interface Needs {
  /** Milliseconds that go on whatever the clock is set to. */
  readonly elapsed: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** For how long nobody has touched this PC; null where only this page is known. */
  readonly systemIdleMs: (() => Promise<number>) | null;
  readonly isOnline: () => boolean;
  readonly say: () => void;
}

/**
 * Tells the host that somebody uses this session, also where nothing is locked: it may be tomorrow,
 * and whoever is at work after their shift is not signed out.
 */
export class ActiveSign {
  readonly #needs: Needs;
  #saidAt = Number.NEGATIVE_INFINITY;
  /** Used without a connection, which the host does not know. */
  #isOwed = false;
  #cancel = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#plan();
  }

  /** Something was touched. */
  used(): void {
    const { elapsed, isOnline, say } = this.#needs;
    if (!isOnline()) {
      this.#isOwed = true;
      return;
    }
    const now = elapsed();
    if (now - this.#saidAt < SAY_EVERY_MS) return;
    this.#saidAt = now;
    this.#isOwed = false;
    say();
  }

  /** The host is there again: it hears at once that somebody was at work meanwhile. */
  online(): void {
    if (!this.#isOwed) return;
    this.#saidAt = Number.NEGATIVE_INFINITY;
    this.used();
  }

  close(): void {
    this.#cancel();
  }

  #plan(): void {
    if (this.#needs.systemIdleMs === null) return;
    this.#cancel = this.#needs.after(SAY_EVERY_MS, () => {
      this.#plan();
      void this.#lookAtSystem();
    });
  }

  /** Work in another program of this PC is work, too. */
  async #lookAtSystem(): Promise<void> {
    const idle = await this.#needs.systemIdleMs?.().catch(() => null);
    if (typeof idle === 'number' && idle < SAY_EVERY_MS) this.used();
  }
}
