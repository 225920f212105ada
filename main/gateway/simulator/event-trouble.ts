import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { SeededRandom } from './seeded-random.ts';

/** How often, from 0 (never) to 1 (always), an event comes twice, or after the one that follows. */
export interface Trouble {
  readonly duplicates: number;
  readonly reorders: number;
}

/** When nothing follows. */
const LONGEST_HOLD_MS = 500;

/** Passes events on the way WhatsApp Web does on a bad day. Nothing is ever lost here. */
export class EventTrouble {
  readonly #random: SeededRandom;
  readonly #emit: (event: GatewayEvent) => void;
  readonly #clock: Clock;
  #trouble: Trouble = { duplicates: 0, reorders: 0 };
  #held: GatewayEvent[] = [];

  constructor(random: SeededRandom, clock: Clock, emit: (event: GatewayEvent) => void) {
    this.#random = random;
    this.#clock = clock;
    this.#emit = emit;
  }

  set(trouble: Trouble): void {
    this.#trouble = trouble;
    this.flush();
  }

  pass(event: GatewayEvent): void {
    const { duplicates, reorders } = this.#trouble;
    if (this.#held.length === 0 && this.#random.next() < reorders) {
      this.#held.push(event);
      this.#clock.after(LONGEST_HOLD_MS, () => this.flush());
      return;
    }
    this.#emit(event);
    if (this.#random.next() < duplicates) this.#emit(event);
    this.flush();
  }

  /** What was held back to come later comes now. */
  flush(): void {
    for (const event of this.#held.splice(0)) this.#emit(event);
  }
}
