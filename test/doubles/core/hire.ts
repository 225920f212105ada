import type { Core } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';

const TEMPORARY = 'seven quiet lanterns';

/** For tests in which one person sits at several screens. */
export async function allowSeveralDevices(
  { handlers }: Pick<Core, 'handlers'>,
  admin: Agent,
): Promise<void> {
  const change = { name: 'sessions.severalDevices', value: true } as const;
  const outcome = await handlers['settings.change'](change, admin);
  if (!outcome.ok) throw new Error(outcome.message);
}

/** Somebody who has been here before: the password is one of their own already. */
export async function hire(
  { handlers, accounts }: Pick<Core, 'handlers' | 'accounts'>,
  person: CommandParams<'agent.add'>,
  admin: Agent,
): Promise<Agent> {
  const added = await handlers['agent.add']({ ...person, password: TEMPORARY }, admin);
  if (!added.ok) throw new Error(added.message);
  const { name, password: newPassword } = person;
  const changed = await accounts.changePassword({ name, password: TEMPORARY, newPassword }, null);
  if (!changed.ok) throw new Error(changed.message);
  return added.value.agent;
}
