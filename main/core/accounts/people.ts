import type { Agent, Role } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { PasswordHasher } from '../ports/system.ts';

export interface NewAgent {
  readonly name: string;
  readonly role: Role;
  /** The password's hash. */
  readonly hash: string;
}

export function addAgent(
  { tx, record }: Unit,
  { name, role, hash }: NewAgent,
  by: AgentId | null,
): Result<Agent, Failure<'name-taken'>> {
  if (tx.agents.byName(name) !== null) {
    return fail('name-taken', 'Somebody with this name is there already; choose another.');
  }
  const agent: Agent = { id: tx.nextId('agent') as AgentId, name, role };
  record({ kind: 'agent.added', agent }, by);
  tx.setPassword(agent.id, hash);
  return ok(agent);
}

export function addAgentHandler(
  ledger: Ledger,
  passwords: PasswordHasher,
): CommandHandler<'agent.add'> {
  return async ({ name, password, role }, caller) => {
    if (caller.role !== 'admin') return fail('forbidden', 'Only admins add people.');
    const hash = await passwords.hash(password);
    return ledger.write((unit) => {
      const added = addAgent(unit, { name, role, hash }, caller.id);
      return added.ok ? ok({ agent: added.value }) : added;
    });
  };
}
