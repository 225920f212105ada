import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId, ConversationId, MessageId, Seq } from '#shared/domain/ids.ts';
import type { Fact, FactKind } from '#shared/domain/journal.ts';
import { timelineKinds } from '#shared/domain/handling.ts';
import type { Prepares } from '../connection.ts';
import { dataHashOf, entryHash } from '../chain/entry-hash.ts';
import { newestOfChain } from '../chain/journal-head.ts';
import type { JournalHead } from '../chain/journal-head.ts';
import { auditWrites } from './audit.ts';
import { toEntry } from './journal-row.ts';
import type { JournalRow } from './journal-row.ts';
import { damaged } from './stored-json.ts';

const LAST = Number.MAX_SAFE_INTEGER as Seq;

export function journalReads(connection: Prepares): Reads['journal'] {
  const identity = connection.prepare<[], { value: string }>(
    'journal.id',
    `SELECT value FROM meta WHERE name = 'journal-id'`,
  );
  const newest = connection.prepare<[], { seq: Seq }>(
    'journal.head',
    'SELECT coalesce(max(seq), 0) AS seq FROM journal',
  );
  const after = connection.prepare<[Seq, number], JournalRow>(
    'journal.after',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  // Spelled out as in the index, which otherwise would not serve.
  const ofNumber = connection.prepare<[Seq, number], JournalRow>(
    'journal.of-number',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE kind <> 'message.received' AND kind IN (
         'number.state-changed', 'number.order-given', 'host.clock-set', 'host.clock-judged',
         'host.slept', 'host.restored', 'host.backup-failed'
       ) AND seq < ?
     ORDER BY seq DESC LIMIT ?`,
  );
  const steps = connection.prepare<[MessageId], JournalRow>(
    'journal.steps-of',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE kind = 'message.state-changed' AND json_extract(data, '$.messageId') = ?
     ORDER BY seq`,
  );
  // In the words of its index, which otherwise would not serve.
  const kinds = timelineKinds.map((kind) => `'${kind}'`).join(', ');
  const isHandling = `kind <> 'message.received' AND kind IN (${kinds})`;
  const handling = connection.prepare<[ConversationId, number, number], JournalRow>(
    'journal.handling',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE ${isHandling} AND conversation_id = ? AND at >= ? AND at < ?
     ORDER BY at`,
  );
  const firstFrom = connection.prepare<[number], { seq: Seq; at: number }>(
    'journal.first-from',
    'SELECT seq, at FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1',
  );
  const ofKinds = connection.prepare<[Seq, Seq, string], JournalRow>(
    'journal.of-kinds',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE seq > ? AND seq <= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq`,
  );
  const lastHandling = connection.prepare<[ConversationId, Seq, number], JournalRow>(
    'journal.last-handling',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE ${isHandling} AND conversation_id = ? AND seq < ?
     ORDER BY at DESC LIMIT ?`,
  );
  const lastTags = connection.prepare<[ConversationId, Seq, number], JournalRow>(
    'journal.last-tags',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE kind = 'conversation.tagged' AND conversation_id = ? AND seq < ?
     ORDER BY seq DESC LIMIT ?`,
  );
  const head = () => newest.get()?.seq ?? (0 as Seq);
  return {
    positionAt(at) {
      let [low, high] = [0, head() as number];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        const entry = firstFrom.get(middle);
        if (entry !== undefined && entry.at < at) low = middle;
        else high = middle - 1;
      }
      return low as Seq;
    },
    ofKinds: (wanted, from, upTo) => ofKinds.all(from, upTo, JSON.stringify(wanted)).map(toEntry),
    lastOf: (id, limitSeq, limit) =>
      [...lastHandling.all(id, limitSeq, limit), ...lastTags.all(id, limitSeq, limit)]
        .sort((a, b) => a.seq - b.seq)
        .map(toEntry),
    id() {
      const row = identity.get();
      if (row === undefined) throw damaged('journal identity');
      return row.value;
    },
    head() {
      const row = newest.get();
      if (row === undefined) throw damaged('journal');
      return row.seq;
    },
    after: (seq, limit) => after.all(seq, limit).map(toEntry),
    handling: (ids, from, before) =>
      ids
        .flatMap((id) => handling.all(id, from, before))
        .sort((a, b) => a.seq - b.seq)
        .map(toEntry),
    stepsOf: (id) => steps.all(id).map(toEntry),
    ofNumber: (before, limit) => ofNumber.all(before ?? LAST, limit).map(toEntry),
  };
}

export function journalWrites(connection: Prepares, head: JournalHead): Pick<Tx, 'appendEntry'> {
  const append = connection.prepare<
    [Seq, number, FactKind, ConversationId | null, AgentId | null, string],
    never
  >(
    'journal.append',
    `INSERT INTO journal (seq, at, kind, conversation_id, agent_id, data)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const chain = connection.prepare<[Seq, string, string], never>(
    'chain.append',
    'INSERT INTO journal_chain (seq, data_hash, hash) VALUES (?, unhex(?), unhex(?))',
  );
  const newest = newestOfChain(connection);
  const toAudit = auditWrites(connection);
  return {
    appendEntry(entry) {
      const { at, by, fact } = entry;
      const conversationId = 'conversationId' in fact ? fact.conversationId : null;
      const data = dataOf(fact);
      const before = head.get(newest);
      const seq = (before.seq + 1) as Seq;
      append.run(seq, at, fact.kind, conversationId, by, data);
      const dataHash = dataHashOf(data);
      const columns = { seq, at, kind: fact.kind, conversationId, agentId: by };
      const hash = entryHash(before.hash, columns, dataHash);
      chain.run(seq, dataHash, hash);
      head.set({ seq, hash });
      const appended = { seq, at, by, fact };
      toAudit(appended);
      return appended;
    },
  };
}

/** The fact without what has a column of its own. */
function dataOf(fact: Fact): string {
  // JSON knows no `undefined`: one copy of each fact instead of two.
  return JSON.stringify({ ...fact, kind: undefined, conversationId: undefined });
}
