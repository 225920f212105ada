import type { Clock } from '#main/core/ports/system.ts';

/** At most one thing that happens unless it is put off or called off before. */
export class Deadline {
  readonly #clock: Clock;
  #cancel = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(ms: number, onPassed: () => void): void {
    this.#cancel();
    this.#cancel = this.#clock.after(ms, onPassed);
  }

  clear(): void {
    this.#cancel();
  }
}
