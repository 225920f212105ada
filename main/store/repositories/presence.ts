import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { AgentPresence, AgentStatus } from '#shared/domain/presence.ts';
import type { Prepares } from '../connection.ts';

const COLUMNS = 'agent_id AS agentId, status, since, chosen';

export function presenceReads(connection: Prepares): Reads['presence'] {
  const all = connection.prepare<[], AgentPresence>(
    'presence.all',
    `SELECT ${COLUMNS} FROM agent_statuses ORDER BY agent_id`,
  );
  const get = connection.prepare<[AgentId], AgentPresence>(
    'presence.get',
    `SELECT ${COLUMNS} FROM agent_statuses WHERE agent_id = ?`,
  );
  return { all: () => all.all(), get: (id) => get.get(id) ?? null };
}

export function presenceWrites(connection: Prepares): Pick<Tx['state'], 'putPresence'> {
  const put = connection.prepare<[AgentId, AgentStatus, number, AgentPresence['chosen']], never>(
    'presence.put',
    `INSERT INTO agent_statuses (agent_id, status, since, chosen) VALUES (?, ?, ?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET
       status = excluded.status, since = excluded.since, chosen = excluded.chosen`,
  );
  return {
    putPresence: ({ agentId, status, since, chosen }) =>
      void put.run(agentId, status, since, chosen),
  };
}
