import type { Clock } from '#main/core/ports/system.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';

interface AckWatchOptions {
  readonly clock: Pick<Clock, 'after' | 'elapsed'>;
  /** How long an accepted message may go without any acknowledgement, in milliseconds. */
  readonly patienceMs: number;
  readonly onSilence: (since: number) => void;
}

/** How many times as long one may wait while others are acknowledged. */
const ALONE = 2;

/**
 * WhatsApp Web can go on taking messages that reach nobody. So each accepted one is waited for:
 * while no message at all is acknowledged, until patience ends; one that is left behind while
 * others are, for longer, as loading the page anew for it interrupts those.
 */
export class AckWatch {
  readonly #options: AckWatchOptions;
  /** Since when; null while WhatsApp Web has not taken it yet. */
  readonly #waiting = new Map<WaMessageKey, number | null>();
  #lastSign = Number.NEGATIVE_INFINITY;
  #cancel = () => {};

  constructor(options: AckWatchOptions) {
    this.#options = options;
  }

  /** An acknowledgement may come before the page says that it took the message. */
  handedOver(key: WaMessageKey): void {
    this.#waiting.set(key, null);
  }

  accepted(key: WaMessageKey): void {
    if (!this.#waiting.has(key)) return;
    this.#waiting.set(key, this.#options.clock.elapsed());
    this.#plan();
  }

  notAccepted(key: WaMessageKey): void {
    this.#waiting.delete(key);
    this.#plan();
  }

  acknowledged(key: WaMessageKey): void {
    this.#lastSign = this.#options.clock.elapsed();
    this.#waiting.delete(key);
    this.#plan();
  }

  /** Another page takes over what was not sent; from it the wait begins anew. */
  reset(): void {
    this.#waiting.clear();
    this.#cancel();
  }

  #plan(): void {
    this.#cancel();
    const dueAt = this.#accepted().map(({ since }) => this.#dueAt(since));
    if (dueAt.length === 0) return;
    const { clock } = this.#options;
    const ms = Math.max(0, Math.min(...dueAt) - clock.elapsed());
    this.#cancel = clock.after(ms, () => this.#look());
  }

  #look(): void {
    const { clock, onSilence } = this.#options;
    const late = this.#accepted().filter(({ since }) => this.#dueAt(since) <= clock.elapsed());
    for (const { key } of late) this.#waiting.delete(key);
    if (late[0] !== undefined) onSilence(late[0].since);
    this.#plan();
  }

  #dueAt(since: number): number {
    const { patienceMs } = this.#options;
    return since + (this.#lastSign < since ? patienceMs : ALONE * patienceMs);
  }

  #accepted() {
    return [...this.#waiting].flatMap(([key, since]) => (since === null ? [] : [{ key, since }]));
  }
}
