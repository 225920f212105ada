/** How soon use of the PC outside of this page is noticed. */
const LOOK_AGAIN_MS = 5_000;

export interface IdleWatchNeeds {
  /** Milliseconds that go on whatever the clock is set to. */
  readonly elapsed: () => number;
  readonly after: (ms: number, callback: () => void) => () => void;
  /** For how long nobody has touched this PC; null where only this page is known. */
  readonly systemIdleMs: (() => Promise<number>) | null;
  readonly say: (isIdle: boolean) => void;
}

/** Notices that nobody uses this screen, and that somebody does again. */
export class IdleWatch {
  readonly #needs: IdleWatchNeeds;
  /** 0: a screen is never left alone. */
  #limitMs = 0;
  #usedAt: number;
  #isIdle = false;
  #cancel = () => {};
  /** Raised by whatever makes an answer that is still awaited worthless. */
  #turn = 0;

  constructor(needs: IdleWatchNeeds) {
    this.#needs = needs;
    this.#usedAt = needs.elapsed();
  }

  /** After how many minutes a screen counts as left; 0: never. */
  set limitMinutes(minutes: number) {
    if (minutes * 60_000 === this.#limitMs) return;
    this.#limitMs = minutes * 60_000;
    this.#look();
  }

  /** Something was touched; called with every movement, so nothing but a change costs anything. */
  used(): void {
    this.#usedAt = this.#needs.elapsed();
    if (this.#isIdle) this.#look();
  }

  /** The host knows nothing of this screen yet. */
  introduce(): void {
    this.#needs.say(this.#isIdle);
  }

  close(): void {
    this.#turn += 1;
    this.#cancel();
  }

  #look(): void {
    this.close();
    if (this.#limitMs === 0) return this.#settle(false);
    const left = this.#usedAt + this.#limitMs - this.#needs.elapsed();
    if (left <= 0 && this.#needs.systemIdleMs) void this.#askSystem(this.#needs.systemIdleMs);
    else this.#found(left);
  }

  /** Work in another program is work, too. */
  async #askSystem(systemIdleMs: () => Promise<number>): Promise<void> {
    const turn = this.#turn;
    const system = await systemIdleMs().catch(() => Number.POSITIVE_INFINITY);
    if (turn !== this.#turn) return;
    const page = this.#needs.elapsed() - this.#usedAt;
    this.#found(this.#limitMs - Math.min(system, page));
  }

  /** `left`: how long until this screen is left alone, if nothing happens. */
  #found(left: number): void {
    this.#settle(left <= 0);
    if (left > 0) this.#plan(left);
    else if (this.#needs.systemIdleMs) this.#plan(LOOK_AGAIN_MS);
  }

  #plan(ms: number): void {
    this.#cancel = this.#needs.after(ms, () => this.#look());
  }

  #settle(isIdle: boolean): void {
    if (isIdle === this.#isIdle) return;
    this.#isIdle = isIdle;
    this.#needs.say(isIdle);
  }
}
