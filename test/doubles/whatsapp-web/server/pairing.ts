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
  readonly offered = new Emitter<Line>();
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
    this.offered.emit(line);
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

  /** Resolves with the page that shows this text, or any text if none is given. */
  async shown(text?: string): Promise<Line> {
    return this.#find((line) => {
      const shown = this.textOf(line);
      return shown !== null && (text === undefined || shown === text);
    });
  }

  async showsCode(code: string): Promise<Line> {
    return this.#find((line) => this.#offers.get(line)?.code === code);
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
    this.offered.emit(line);
  }

  #find(matches: (line: Line) => boolean): Promise<Line> {
    const found = [...this.#offers.keys()].find(matches);
    if (found) return Promise.resolve(found);
    return new Promise((resolve) => {
      const stop = this.offered.on((line) => {
        if (!matches(line)) return;
        stop();
        resolve(line);
      });
    });
  }
}
