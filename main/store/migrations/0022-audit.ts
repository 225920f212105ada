import type Database from 'better-sqlite3';
import { auditTopicOf, peopleIn } from '#shared/domain/audit/audit.ts';
import { CHAIN_START, dataHashOf, entryHash } from '../chain/entry-hash.ts';
import type { Migration, Progress } from './migration.ts';

const BATCH = 20_000;

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly conversationId: number | null;
  readonly agentId: number | null;
  readonly data: string;
}

/**
 * Chains the journal's entries, those that are there too, and says which are lines of the audit
 * log. The chain has a table of its own: to add columns to a large journal would write all of it
 * anew.
 */
export const audit: Migration = {
  version: 22,
  up(database, progress) {
    database.exec(`
      -- hash: SHA-256 over the one before, the entry's columns and data_hash.
      CREATE TABLE journal_chain (
        seq INTEGER PRIMARY KEY,
        data_hash BLOB NOT NULL,
        hash BLOB NOT NULL
      ) STRICT;

      -- An index by subject: the journal says the same.
      CREATE TABLE audit_entries (
        seq INTEGER PRIMARY KEY,
        topic TEXT NOT NULL
      ) STRICT;
      CREATE INDEX audit_by_topic ON audit_entries (topic, seq);

      CREATE TABLE audit_people (
        agent_id INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        topic TEXT NOT NULL,
        PRIMARY KEY (agent_id, seq)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER journal_chain_keeps_entries BEFORE UPDATE ON journal_chain
      BEGIN
        SELECT RAISE (ABORT, 'the chain is append-only');
      END;
      CREATE TRIGGER journal_chain_loses_nothing BEFORE DELETE ON journal_chain
      BEGIN
        SELECT RAISE (ABORT, 'the chain is append-only');
      END;

      -- Of what is written nothing but data may go, and only when a later entry says so.
      DROP TRIGGER journal_keeps_entries;
      CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
      WHEN new.seq IS NOT old.seq OR new.at IS NOT old.at OR new.kind IS NOT old.kind
        OR new.conversation_id IS NOT old.conversation_id OR new.agent_id IS NOT old.agent_id
        OR old.kind = 'journal.erased'
        OR NOT EXISTS (
          SELECT 1 FROM journal AS erasing
          WHERE erasing.seq = json_extract(new.data, '$.erased') AND erasing.seq > old.seq
            AND erasing.kind = 'journal.erased'
        )
      BEGIN
        SELECT RAISE (ABORT, 'the journal is append-only');
      END;
    `);
    index(database, progress);
  },
};

function index(database: Database.Database, progress: Progress): void {
  const total =
    database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck().get() ?? 0;
  const next = database.prepare<[number, number], Row>(
    `SELECT seq, at, kind, conversation_id AS conversationId, agent_id AS agentId, data
     FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const chain = database.prepare<[number, Buffer, Buffer]>(
    'INSERT INTO journal_chain (seq, data_hash, hash) VALUES (?, ?, ?)',
  );
  const line = database.prepare<[number, string]>(
    'INSERT INTO audit_entries (seq, topic) VALUES (?, ?)',
  );
  const person = database.prepare<[number, number, string]>(
    'INSERT INTO audit_people (agent_id, seq, topic) VALUES (?, ?, ?)',
  );
  let [seq, hash] = [0, CHAIN_START];
  for (let rows = next.all(seq, BATCH); rows.length > 0; rows = next.all(seq, BATCH)) {
    for (const row of rows) {
      const dataHash = dataHashOf(row.data);
      hash = entryHash(hash, row, dataHash);
      ({ seq } = row);
      chain.run(seq, Buffer.from(dataHash, 'hex'), Buffer.from(hash, 'hex'));
      const topic = auditTopicOf(row.kind);
      if (topic === null) continue;
      line.run(seq, topic);
      for (const id of peopleIn(row.agentId, dataOf(row))) person.run(id, seq, topic);
    }
    progress(seq, total);
  }
}

/** What cannot be read concerns nobody; whoever reads the entry is told that it is damaged. */
function dataOf({ data }: Row): object {
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
