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

/** What of a frame brings new messages, as the floor and as Deskline name it. */
export interface Frame {
  readonly t: string;
  readonly upTo?: number;
  readonly messages?: readonly { readonly text: string }[];
  readonly entries?: readonly {
    readonly fact: { readonly message?: { readonly content: { readonly text?: string } } };
  }[];
}

/** Milliseconds since each message of a frame was made; previews in its lists do not count. */
export function latencies({ messages = [], entries = [] }: Frame): number[] {
  const now = process.hrtime.bigint();
  return [...messages.map(({ text }) => text), ...entries.map(textOf)].flatMap((text) => {
    const at = /^@(\d+)@/.exec(text ?? '')?.[1];
    return at === undefined ? [] : [Number(now - BigInt(at)) / 1e6];
  });
}

const textOf = ({ fact }: NonNullable<Frame['entries']>[number]) => fact.message?.content.text;
