import { createHash } from 'node:crypto';
import { isProgress } from '#shared/domain/message.ts';
import type { Acknowledgement, IncomingMessage } from '#main/core/ports/gateway.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { Recent } from './recent.ts';

const REMEMBERED = 20_000;

/**
 * Tells a repeated event from one that says something: the library repeats whole series of events
 * after reloads. What was forgotten counts as news; the store tells repeats apart for good.
 */
export class News {
  readonly #contents = new Recent<string>(REMEMBERED);
  readonly #acknowledgements = new Recent<Acknowledgement>(REMEMBERED);

  isNewMessage({ key, content }: IncomingMessage): boolean {
    const digest = createHash('sha1').update(JSON.stringify(content)).digest('base64');
    if (this.#contents.get(key) === digest) return false;
    this.#contents.set(key, digest);
    return true;
  }

  isNewAcknowledgement(key: WaMessageKey, state: Acknowledgement): boolean {
    const known = this.#acknowledgements.get(key);
    if (known !== undefined && !isProgress(known, state)) return false;
    this.#acknowledgements.set(key, state);
    return true;
  }
}
