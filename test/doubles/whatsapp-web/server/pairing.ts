import { randomBytes, randomInt } from 'node:crypto';
import { Emitter } from '#shared/util/emitter.ts';
import type { Line } from './line.ts';

/** WhatsApp shows so many codes, then waits until it is asked for another. */
const CODES_BEFORE_IDLE = 6;
const LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ123456789';

interface Offer {
  ref: string;
  shown: number;
  code: string | null;
  timer: NodeJS.Timeout | undefined;
}

/** Browsers that are not linked yet, and what each of them shows. */
export class Pairing {
  readonly #offered = new Emitter<Line>();
  readonly #offers = new Map<Line, Offer>();
  readonly #intervalMs: number;

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** Gives the page a QR code, and a new one at every interval. */
  offer(line: Line): void {
    this.withdraw(line);
    const offer: Offer = { ref: '', shown: 0, code: null, timer: undefined };
    this.#offers.set(line, offer);
    this.#show(line, offer);
  }

  withdraw(line: Line): void {
    clearTimeout(this.#offers.get(line)?.timer);
    this.#offers.delete(line);
  }

  renew(): void {
    for (const [line, offer] of this.#offers) {
      clearTimeout(offer.timer);
      this.#show(line, offer);
    }
  }

  /** A code to type on the phone instead of a scan. */
  makeCode(line: Line): string {
    const code = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const offer = this.#offers.get(line);
    if (offer) offer.code = code;
    return code;
  }

  refresh(line: Line): void {
    if (this.#offers.has(line)) this.offer(line);
  }

  /** The QR text that a page shows now. */
  textOf(line: Line): string | null {
    const offer = this.#offers.get(line);
    if (!offer || !line.keys) return null;
    const { noise, identity, advSecret } = line.keys;
    return [offer.ref, noise, identity, advSecret, '1'].join(',');
  }

  /** The page that shows this text now. Throws when none does. */
  showing(text: string): Line {
    const line = [...this.#offers.keys()].find((each) => this.textOf(each) === text);
    if (!line) throw new Error('No browser shows this QR code (any more)');
    return line;
  }

  /** The page that shows this code. Throws when none does. */
  showingCode(code: string): Line {
    const found = [...this.#offers].find(([, offer]) => offer.code === code);
    if (!found) throw new Error('No browser shows this code');
    return found[0];
  }

  /** A page that shows a QR code, as soon as there is one. */
  anyShowing(): Promise<Line> {
    const [line] = this.#offers.keys();
    if (line) return Promise.resolve(line);
    return new Promise((resolve) => {
      const stop = this.#offered.on((offered) => {
        stop();
        resolve(offered);
      });
    });
  }

  close(): void {
    for (const line of this.#offers.keys()) this.withdraw(line);
  }

  #show(line: Line, offer: Offer): void {
    if (offer.shown === CODES_BEFORE_IDLE) {
      line.send({ type: 'state', state: 'UNPAIRED_IDLE' });
      return;
    }
    offer.shown += 1;
    offer.ref = `2@${randomBytes(48).toString('base64')}`;
    line.send({ type: 'ref', ref: offer.ref });
    offer.timer = setTimeout(() => this.#show(line, offer), this.#intervalMs);
    this.#offered.emit(line);
  }
}
