import type { KnownSession, Reads, StoredSession, Tx } from '#main/core/ports/store.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { sessionEndSchema } from '#shared/domain/session.ts';
import type { Prepares } from '../connection.ts';
import { parseStored } from './stored-json.ts';

const COLUMNS =
  'agent_id AS agentId, started_at AS startedAt, last_used_at AS lastUsedAt, device, address';

export function sessionReads(connection: Prepares): Reads['sessions'] {
  const byTokenHash = connection.prepare<[string], StoredSession>(
    'sessions.byTokenHash',
    `SELECT ${COLUMNS} FROM sessions WHERE token_hash = ?`,
  );
  const ofAgent = connection.prepare<[AgentId], KnownSession>(
    'sessions.of',
    `SELECT token_hash AS tokenHash, ${COLUMNS} FROM sessions WHERE agent_id = ?
     ORDER BY started_at DESC, token_hash DESC`,
  );
  const ended = connection.prepare<[string], { ending: string }>(
    'sessions.ended',
    'SELECT ending FROM ended_sessions WHERE token_hash = ?',
  );
  return {
    byTokenHash: (hash) => byTokenHash.get(hash) ?? null,
    of: (agentId) => ofAgent.all(agentId),
    ended(hash) {
      const row = ended.get(hash);
      if (row === undefined) return null;
      // One of another version's reasons is over all the same.
      return sessionEndSchema.safeParse(parseStored(row.ending, 'an ended session')).data ?? null;
    },
  };
}

type SessionWrites = Pick<
  Tx,
  | 'startSession'
  | 'touchSession'
  | 'endSession'
  | 'endSessionsUnusedSince'
  | 'forgetEndedSessions'
  | 'moveSessions'
>;

export function sessionWrites(connection: Prepares): SessionWrites {
  const start = connection.prepare<[string, AgentId, number, number, string, string], never>(
    'sessions.start',
    `INSERT INTO sessions (token_hash, agent_id, started_at, last_used_at, device, address)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const touch = connection.prepare<[number, string], never>(
    'sessions.touch',
    'UPDATE sessions SET last_used_at = ? WHERE token_hash = ?',
  );
  const end = connection.prepare<[string], never>(
    'sessions.end',
    'DELETE FROM sessions WHERE token_hash = ?',
  );
  const remember = connection.prepare<[string, number, string], never>(
    'sessions.remember',
    'INSERT OR REPLACE INTO ended_sessions (token_hash, ended_at, ending) VALUES (?, ?, ?)',
  );
  const endUnused = connection.prepare<[number], never>(
    'sessions.endUnused',
    'DELETE FROM sessions WHERE last_used_at < ?',
  );
  const forget = connection.prepare<[number], never>(
    'sessions.forget',
    'DELETE FROM ended_sessions WHERE ended_at < ?',
  );
  const move = connection.prepare<[number, number], never>(
    'sessions.move',
    'UPDATE sessions SET last_used_at = last_used_at + ?, started_at = started_at + ?',
  );
  return {
    startSession: (hash, { agentId, startedAt, lastUsedAt, device, address }) =>
      void start.run(hash, agentId, startedAt, lastUsedAt, device, address),
    touchSession: (hash, at) => void touch.run(at, hash),
    endSession(hash, ending, at) {
      end.run(hash);
      remember.run(hash, at, JSON.stringify(ending));
    },
    endSessionsUnusedSince: (at) => void endUnused.run(at),
    forgetEndedSessions: (before) => void forget.run(before),
    moveSessions: (by) => void move.run(by, by),
  };
}
