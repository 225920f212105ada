/** The time of day as state: what depends on it is redrawn by itself. */
export class WallClock {
  /** Unix ms, every second. */
  now = $state(Date.now());
  readonly #timer = setInterval(() => (this.now = Date.now()), 1000);

  close(): void {
    clearInterval(this.#timer);
  }
}
