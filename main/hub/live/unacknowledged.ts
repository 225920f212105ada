import type { Seq } from '#shared/domain/ids.ts';

interface Sent {
  readonly upTo: Seq;
  readonly at: number;
  readonly entries: number;
}

/** What was sent to one client and not acknowledged yet. */
export class Unacknowledged {
  #sent: Sent[] = [];
  #entries = 0;

  get entries(): number {
    return this.#entries;
  }

  /** When the oldest of it was sent, by the elapsed time; null: all is acknowledged. */
  get since(): number | null {
    return this.#sent[0]?.at ?? null;
  }

  sent(upTo: Seq, entries: number, at: number): void {
    this.#sent.push({ upTo, at, entries });
    this.#entries += entries;
  }

  /** All of it counts as sent only now. */
  excuse(at: number): void {
    this.#sent = this.#sent.map((sent) => ({ ...sent, at }));
  }

  acknowledged(seq: Seq): void {
    const first = this.#sent.findIndex(({ upTo }) => upTo > seq);
    const done = this.#sent.splice(0, first < 0 ? this.#sent.length : first);
    for (const { entries } of done) this.#entries -= entries;
  }
}
