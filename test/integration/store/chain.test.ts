import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dataHashOf } from '#main/store/chain/entry-hash.ts';
import { verifyJournal } from '#main/store/chain/verify-journal.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { Seal, Verified } from '#shared/domain/audit/verification.ts';
import type { AgentId, ConversationId, Seq } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { NOON } from '#test/doubles/store/builders.ts';
import { temporaryFolder, temporaryStore } from '#test/doubles/store/temporary-store.ts';

const CHAT = 3 as ConversationId;

const facts: readonly Fact[] = [
  { kind: 'session.started', device: 'Firefox', address: '192.168.1.20' },
  { kind: 'contact.renamed', conversationId: CHAT, name: 'Zoë 🌷 \u{fffd}' },
  { kind: 'settings.changed', name: 'routing.capacity', before: 5, after: 8 },
  { kind: 'session.ended' },
  { kind: 'sign-in.refused', name: 'ben' },
  { kind: 'conversation.opened', conversationId: CHAT },
];

async function fill(store: Store, count = facts.length): Promise<void> {
  await store.write((tx) => {
    for (let index = 0; index < count; index += 1) {
      const fact = facts[index % facts.length] as Fact;
      const by = index % 3 === 0 ? null : ((1 + (index % 2)) as AgentId);
      tx.appendEntry({ at: NOON + index, by, fact });
    }
  });
}

/** A journal of six entries whose triggers are gone, for whoever gets at the file. */
async function unprotected(): Promise<Database.Database> {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  await fill(store);
  await store.close();
  return openUnprotected(directory);
}

function openUnprotected(directory: string): Database.Database {
  const database = new Database(join(directory, 'deskline.db'));
  const triggers = database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
    .pluck()
    .all();
  for (const name of triggers) database.exec(`DROP TRIGGER ${name}`);
  return database;
}

function verify(database: Database.Database, upTo = facts.length, kept: Seal | null = null) {
  return verifyJournal(database, { upTo, kept, onProgress: () => {} });
}

const why = ({ broken }: Verified) => broken && [broken.seq, broken.why];

test('a journal that nobody changed is whole, from its first entry to its last', async () => {
  const store = temporaryStore();
  await fill(store, 40);
  const steps: number[] = [];
  const verified = await store.verify(null, (done) => steps.push(done));
  expect(verified).toMatchObject({
    entries: 40,
    from: NOON,
    to: NOON + 39,
    broken: null,
    erased: 0,
  });
  expect(verified.seal).toEqual(store.read.audit.head());
  expect(steps.at(-1)).toBe(40);
});

test('an empty journal is whole', async () => {
  const store = temporaryStore();
  expect(await store.verify(null, () => {})).toMatchObject({
    entries: 0,
    from: null,
    broken: null,
  });
});

test('what a failed unit wrote is no link of the chain', async () => {
  const store = temporaryStore();
  await fill(store);
  const failing = store.write((tx) => {
    tx.appendEntry({ at: NOON, by: null, fact: { kind: 'session.ended' } });
    throw new Error('changed my mind');
  });
  const following = fill(store);
  await expect(failing).rejects.toThrow('changed my mind');
  await following;
  expect(await store.verify(null, () => {})).toMatchObject({ entries: 12, broken: null });
});

test('a host that starts again goes on with the chain', async () => {
  const directory = temporaryFolder();
  const first = temporaryStore(directory);
  await fill(first);
  await first.close();
  const second = temporaryStore(directory);
  await fill(second);
  expect(await second.verify(null, () => {})).toMatchObject({ entries: 12, broken: null });
});

const columns = [
  ['journal', 'at'],
  ['journal', 'kind'],
  ['journal', 'conversation_id'],
  ['journal', 'agent_id'],
  ['journal', 'data'],
  ['journal', 'seq'],
  ['journal_chain', 'seq'],
  ['journal_chain', 'data_hash'],
  ['journal_chain', 'hash'],
] as const;

test('every change of a single bit in any column of any entry is found', async () => {
  const database = await unprotected();
  const change = fc.record({
    place: fc.constantFrom(...columns),
    seq: fc.integer({ min: 1, max: facts.length }),
    bit: fc.nat(),
  });
  fc.assert(
    fc.property(change, ({ place: [table, column], seq, bit }) => {
      database.exec('BEGIN');
      try {
        const changed = flipBit(database, { table, column, seq, bit });
        fc.pre(changed);
        expect(verify(database).broken, `${table}.${column} of ${seq}`).not.toBeNull();
      } finally {
        database.exec('ROLLBACK');
      }
    }),
    { numRuns: 1_500 },
  );
  expect(verify(database).broken).toBeNull();
  database.close();
});

interface Flip {
  readonly table: string;
  readonly column: string;
  readonly seq: number;
  readonly bit: number;
}

/** False: there is no bit to change, or the table does not take it (a position that is taken). */
function flipBit(database: Database.Database, { table, column, seq, bit }: Flip): boolean {
  const value = database
    .prepare<[number], string | number | Buffer | null>(
      `SELECT ${column} FROM ${table} WHERE seq = ?`,
    )
    .pluck()
    .get(seq);
  const set = (sql: string, ...values: (number | Buffer)[]) =>
    database.prepare(`UPDATE ${table} SET ${column} = ${sql} WHERE seq = ?`).run(...values, seq);
  if (value === null || value === undefined) {
    set('?', 2 ** (bit % 31));
    return true;
  }
  if (typeof value === 'number') {
    const changed = Number(BigInt(value) ^ (1n << BigInt(bit % 48)));
    try {
      set('?', changed);
      return true;
    } catch {
      return false;
    }
  }
  const bytes = Buffer.from(value as string);
  const copy = typeof value === 'string' ? bytes : Buffer.from(value);
  const place = bit % (copy.length * 8);
  copy[place >> 3] = (copy[place >> 3] ?? 0) ^ (1 << (place & 7));
  if (typeof value === 'string') set('CAST(? AS TEXT)', copy);
  else set('?', copy);
  return true;
}

