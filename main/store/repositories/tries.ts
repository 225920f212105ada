import type { Reads } from '#main/core/ports/reads.ts';
import type { StoredTries } from '#main/core/ports/records.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

type Row = Omit<StoredTries, 'isLocked'> & { readonly isLocked: number };

export function tryReads(connection: Prepares): Pick<Reads, 'tries' | 'devices'> {
  const all = connection.prepare<[], Row>(
    'tries.all',
    `SELECT key, of, agent_id AS agentId, wrong, tried_at AS triedAt, until,
       is_locked AS isLocked, name, address FROM sign_in_tries`,
  );
  const isOf = connection.prepare<[string, AgentId], { is: number }>(
    'devices.isOf',
    'SELECT 1 AS "is" FROM known_devices WHERE token_hash = ? AND agent_id = ?',
  );
  const isKnown = connection.prepare<[string], { is: number }>(
    'devices.isKnown',
    'SELECT 1 AS "is" FROM known_devices WHERE token_hash = ? LIMIT 1',
  );
  return {
    tries: { all: () => all.all().map((row) => ({ ...row, isLocked: row.isLocked === 1 })) },
    devices: {
      isOf: (hash, agentId) => isOf.get(hash, agentId) !== undefined,
      isKnown: (hash) => isKnown.get(hash) !== undefined,
    },
  };
}

type TryWrites = Pick<
  Tx,
  | 'putTries'
  | 'forgetTries'
  | 'forgetTriesOf'
  | 'forgetTriesOutside'
  | 'putDevice'
  | 'forgetDevicesOf'
  | 'forgetDevices'
>;

export function tryWrites(connection: Prepares): TryWrites {
  const put = connection.prepare<
    [string, string, AgentId | null, number, number, number, number, string, string],
    never
  >('tries.put', 'INSERT OR REPLACE INTO sign_in_tries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const forget = connection.prepare<[string], never>(
    'tries.forget',
    'DELETE FROM sign_in_tries WHERE key = ?',
  );
  const forgetOf = connection.prepare<[AgentId], never>(
    'tries.forgetOf',
    'DELETE FROM sign_in_tries WHERE agent_id = ?',
  );
  const forgetOutside = connection.prepare<[number, number], never>(
    'tries.forgetOutside',
    'DELETE FROM sign_in_tries WHERE is_locked = 0 AND (tried_at < ? OR tried_at > ?)',
  );
  const putDevice = connection.prepare<[string, AgentId, number], never>(
    'devices.put',
    'INSERT OR REPLACE INTO known_devices (token_hash, agent_id, used_at) VALUES (?, ?, ?)',
  );
  const forgetDevicesOf = connection.prepare<[AgentId], never>(
    'devices.forgetOf',
    'DELETE FROM known_devices WHERE agent_id = ?',
  );
  const forgetDevices = connection.prepare<[number], never>(
    'devices.forget',
    'DELETE FROM known_devices WHERE used_at < ?',
  );
  return {
    putTries: ({ key, of, agentId, wrong, triedAt, until, isLocked, name, address }) =>
      void put.run(key, of, agentId, wrong, triedAt, until, isLocked ? 1 : 0, name, address),
    forgetTries: (key) => void forget.run(key),
    forgetTriesOf: (agentId) => void forgetOf.run(agentId),
    forgetTriesOutside: (from, to) => void forgetOutside.run(from, to),
    putDevice: (hash, agentId, at) => void putDevice.run(hash, agentId, at),
    forgetDevicesOf: (agentId) => void forgetDevicesOf.run(agentId),
    forgetDevices: (before) => void forgetDevices.run(before),
  };
}
