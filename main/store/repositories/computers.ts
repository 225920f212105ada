import type { KnownComputer } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Computer } from '#shared/domain/computer.ts';
import type { AgentId, ComputerId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

const COLUMNS = `id, name, platform, paired_by AS pairedBy, paired_at AS pairedAt,
  revoked_at AS revokedAt`;

export function computerReads(connection: Prepares): Reads['computers'] {
  const all = connection.prepare<[], KnownComputer>(
    'computers.all',
    `SELECT ${COLUMNS}, seen_at AS seenAt
     FROM computers LEFT JOIN computer_keys ON computer_id = id ORDER BY id`,
  );
  const get = connection.prepare<[ComputerId], Computer>(
    'computers.get',
    `SELECT ${COLUMNS} FROM computers WHERE id = ?`,
  );
  const byKey = connection.prepare<[string], Computer>(
    'computers.byKey',
    `SELECT ${COLUMNS} FROM computer_keys JOIN computers ON id = computer_id WHERE key_hash = ?`,
  );
  const users = connection.prepare<[ComputerId], { agentId: AgentId; at: number }>(
    'computers.users',
    `SELECT agent_id AS agentId, used_at AS at FROM computer_users WHERE computer_id = ?
     ORDER BY used_at DESC, agent_id`,
  );
  return {
    all: () => all.all(),
    get: (id) => get.get(id) ?? null,
    byKey: (hash) => byKey.get(hash) ?? null,
    users: (id) => users.all(id),
  };
}

type ComputerWrites = Pick<Tx, 'setComputerKey' | 'noteComputerSeen' | 'noteComputerUser'> &
  Pick<Tx['state'], 'putComputer'>;

export function computerWrites(connection: Prepares): ComputerWrites {
  const put = connection.prepare<
    [ComputerId, string, string, AgentId, number, number | null],
    never
  >(
    'computers.put',
    `INSERT INTO computers (id, name, platform, paired_by, paired_at, revoked_at)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, revoked_at = excluded.revoked_at`,
  );
  const setKey = connection.prepare<[string, ComputerId], never>(
    'computers.setKey',
    'INSERT INTO computer_keys (key_hash, computer_id) VALUES (?, ?)',
  );
  const seen = connection.prepare<[number, ComputerId], never>(
    'computers.seen',
    'UPDATE computer_keys SET seen_at = ? WHERE computer_id = ?',
  );
  const user = connection.prepare<[ComputerId, AgentId, number], never>(
    'computers.user',
    'INSERT OR REPLACE INTO computer_users (computer_id, agent_id, used_at) VALUES (?, ?, ?)',
  );
  return {
    putComputer: ({ id, name, platform, pairedBy, pairedAt, revokedAt }) =>
      void put.run(id, name, platform, pairedBy, pairedAt, revokedAt),
    setComputerKey: (id, hash) => void setKey.run(hash, id),
    noteComputerSeen: (id, at) => void seen.run(at, id),
    noteComputerUser: (id, agentId, at) => void user.run(id, agentId, at),
  };
}
