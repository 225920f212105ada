import type { Reads, Tx } from '#main/core/ports/store.ts';
import type { Agent, Role } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

interface AgentRow {
  readonly id: AgentId;
  readonly name: string;
  readonly role: Role;
}

export function agentReads(connection: Prepares): Reads['agents'] {
  const all = connection.prepare<[], AgentRow>(
    'agents.all',
    'SELECT id, name, role FROM agents ORDER BY id',
  );
  const byId = connection.prepare<[AgentId], AgentRow>(
    'agents.get',
    'SELECT id, name, role FROM agents WHERE id = ?',
  );
  const byName = connection.prepare<[string], AgentRow>(
    'agents.byName',
    'SELECT id, name, role FROM agents WHERE name_key = ?',
  );
  const password = connection.prepare<[AgentId], { hash: string }>(
    'agents.passwordHash',
    'SELECT hash FROM agent_passwords WHERE agent_id = ?',
  );
  return {
    all: () => all.all(),
    get: (id) => byId.get(id) ?? null,
    byName: (name) => byName.get(nameKey(name)) ?? null,
    passwordHash: (id) => password.get(id)?.hash ?? null,
  };
}

export function agentWrites(
  connection: Prepares,
): Pick<Tx['state'], 'putAgent'> & Pick<Tx, 'setPassword'> {
  const put = connection.prepare<[AgentId, string, string, Role], never>(
    'agents.put',
    `INSERT INTO agents (id, name, name_key, role) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       name = excluded.name, name_key = excluded.name_key, role = excluded.role`,
  );
  const password = connection.prepare<[AgentId, string], never>(
    'agents.setPassword',
    `INSERT INTO agent_passwords (agent_id, hash) VALUES (?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET hash = excluded.hash`,
  );
  return {
    putAgent: (agent: Agent) => void put.run(agent.id, agent.name, nameKey(agent.name), agent.role),
    setPassword: (id, hash) => void password.run(id, hash),
  };
}

/** SQLite folds the case of ASCII alone. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
