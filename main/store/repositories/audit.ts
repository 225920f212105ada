import type { AuditFilter, Reads } from '#main/core/ports/reads.ts';
import { auditTopicOf, peopleIn } from '#shared/domain/audit/audit.ts';
import type { AuditTopic } from '#shared/domain/audit/audit.ts';
import type { AgentId, Seq } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Prepares } from '../connection.ts';
import { newestOfChain } from '../chain/journal-head.ts';
import { toEntry } from './journal-row.ts';
import type { JournalRow } from './journal-row.ts';

const COLUMNS = 'j.seq, j.at, j.kind, j.conversation_id, j.agent_id, j.data';

export function auditReads(connection: Prepares): Reads['audit'] {
  // CROSS JOIN: the lines come first, in their order, each then from the journal.
  const lines = connection.prepare<[Seq, Seq, number], JournalRow>(
    'audit.lines',
    `SELECT ${COLUMNS} FROM audit_entries AS a CROSS JOIN journal AS j ON j.seq = a.seq
     WHERE a.seq > ? AND a.seq < ? ORDER BY a.seq DESC LIMIT ?`,
  );
  const ofTopic = connection.prepare<[AuditTopic, Seq, Seq, number], JournalRow>(
    'audit.lines.topic',
    `SELECT ${COLUMNS} FROM audit_entries AS a CROSS JOIN journal AS j ON j.seq = a.seq
     WHERE a.topic = ? AND a.seq > ? AND a.seq < ? ORDER BY a.seq DESC LIMIT ?`,
  );
  const ofPerson = connection.prepare<[AgentId, Seq, Seq, number], JournalRow>(
    'audit.lines.person',
    `SELECT ${COLUMNS} FROM audit_people AS a CROSS JOIN journal AS j ON j.seq = a.seq
     WHERE a.agent_id = ? AND a.seq > ? AND a.seq < ? ORDER BY a.seq DESC LIMIT ?`,
  );
  const ofPersonAndTopic = connection.prepare<[AgentId, AuditTopic, Seq, Seq, number], JournalRow>(
    'audit.lines.person-topic',
    `SELECT ${COLUMNS} FROM audit_people AS a CROSS JOIN journal AS j ON j.seq = a.seq
     WHERE a.agent_id = ? AND a.topic = ? AND a.seq > ? AND a.seq < ?
     ORDER BY a.seq DESC LIMIT ?`,
  );
  const newest = newestOfChain(connection);
  const rows = ({ topic, agentId, after, before }: AuditFilter, limit: number): JournalRow[] => {
    if (agentId !== null) {
      return topic === null
        ? ofPerson.all(agentId, after, before, limit)
        : ofPersonAndTopic.all(agentId, topic, after, before, limit);
    }
    return topic === null
      ? lines.all(after, before, limit)
      : ofTopic.all(topic, after, before, limit);
  };
  return {
    lines: (filter, limit) => rows(filter, limit).map(toEntry),
    head() {
      const { seq, hash } = newest.get() ?? { seq: 0, hash: '' };
      return { seq: seq as Seq, hash };
    },
  };
}

/** Which entries are lines of the audit log, and of whom. */
export function auditWrites(connection: Prepares): (entry: JournalEntry) => void {
  const line = connection.prepare<[Seq, AuditTopic], never>(
    'audit.line',
    'INSERT INTO audit_entries (seq, topic) VALUES (?, ?)',
  );
  const person = connection.prepare<[AgentId, Seq, AuditTopic], never>(
    'audit.person',
    'INSERT INTO audit_people (agent_id, seq, topic) VALUES (?, ?, ?)',
  );
  return ({ seq, by, fact }) => {
    const topic = auditTopicOf(fact.kind);
    if (topic === null) return;
    line.run(seq, topic);
    for (const id of peopleIn(by, fact)) person.run(id, seq, topic);
  };
}
