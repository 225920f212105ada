import type { Clock } from '#main/core/ports/system.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';

interface AckWatchOptions {
  readonly clock: Clock;
  /** How long an accepted message may go without any acknowledgement. */
  readonly patienceMs: number;
  readonly onSilence: (since: number) => void;
}

/**
 * WhatsApp Web can go on taking messages that reach nobody. So each accepted one is waited for;
 * silence counts while no message at all was acknowledged.
 */
export class AckWatch {
  readonly #options: AckWatchOptions;
  /** Since when; null while WhatsApp Web has not taken it yet. */
  readonly #waiting = new Map<WaMessageKey, number | null>();
  #lastSign = Number.NEGATIVE_INFINITY;
  #cancel = () => {};
  #isPlanned = false;

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
    this.#stop();
  }

  #plan(): void {
    const oldest = this.#accepted()[0]?.since;
    if (oldest === undefined) return this.#stop();
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    const { clock, patienceMs } = this.#options;
    const ms = Math.max(0, oldest + patienceMs - clock.elapsed());
    this.#cancel = clock.after(ms, () => this.#look());
  }

  #look(): void {
    this.#isPlanned = false;
    const { clock, patienceMs, onSilence } = this.#options;
    const late = this.#accepted().filter(({ since }) => clock.elapsed() - since >= patienceMs);
    const [first] = late;
    for (const { key } of late) this.#waiting.delete(key);
    if (first !== undefined && this.#lastSign < first.since) onSilence(first.since);
    this.#plan();
  }

  #accepted() {
    return [...this.#waiting].flatMap(([key, since]) => (since === null ? [] : [{ key, since }]));
  }

  #stop(): void {
    this.#cancel();
    this.#isPlanned = false;
  }
}
