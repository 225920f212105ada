import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { Clock } from '../ports/system.ts';

/** The clock of a PC is corrected by less than this all the time. */
const JUMP_MS = 2 * 60_000;

export type ClockEvent =
  /** Somebody set the PC's clock, `by` ms forward or (below 0) back. */
  | { readonly type: 'set'; readonly by: number }
  /**
   * WhatsApp's own time shows whether what it was set to is right; `by`: how far the office's time
   * moved, or how far the PC's clock is off.
   */
  | { readonly type: 'judged'; readonly isRight: boolean; readonly by: number };

/**
 * The time that everything in the office goes by. It follows the PC's clock until that jumps: then
 * it goes on as it was, so that nobody is signed out and no answer gets before its question, until
 * a message that arrives shows which of the two is right.
 */
export class OfficeClock implements Clock {
  readonly #clock: Clock;
  readonly #events = new Emitter<ClockEvent>();
  /** The office's time less the elapsed time. */
  #offset: number;
  /** How far the PC's clock is ahead of the office's time; 0 while the two go together. */
  #ahead = 0;
  #isJudged = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.now() - clock.elapsed();
  }

  now(): number {
    this.look();
    return Math.round(this.#offset + this.#clock.elapsed());
  }

  elapsed(): number {
    return this.#clock.elapsed();
  }

  after(ms: number, callback: () => void): () => void {
    return this.#clock.after(ms, callback);
  }

  on(listener: (event: ClockEvent) => void): Unsubscribe {
    return this.#events.on(listener);
  }

  /** Notices a jump; by itself with every question for the time. */
  look(): void {
    const ahead = this.#clock.now() - this.#clock.elapsed() - this.#offset;
    const by = Math.round(ahead - this.#ahead);
    if (Math.abs(by) >= JUMP_MS) {
      this.#ahead = Math.abs(ahead) < JUMP_MS ? 0 : ahead;
      this.#isJudged = false;
      this.#events.emit({ type: 'set', by });
    }
    // Small corrections are followed as they come.
    if (this.#ahead === 0) this.#offset += ahead;
  }

  /** A message arrived just now that has this time of WhatsApp's. */
  heard(at: number): void {
    this.look();
    if (this.#ahead === 0 || this.#isJudged) return;
    this.#isJudged = true;
    const now = this.now();
    const by = Math.round(this.#ahead);
    const isRight = Math.abs(at - now - by) < Math.abs(at - now);
    if (isRight) {
      this.#offset += this.#ahead;
      this.#ahead = 0;
    }
    this.#events.emit({ type: 'judged', isRight, by });
  }
}
