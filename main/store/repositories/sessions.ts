import type { Reads, StoredSession, Tx } from '#main/core/ports/store.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

export function sessionReads(connection: Prepares): Reads['sessions'] {
  const byTokenHash = connection.prepare<[string], StoredSession>(
    'sessions.byTokenHash',
    `SELECT agent_id AS agentId, started_at AS startedAt, last_used_at AS lastUsedAt
     FROM sessions WHERE token_hash = ?`,
  );
  const ofAgent = connection.prepare<[AgentId], { hash: string }>(
    'sessions.of',
    'SELECT token_hash AS hash FROM sessions WHERE agent_id = ? ORDER BY token_hash',
  );
  return {
    byTokenHash: (hash) => byTokenHash.get(hash) ?? null,
    of: (agentId) => ofAgent.all(agentId).map(({ hash }) => hash),
  };
}

type SessionWrites = Pick<
  Tx,
  'startSession' | 'touchSession' | 'endSession' | 'endSessionsUnusedSince' | 'moveSessions'
>;

export function sessionWrites(connection: Prepares): SessionWrites {
  const start = connection.prepare<[string, AgentId, number, number], never>(
    'sessions.start',
    'INSERT INTO sessions (token_hash, agent_id, started_at, last_used_at) VALUES (?, ?, ?, ?)',
  );
  const touch = connection.prepare<[number, string], never>(
    'sessions.touch',
    'UPDATE sessions SET last_used_at = ? WHERE token_hash = ?',
  );
  const end = connection.prepare<[string], never>(
    'sessions.end',
    'DELETE FROM sessions WHERE token_hash = ?',
  );
  const endUnused = connection.prepare<[number], never>(
    'sessions.endUnused',
    'DELETE FROM sessions WHERE last_used_at < ?',
  );
  const move = connection.prepare<[number, number], never>(
    'sessions.move',
    'UPDATE sessions SET last_used_at = last_used_at + ?, started_at = started_at + ?',
  );
  return {
    startSession: (hash, session) =>
      void start.run(hash, session.agentId, session.startedAt, session.lastUsedAt),
    touchSession: (hash, at) => void touch.run(at, hash),
    endSession: (hash) => void end.run(hash),
    endSessionsUnusedSince: (at) => void endUnused.run(at),
    moveSessions: (by) => void move.run(by, by),
  };
}
