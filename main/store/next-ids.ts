import type { Tx } from '#main/core/ports/store.ts';
import type { Prepares, Query } from './connection.ts';

type Kind = Parameters<Tx['nextId']>[0];

const KINDS: readonly Kind[] = ['agent', 'computer', 'contact', 'conversation', 'message'];

/**
 * Gives out ids above every stored one. `mark` and `giveBack` make what a failed unit took
 * available again.
 */
export class NextIds {
  readonly #largest: Readonly<Record<Kind, readonly Query<[], { id: number }>[]>>;
  readonly #floor: Query<[], { value: string }>;
  #last: Readonly<Record<Kind, number>> = {
    agent: 0,
    computer: 0,
    contact: 0,
    conversation: 0,
    message: 0,
  };

  constructor(connection: Prepares) {
    const largest = (name: string, column: string, table: string) =>
      connection.prepare<[], { id: number }>(
        `ids.${name}`,
        `SELECT coalesce(max(${column}), 0) AS id FROM ${table}`,
      );
    // Where a backup was restored: what came after it had ids that screens may still remember.
    this.#floor = connection.prepare('ids.floor', `SELECT value FROM meta WHERE name = 'id-floor'`);
    this.#largest = {
      agent: [largest('agent', 'id', 'agents')],
      computer: [largest('computer', 'id', 'computers')],
      // Those of merged ones are kept for them: they may be there again.
      contact: [
        largest('contact', 'id', 'contacts'),
        largest('mergedContact', 'gone_contact_id', 'contact_merges'),
      ],
      conversation: [
        largest('conversation', 'id', 'conversations'),
        largest('mergedConversation', 'gone_id', 'contact_merges'),
      ],
      message: [largest('message', 'id', 'messages')],
    };
  }

  /** Looks at what is stored; before the first use and after the database was reopened. */
  load(): void {
    const last = { ...this.#last };
    const floor = Number(this.#floor.get()?.value ?? 0);
    for (const kind of KINDS) {
      last[kind] = Math.max(floor, ...this.#largest[kind].map((query) => query.get()?.id ?? 0));
    }
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
