import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import { skillsSchema } from '#shared/domain/agent.ts';
import type { Agent, Role } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { damaged, parseStored } from './stored-json.ts';

interface AgentRow {
  readonly id: AgentId;
  readonly name: string;
  readonly role: Role;
  readonly skills: string;
  readonly capacity: number | null;
  readonly is_deactivated: number;
}

const SELECT = 'SELECT id, name, role, skills, capacity, is_deactivated FROM agents';

function toAgent({ skills, is_deactivated, ...row }: AgentRow): Agent {
  const known = skillsSchema.safeParse(parseStored(skills, `agent ${row.id}`));
  if (!known.success) throw damaged(`agent ${row.id}`, known.error);
  return { ...row, skills: known.data, isDeactivated: is_deactivated === 1 };
}

export function agentReads(connection: Prepares): Reads['agents'] {
  const all = connection.prepare<[], AgentRow>('agents.all', `${SELECT} ORDER BY id`);
  const byId = connection.prepare<[AgentId], AgentRow>('agents.get', `${SELECT} WHERE id = ?`);
  const byName = connection.prepare<[string], AgentRow>(
    'agents.byName',
    `${SELECT} WHERE name_key = ?`,
  );
  const password = connection.prepare<[AgentId], { hash: string; is_temporary: number }>(
    'agents.password',
    'SELECT hash, is_temporary FROM agent_passwords WHERE agent_id = ?',
  );
  return {
    all: () => all.all().map(toAgent),
    get: (id) => toAgentOrNull(byId.get(id)),
    byName: (name) => toAgentOrNull(byName.get(nameKey(name))),
    password(id) {
      const row = password.get(id);
      return row === undefined ? null : { hash: row.hash, isTemporary: row.is_temporary === 1 };
    },
  };
}

function toAgentOrNull(row: AgentRow | undefined): Agent | null {
  return row === undefined ? null : toAgent(row);
}

export function agentWrites(
  connection: Prepares,
): Pick<Tx['state'], 'putAgent'> & Pick<Tx, 'setPassword'> {
  const put = connection.prepare<
    [AgentId, string, string, Role, string, number | null, number],
    never
  >(
    'agents.put',
    `INSERT INTO agents (id, name, name_key, role, skills, capacity, is_deactivated)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       name = excluded.name, name_key = excluded.name_key, role = excluded.role,
       skills = excluded.skills, capacity = excluded.capacity,
       is_deactivated = excluded.is_deactivated`,
  );
  const password = connection.prepare<[AgentId, string, number], never>(
    'agents.setPassword',
    `INSERT INTO agent_passwords (agent_id, hash, is_temporary) VALUES (?, ?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET
       hash = excluded.hash, is_temporary = excluded.is_temporary`,
  );
  return {
    putAgent({ id, name, role, skills, capacity, isDeactivated }) {
      const known = JSON.stringify(skills);
      put.run(id, name, nameKey(name), role, known, capacity, isDeactivated ? 1 : 0);
    },
    setPassword: (id, { hash, isTemporary }) => void password.run(id, hash, isTemporary ? 1 : 0),
  };
}

/** SQLite folds the case of ASCII alone. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
