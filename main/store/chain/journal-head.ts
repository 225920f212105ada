import type { Prepares, Query } from '../connection.ts';
import { CHAIN_START } from './entry-hash.ts';

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** The journal's newest entry, remembered by the one connection that writes. */
export class JournalHead {
  #known: ChainHead | null = null;

  get(newest: Query<[], ChainHead>): ChainHead {
    return (this.#known ??= newest.get() ?? { seq: 0, hash: CHAIN_START });
  }

  set(head: ChainHead): void {
    this.#known = head;
  }

  /** Something that was written is undone: the table knows. */
  clear(): void {
    this.#known = null;
  }
}

/**
 * The larger end counts: a journal and a chain of which somebody changed one go on all the same,
 * and the verifier says where they part.
 */
export function newestOfChain(connection: Prepares): Query<[], ChainHead> {
  return connection.prepare<[], ChainHead>(
    'chain.newest',
    `SELECT
       max(
         coalesce((SELECT max(seq) FROM journal), 0),
         coalesce((SELECT max(seq) FROM journal_chain), 0)
       ) AS seq,
       coalesce(
         (SELECT lower(hex(hash)) FROM journal_chain ORDER BY seq DESC LIMIT 1),
         '${CHAIN_START}'
       ) AS hash`,
  );
}
