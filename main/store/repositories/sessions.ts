import type { KnownSession, StoredSession } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId, ComputerId } from '#shared/domain/ids.ts';
import { sessionEndSchema } from '#shared/domain/session.ts';
import type { Prepares } from '../connection.ts';
import { parseStored } from './stored-json.ts';

const COLUMNS = `agent_id AS agentId, started_at AS startedAt, last_used_at AS lastUsedAt,
  active_at AS activeAt, is_locked AS isLocked, device, address, computer_id AS computerId,
  is_remote AS isRemote`;

type Row<T extends StoredSession> = Omit<T, 'isLocked' | 'isRemote'> & {
  readonly isLocked: number;
  readonly isRemote: number;
};

const readSession = <T extends StoredSession>(row: Row<T>) => ({
  ...row,
  isLocked: row.isLocked === 1,
  isRemote: row.isRemote === 1,
});

export function sessionReads(connection: Prepares): Reads['sessions'] {
  const byTokenHash = connection.prepare<[string], Row<StoredSession>>(
    'sessions.byTokenHash',
    `SELECT ${COLUMNS} FROM sessions WHERE token_hash = ?`,
  );
  const all = connection.prepare<[], Row<KnownSession>>(
    'sessions.all',
    `SELECT token_hash AS tokenHash, ${COLUMNS} FROM sessions`,
  );
  const ofAgent = connection.prepare<[AgentId], Row<KnownSession>>(
    'sessions.of',
    `SELECT token_hash AS tokenHash, ${COLUMNS} FROM sessions WHERE agent_id = ?
     ORDER BY started_at DESC, token_hash DESC`,
  );
  const ended = connection.prepare<[string], { ending: string }>(
    'sessions.ended',
    'SELECT ending FROM ended_sessions WHERE token_hash = ?',
  );
  return {
    all: () => all.all().map((row) => readSession(row)),
    byTokenHash(hash) {
      const row = byTokenHash.get(hash);
      return row === undefined ? null : readSession(row);
    },
    of: (agentId) => ofAgent.all(agentId).map((row) => readSession(row)),
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
  | 'noteActive'
  | 'setLocked'
>;

export function sessionWrites(connection: Prepares): SessionWrites {
  const start = connection.prepare<
    [string, AgentId, number, number, number, string, string, ComputerId | null, number],
    never
  >(
    'sessions.start',
    `INSERT INTO sessions (token_hash, agent_id, started_at, last_used_at, active_at, device, address,
       computer_id, is_remote)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
  const active = connection.prepare<[number, string], never>(
    'sessions.active',
    'UPDATE sessions SET active_at = ? WHERE token_hash = ? AND is_locked = 0',
  );
  const locked = connection.prepare<[number, number, string], never>(
    'sessions.setLocked',
    'UPDATE sessions SET is_locked = ?, active_at = ? WHERE token_hash = ?',
  );
  const move = connection.prepare<[number, number, number], never>(
    'sessions.move',
    `UPDATE sessions SET last_used_at = last_used_at + ?, started_at = started_at + ?,
       active_at = active_at + ?`,
  );
  return {
    startSession: (hash, { agentId, startedAt, lastUsedAt, activeAt, ...where }) =>
      void start.run(
        hash,
        agentId,
        startedAt,
        lastUsedAt,
        activeAt,
        where.device,
        where.address,
        where.computerId,
        where.isRemote ? 1 : 0,
      ),
    noteActive: (hash, at) => void active.run(at, hash),
    setLocked: (hash, isLocked, at) => void locked.run(isLocked ? 1 : 0, at, hash),
    touchSession: (hash, at) => void touch.run(at, hash),
    endSession(hash, ending, at) {
      end.run(hash);
      remember.run(hash, at, JSON.stringify(ending));
    },
    endSessionsUnusedSince: (at) => void endUnused.run(at),
    forgetEndedSessions: (before) => void forget.run(before),
    moveSessions: (by) => void move.run(by, by, by),
  };
}
