import type { Reads, Tx } from '#main/core/ports/store.ts';
import type { AgentId, ConversationId, MessageId, Seq } from '#shared/domain/ids.ts';
import type { Fact, FactKind, JournalEntry } from '#shared/domain/journal.ts';
import { timelineKinds } from '#shared/domain/handling.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface JournalRow {
  readonly seq: Seq;
  readonly at: number;
  readonly kind: FactKind;
  readonly conversation_id: ConversationId | null;
  readonly agent_id: AgentId | null;
  readonly data: string;
}

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
     WHERE kind IN (
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
  const handling = connection.prepare<[ConversationId, number, number], JournalRow>(
    'journal.handling',
    `SELECT seq, at, kind, conversation_id, agent_id, data
     FROM journal
     WHERE kind IN (${kinds}) AND conversation_id = ? AND at >= ? AND at < ?
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
     WHERE kind IN (${kinds}) AND conversation_id = ? AND seq < ?
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

export function journalWrites(connection: Prepares): Pick<Tx, 'appendEntry'> {
  const append = connection.prepare<
    [number, FactKind, ConversationId | null, AgentId | null, string],
    never
  >(
    'journal.append',
    'INSERT INTO journal (at, kind, conversation_id, agent_id, data) VALUES (?, ?, ?, ?, ?)',
  );
  return {
    appendEntry(entry) {
      const { at, by, fact } = entry;
      const conversationId = 'conversationId' in fact ? fact.conversationId : null;
      const { lastInsertRowid } = append.run(at, fact.kind, conversationId, by, dataOf(fact));
      return { seq: Number(lastInsertRowid) as Seq, at, by, fact };
    },
  };
}

/** The fact without what has a column of its own. */
function dataOf(fact: Fact): string {
  return JSON.stringify({ ...fact, kind: undefined, conversationId: undefined });
}

/** Not checked against the schema: a resuming client reads hundreds of them at once. */
function toEntry(row: JournalRow): JournalEntry {
  const data = parseStored(row.data, `journal entry ${row.seq}`);
  if (typeof data !== 'object' || data === null) throw damaged(`journal entry ${row.seq}`);
  const place = row.conversation_id === null ? {} : { conversationId: row.conversation_id };
  const fact = { kind: row.kind, ...place, ...data } as Fact;
  return { seq: row.seq, at: row.at, by: row.agent_id, fact };
}
