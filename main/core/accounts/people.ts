import type { Agent, Role } from '#shared/domain/agent.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { can } from '#shared/domain/rights.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { canStill, forbidden } from './forbidden.ts';
import type { HashNewPassword } from './new-password.ts';

export interface NewAgent {
  readonly name: string;
  readonly role: Role;
  readonly skills?: readonly TagId[] | undefined;
  readonly capacity?: number | null | undefined;
  /** The password's hash. */
  readonly hash: string;
  /** It was made up by somebody else. */
  readonly isTemporary: boolean;
}

export function addAgent(
  unit: Unit,
  { name, role, hash, isTemporary, skills = [], capacity = null }: NewAgent,
  by: AgentId | null,
): Result<Agent, Failure<'name-taken' | 'unknown-tag'>> {
  const { tx, record } = unit;
  if (tx.agents.byName(name) !== null) return nameTaken();
  if (!areKnown(unit, skills)) return unknownTag();
  const id = tx.nextId('agent') as AgentId;
  const agent: Agent = { id, name, role, skills: [...skills], capacity, isDeactivated: false };
  record({ kind: 'agent.added', agent }, by);
  tx.setPassword(agent.id, { hash, isTemporary });
  return ok(agent);
}

export function addAgentHandler(
  ledger: Ledger,
  hashNew: HashNewPassword,
): CommandHandler<'agent.add'> {
  return async ({ password, ...wanted }, caller) => {
    const hash = await hashNew(password, wanted.name);
    if (!hash.ok) return hash;
    return ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      const added = addAgent(unit, { ...wanted, hash: hash.value, isTemporary: true }, caller.id);
      return added.ok ? ok({ agent: added.value }) : added;
    });
  };
}

export function changeAgentHandler(ledger: Ledger): CommandHandler<'agent.change'> {
  return ({ agentId, ...wanted }, caller) =>
    ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      const before = unit.tx.agents.get(agentId);
      if (before === null) return nobody();
      const agent = withWanted(before, wanted);
      const namesake = unit.tx.agents.byName(agent.name);
      if (namesake !== null && namesake.id !== agentId) return nameTaken();
      if (!areKnown(unit, agent.skills)) return unknownTag();
      if (!can(agent.role, 'manage-people') && isLastAdmin(unit, before)) return lastAdmin();
      changeAgent(unit, before, agent, caller);
      return ok({ agent });
    });
}

function withWanted(
  before: Agent,
  { name, role, skills, capacity }: Omit<CommandParams<'agent.change'>, 'agentId'>,
): Agent {
  return {
    ...before,
    name: name ?? before.name,
    role: role ?? before.role,
    skills: skills ?? before.skills,
    capacity: capacity === undefined ? before.capacity : capacity,
  };
}

/** Writes down what is different; nothing when nothing is. */
export function changeAgent({ record }: Unit, before: Agent, agent: Agent, by: Agent): void {
  if (JSON.stringify(before) === JSON.stringify(agent)) return;
  record({ kind: 'agent.changed', before, agent }, by.id);
}

/** Without them nobody could manage people any more. */
export function isLastAdmin({ tx }: Unit, { id, role, isDeactivated }: Agent): boolean {
  if (!can(role, 'manage-people') || isDeactivated) return false;
  return !tx.agents
    .all()
    .some((other) => other.id !== id && can(other.role, 'manage-people') && !other.isDeactivated);
}

function areKnown({ tx }: Unit, skills: readonly TagId[]): boolean {
  const { tags } = tx.labels.get();
  return skills.every((skill) => tags.some(({ id }) => id === skill));
}

export function nobody(): Failure<'not-found'> {
  return fail('not-found', 'There is no such person.');
}

export function lastAdmin(): Failure<'last-admin'> {
  return fail('last-admin', 'This is the last admin; make somebody else an admin first.');
}

function nameTaken(): Failure<'name-taken'> {
  return fail('name-taken', 'Somebody with this name is there already; choose another.');
}

function unknownTag(): Failure<'unknown-tag'> {
  return fail('unknown-tag', 'There is no such tag.');
}
