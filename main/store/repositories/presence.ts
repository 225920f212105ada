import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId, OwnStatusId } from '#shared/domain/ids.ts';
import type { AgentPresence, AgentStatus } from '#shared/domain/presence.ts';
import type { Prepares } from '../connection.ts';

const COLUMNS =
  'agent_id AS agentId, status, since, chosen, own_id AS ownId, own_since AS ownSince';

interface Row extends Omit<AgentPresence, 'own'> {
  readonly ownId: OwnStatusId | null;
  readonly ownSince: number | null;
}

export function presenceReads(connection: Prepares): Reads['presence'] {
  const all = connection.prepare<[], Row>(
    'presence.all',
    `SELECT ${COLUMNS} FROM agent_statuses ORDER BY agent_id`,
  );
  const get = connection.prepare<[AgentId], Row>(
    'presence.get',
    `SELECT ${COLUMNS} FROM agent_statuses WHERE agent_id = ?`,
  );
  return {
    all: () => all.all().map(fromRow),
    get(id) {
      const row = get.get(id);
      return row === undefined ? null : fromRow(row);
    },
  };
}

function fromRow({ ownId, ownSince, ...presence }: Row): AgentPresence {
  return { ...presence, own: ownId === null ? null : { id: ownId, since: ownSince ?? 0 } };
}

export function presenceWrites(connection: Prepares): Pick<Tx['state'], 'putPresence'> {
  const put = connection.prepare<
    [AgentId, AgentStatus, number, AgentPresence['chosen'], OwnStatusId | null, number | null],
    never
  >(
    'presence.put',
    `INSERT INTO agent_statuses (agent_id, status, since, chosen, own_id, own_since)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET
       status = excluded.status, since = excluded.since, chosen = excluded.chosen,
       own_id = excluded.own_id, own_since = excluded.own_since`,
  );
  return {
    putPresence: ({ agentId, status, since, chosen, own }) =>
      void put.run(agentId, status, since, chosen, own?.id ?? null, own?.since ?? null),
  };
}