test('a removed entry is found, the last one too', async () => {
  for (const seq of [1, 3, 6]) {
    const database = await unprotected();
    database.exec(`DELETE FROM journal WHERE seq = ${seq}`);
    expect(why(verify(database))).toEqual([seq, 'missing']);
    database.exec(`DELETE FROM journal_chain WHERE seq = ${seq}`);
    expect(why(verify(database))).toEqual([seq, 'missing']);
    database.close();
  }
});

test('entries that moved up to close the hole are found', async () => {
  const database = await unprotected();
  for (const table of ['journal', 'journal_chain']) {
    database.exec(`DELETE FROM ${table} WHERE seq = 3`);
    for (const seq of [4, 5, 6]) {
      database.exec(`UPDATE ${table} SET seq = ${seq - 1} WHERE seq = ${seq}`);
    }
  }
  expect(why(verify(database, 5))).toEqual([3, 'relinked']);
  database.close();
});

test('an inserted entry is found, with and without a link of its own', async () => {
  const database = await unprotected();
  database.exec(
    `INSERT INTO journal (seq, at, kind, data) VALUES (7, ${NOON}, 'session.ended', '{}')`,
  );
  expect(why(verify(database, 7))).toEqual([7, 'unchained']);
  database.exec(
    `INSERT INTO journal_chain SELECT 7, data_hash, hash FROM journal_chain WHERE seq = 6`,
  );
  expect(why(verify(database, 7))).toEqual([7, 'relinked']);
  database.close();
});

test('two entries that changed places are found', async () => {
  const database = await unprotected();
  for (const table of ['journal', 'journal_chain']) {
    database.exec(`UPDATE ${table} SET seq = 100 WHERE seq = 2`);
    database.exec(`UPDATE ${table} SET seq = 2 WHERE seq = 5`);
    database.exec(`UPDATE ${table} SET seq = 5 WHERE seq = 100`);
  }
  expect(why(verify(database))).toEqual([2, 'relinked']);
  database.close();
});

test('entries removed from the end while the host runs are found', async () => {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  await fill(store);
  const database = openUnprotected(directory);
  for (const table of ['journal', 'journal_chain']) {
    database.exec(`DELETE FROM ${table} WHERE seq = 6`);
  }
  database.close();
  expect(why(await store.verify(null, () => {}))).toEqual([6, 'missing']);
});

test('a journal that was written anew from the start does not fit a seal kept elsewhere', async () => {
  const store = temporaryStore();
  await fill(store);
  const kept = store.read.audit.head();
  await fill(store);
  expect(await store.verify(kept, () => {})).toMatchObject({ entries: 12, broken: null });

  const forged = temporaryStore();
  await fill(forged, 5);
  await forged.write((tx) =>
    tx.appendEntry({ at: NOON + 5, by: null, fact: { kind: 'session.ended' } }),
  );
  expect(why(await forged.verify(null, () => {}))).toBeNull();
  expect(why(await forged.verify(kept, () => {}))).toEqual([6, 'other-seal']);
  const later = { ...kept, seq: 20 as Seq };
  expect(why(await forged.verify(later, () => {}))).toEqual([20, 'missing']);
});

test('data that a later entry says was erased leaves the chain whole', async () => {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  await fill(store);
  const left = JSON.stringify({ name: null, erased: 7 });
  const erased = { seq: 2 as Seq, left: dataHashOf(left) };
  const fact: Fact = { kind: 'journal.erased', conversationId: CHAT, entries: [erased] };
  await store.write((tx) => tx.appendEntry({ at: NOON + 60, by: 1 as AgentId, fact }));
  await store.close();
  const database = new Database(join(directory, 'deskline.db'));
  const erase = (seq: number, data: string) =>
    database.prepare('UPDATE journal SET data = ? WHERE seq = ?').run(data, seq);

  // The triggers allow just this.
  expect(() => erase(2, '{}')).toThrow('append-only');
  expect(() => erase(2, '{"erased":4}')).toThrow('append-only');
  expect(() => erase(7, '{"erased":7}')).toThrow('append-only');
  expect(() => database.exec(`UPDATE journal SET at = 1, data = '{"erased":7}'`)).toThrow(
    'append-only',
  );
  expect(() => database.exec('UPDATE journal_chain SET hash = data_hash')).toThrow('append-only');
  expect(() => database.exec('DELETE FROM journal_chain')).toThrow('append-only');
  erase(2, left);

  expect(verify(database, 7)).toMatchObject({
    entries: 7,
    erased: 1,
    lastErasure: { at: NOON + 60, by: 1 },
    broken: null,
  });
  // What was left is protected in turn, and so is what was not to be erased.
  erase(2, '{"name":"Eve","erased":7}');
  expect(why(verify(database, 7))).toEqual([2, 'erased-wrongly']);
  erase(2, left);
  erase(3, '{"erased":7}');
  expect(why(verify(database, 7))).toEqual([3, 'erased-wrongly']);
  database.close();
});
