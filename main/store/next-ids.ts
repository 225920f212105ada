import type { Tx } from '#main/core/ports/store.ts';
import type { Prepares, Query } from './connection.ts';

type Kind = Parameters<Tx['nextId']>[0];

const KINDS: readonly Kind[] = ['agent', 'contact', 'conversation', 'message'];

/**
 * Gives out ids above every stored one. `mark` and `giveBack` make what a failed unit took
 * available again.
 */
export class NextIds {
  readonly #largest: Readonly<Record<Kind, Query<[], { id: number }>>>;
  #last: Readonly<Record<Kind, number>> = { agent: 0, contact: 0, conversation: 0, message: 0 };

  constructor(connection: Prepares) {
    const largest = (kind: Kind) =>
      connection.prepare<[], { id: number }>(
        `ids.${kind}`,
        `SELECT coalesce(max(id), 0) AS id FROM ${kind}s`,
      );
    this.#largest = {
      agent: largest('agent'),
      contact: largest('contact'),
      conversation: largest('conversation'),
      message: largest('message'),
    };
  }

  /** Looks at what is stored; before the first use and after the database was reopened. */
  load(): void {
    const last = { ...this.#last };
    for (const kind of KINDS) last[kind] = this.#largest[kind].get()?.id ?? 0;
    this.#last = last;
  }

  next(kind: Kind): number {
    const id = this.#last[kind] + 1;
    this.#last = { ...this.#last, [kind]: id };
    return id;
  }

  /** An id that came from elsewhere was stored. */
  used(kind: Kind, id: number): void {
    if (id > this.#last[kind]) this.#last = { ...this.#last, [kind]: id };
  }

  mark(): () => void {
    const before = this.#last;
    return () => void (this.#last = before);
  }
}
