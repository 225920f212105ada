/** One message for the process under measurement. */
export interface Stimulus {
  /** Digits of a phone number. */
  readonly sender: string;
  /** Begins with the time of sending, see `stamp`. */
  readonly text: string;
}

export interface Ready {
  readonly port: number;
  readonly token: string;
}

const WORDS = 'good morning I would like to move my appointment on Thursday please 🙏'.split(' ');

/** A text of about 70 characters that tells when it was made, by a clock all processes share. */
export function stamp(n: number): string {
  const words = WORDS.map((_, index) => WORDS[(index + n) % WORDS.length]);
  return `@${process.hrtime.bigint()}@ ${words.join(' ')}`;
}

/** Milliseconds since each stamp in a frame was made. */
export function latencies(frame: string): number[] {
  const now = process.hrtime.bigint();
  const found: number[] = [];
  let last = '';
  for (const [, at] of frame.matchAll(/"text":"@(\d+)@/g)) {
    // A delta shows a text twice: in the entry and in the list's preview.
    if (at === undefined || at === last) continue;
    last = at;
    found.push(Number(now - BigInt(at)) / 1e6);
  }
  return found;
}
