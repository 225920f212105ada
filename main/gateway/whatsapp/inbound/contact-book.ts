import type { WaAddress } from '#shared/domain/ids.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { unknownContact } from './contact-facts.ts';
import type { ContactFacts } from './contact-facts.ts';
import { Recent } from './recent.ts';

const REMEMBERED = 5_000;
const FRESH_MS = 10 * 60_000;

/** Asks the page's cache; never WhatsApp's servers, which ban numbers that ask a lot. */
export type LookUpContacts = (addresses: readonly WaAddress[]) => Promise<readonly ContactFacts[]>;

/** Names and other addresses of the people who write, each asked for once in a while. */
export class ContactBook {
  readonly #known = new Recent<{ readonly facts: ContactFacts; readonly at: number }>(REMEMBERED);
  readonly #lookUp: LookUpContacts;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor(lookUp: LookUpContacts, clock: Clock, log: Log) {
    this.#lookUp = lookUp;
    this.#clock = clock;
    this.#log = log;
  }

  /** Facts about each address, in one look-up. One that cannot be had is `unknownContact`. */
  async about(addresses: readonly WaAddress[]): Promise<ReadonlyMap<WaAddress, ContactFacts>> {
    const found = new Map<WaAddress, ContactFacts>();
    const missing: WaAddress[] = [];
    for (const address of new Set(addresses)) {
      const known = this.#fresh(address);
      if (known) found.set(address, known);
      else missing.push(address);
    }
    if (missing.length > 0) {
      for (const facts of await this.#ask(missing)) found.set(facts.address, facts);
      for (const address of missing) {
        if (!found.has(address)) found.set(address, unknownContact(address));
      }
    }
    return found;
  }

  #fresh(address: WaAddress): ContactFacts | null {
    const known = this.#known.get(address);
    return known && this.#clock.elapsed() - known.at < FRESH_MS ? known.facts : null;
  }

  async #ask(addresses: readonly WaAddress[]): Promise<readonly ContactFacts[]> {
    try {
      const facts = await this.#lookUp(addresses);
      for (const each of facts)
        this.#known.set(each.address, { facts: each, at: this.#clock.elapsed() });
      return facts;
    } catch (error) {
      this.#log.warn({ error, count: addresses.length }, 'Names of contacts could not be read.');
      return [];
    }
  }
}
