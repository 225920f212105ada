import type Database from 'better-sqlite3';
import type { Misfit, Seal, Verified } from '#shared/domain/audit/verification.ts';
import type { AgentId, Seq } from '#shared/domain/ids.ts';
import { CHAIN_START, dataHashOf, entryHash } from './entry-hash.ts';

const BATCH = 5_000;

interface Row {
  readonly seq: number;
  readonly at: number | null;
  readonly kind: string | null;
  readonly conversationId: number | null;
  readonly agentId: number | null;
  /** As the bytes that are stored: no change of them reads like no change. */
  readonly data: Buffer | null;
  /** Empty: the chain has nothing at this place. */
  readonly dataHash: string;
  readonly hash: string;
}

interface Request {
  /** Entries with larger positions are left out: they come while it is at work. */
  readonly upTo: number;
  /** What somebody kept of an earlier state. */
  readonly kept: Seal | null;
  readonly onProgress: (done: number) => void;
}

/** Looks at every entry, in order, and says which is the first that does not fit. */
export function verifyJournal(
  database: Database.Database,
  { upTo, kept, onProgress }: Request,
): Verified {
  // Journal and chain in one walk: what either has alone is no less odd.
  const next = database.prepare<[number, number, number, number, number, number], Row>(
    `WITH places (seq) AS (
       SELECT seq FROM (SELECT seq FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?)
       UNION
       SELECT seq FROM (SELECT seq FROM journal_chain WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?)
     )
     SELECT p.seq, j.at, j.kind, j.conversation_id AS conversationId, j.agent_id AS agentId,
       CAST(j.data AS BLOB) AS data, lower(hex(c.data_hash)) AS dataHash, lower(hex(c.hash)) AS hash
     FROM places AS p LEFT JOIN journal AS j ON j.seq = p.seq
       LEFT JOIN journal_chain AS c ON c.seq = p.seq
     ORDER BY p.seq`,
  );
  const erasures = new Erasures(database);
  let seen = { seq: 0, hash: CHAIN_START, entries: 0, erased: 0 };
  let from: number | null = null;
  let to: number | null = null;
  let sealFits = kept === null || (kept.seq === 0 && kept.hash === CHAIN_START);
  const result = (broken: Verified['broken']): Verified => ({
    entries: seen.entries,
    from,
    to,
    erased: seen.erased,
    lastErasure: erasures.last,
    broken,
    seal: seen.seq === 0 ? null : { seq: seen.seq as Seq, hash: seen.hash },
  });
  for (;;) {
    const { seq } = seen;
    const rows = next.all(seq, upTo, BATCH, seq, upTo, BATCH);
    for (const row of rows) {
      const expected = seen.seq + 1;
      if (row.seq !== expected) return result(broken(expected, null, 'missing'));
      const why = misfitOf(row, seen.hash, erasures);
      if (why !== null) return result(broken(row.seq, row.at, why));
      seen = {
        seq: row.seq,
        hash: row.hash,
        entries: seen.entries + 1,
        erased: seen.erased + (erasures.wasErased ? 1 : 0),
      };
      from ??= row.at;
      to = row.at;
      if (kept?.seq === row.seq) {
        if (kept.hash !== row.hash) return result(broken(row.seq, row.at, 'other-seal'));
        sealFits = true;
      }
    }
    onProgress(seen.seq);
    if (rows.length === 0) break;
  }
  if (seen.seq < upTo) return result(broken(seen.seq + 1, null, 'missing'));
  if (!sealFits && kept !== null) return result(broken(kept.seq, null, 'missing'));
  return result(null);
}

function broken(seq: number, at: number | null, why: Misfit): Verified['broken'] {
  return { seq: seq as Seq, at, why };
}

function misfitOf(row: Row, previous: string, erasures: Erasures): Misfit | null {
  const { seq, at, kind, conversationId, agentId, data, dataHash, hash } = row;
  erasures.wasErased = false;
  if (at === null || kind === null || data === null) return 'missing';
  if (dataHash === '' || hash === '') return 'unchained';
  const columns = { seq, at, kind, conversationId, agentId };
  const found = dataHashOf(data);
  if (entryHash(previous, columns, dataHash) !== hash) {
    // With the data as it is it may fit: then the stored hash of it was changed, or all before was.
    return entryHash(previous, columns, found) === hash ? 'changed' : 'relinked';
  }
  if (found === dataHash) return null;
  const isErasure = erasures.take(seq, data, found);
  return isErasure === null ? 'changed' : isErasure ? null : 'erased-wrongly';
}

/** What entries say of the data of earlier ones that they erased. */
class Erasures {
  wasErased = false;
  last: { at: number; by: AgentId | null } | null = null;
  readonly #database: Database.Database;
  readonly #known = new Map<number, ReadonlyMap<number, string>>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** Null: it does not even claim to be erased. */
  take(seq: number, data: Buffer, found: string): boolean | null {
    const by = erasedBy(data);
    if (by === null) return null;
    this.wasErased = by > seq && this.#leftBy(by).get(seq) === found;
    return this.wasErased;
  }

  #leftBy(seq: number): ReadonlyMap<number, string> {
    const known = this.#known.get(seq);
    if (known !== undefined) return known;
    const row = this.#database
      .prepare<[number], { at: number; by: AgentId | null; data: string }>(
        `SELECT at, agent_id AS by, data FROM journal WHERE seq = ? AND kind = 'journal.erased'`,
      )
      .get(seq);
    const left = new Map(row === undefined ? [] : entriesOf(row.data));
    if (row !== undefined && row.at >= (this.last?.at ?? 0)) this.last = { at: row.at, by: row.by };
    this.#known.set(seq, left);
    return left;
  }
}

function erasedBy(data: Buffer): number | null {
  const parsed = parse(data.toString());
  return typeof parsed === 'object' && parsed !== null && 'erased' in parsed
    ? typeof parsed.erased === 'number'
      ? parsed.erased
      : null
    : null;
}

function entriesOf(data: string): (readonly [number, string])[] {
  const parsed = parse(data);
  if (typeof parsed !== 'object' || parsed === null || !('entries' in parsed)) return [];
  const { entries } = parsed;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown) =>
    typeof entry === 'object' &&
    entry !== null &&
    'seq' in entry &&
    'left' in entry &&
    typeof entry.seq === 'number' &&
    typeof entry.left === 'string'
      ? [[entry.seq, entry.left] as const]
      : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
