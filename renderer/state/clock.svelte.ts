/** The time of day as state: what depends on it is redrawn by itself. */
export class WallClock {
  /** Unix ms, every second. */
  now = $state(Date.now());
  readonly #timer = setInterval(() => (this.now = Date.now()), 1000);

  /** Whole seconds until then, at least 0. */
  secondsUntil(at: number): number {
    // The last tick may be almost a second old.
    return Math.max(0, Math.ceil((at - Math.max(this.now, Date.now())) / 1000));
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
