/** The time of day as state: what depends on it is redrawn by itself. */
export class WallClock {
  /** Unix ms, every second; the host's while there is one, which its messages go by. */
  now = $state(Date.now());
  #local = $state(Date.now());
  #source = () => Date.now();
  readonly #timer = setInterval(() => this.#tick(), 1000);

  /** Goes by another clock from now on. */
  follow(source: () => number): void {
    this.#source = source;
    this.#tick();
  }

  /** Whole seconds until then by this PC's clock, at least 0. */
  secondsUntil(at: number): number {
    // The last tick may be almost a second old.
    return Math.max(0, Math.ceil((at - Math.max(this.#local, Date.now())) / 1000));
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    this.#local = Date.now();
    this.now = this.#source();
  }
}
