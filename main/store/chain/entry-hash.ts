import { hash } from 'node:crypto';

/** What the chain covers of an entry besides its data. */
export interface ChainedColumns {
  readonly seq: number;
  readonly at: number;
  readonly agentId: number | null;
  readonly kind: string;
  readonly conversationId: number | null;
}

/** Before the first entry. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256, in hexadecimal, of the data's UTF-8. */
export function dataHashOf(data: string | Buffer): string {
  return hash('sha256', data);
}

/**
 * The chain's hash of an entry. Of the data only its hash goes in, so that data can be erased for
 * privacy and the chain still fits. Never changes: what is on disk was hashed like this.
 */
export function entryHash(previous: string, entry: ChainedColumns, dataHash: string): string {
  const { seq, at, agentId, kind, conversationId } = entry;
  return hash(
    'sha256',
    JSON.stringify([previous, seq, at, agentId, kind, conversationId, dataHash]),
  );
}
