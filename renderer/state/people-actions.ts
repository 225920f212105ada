import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';

/** Why it was refused, in words; null: it is done. */
type Refusal = string | null;

export function explainPeople(failure: CommandFailure): string {
  const { refused } = t.people;
  const { code } = failure;
  if (code === 'name-taken') return t.team.nameTaken;
  return Object.hasOwn(refused, code) ? refused[code as keyof typeof refused] : explain(failure);
}

export async function changePerson(
  desk: Desk,
  agent: Agent,
  wanted: Omit<CommandParams<'agent.change'>, 'agentId'>,
): Promise<CommandFailure | null> {
  const reply = await desk.client.command('agent.change', { agentId: agent.id, ...wanted });
  // With another role this screen began anew, and asked again as somebody who may not.
  const isOwnDoing = !reply.ok && desk.people.isMe(agent.id) && !desk.people.may('manage-people');
  if (!reply.ok && !isOwnDoing) return reply;
  desk.toasts.show(t.people.dialog.saved(wanted.name ?? agent.name), 'good');
  return null;
}

export async function resetPassword(
  desk: Desk,
  { id: agentId }: Agent,
  password: string,
): Promise<Refusal> {
  const reply = await desk.client.command('agent.reset-password', { agentId, password });
  return reply.ok ? null : explainPeople(reply);
}

export async function endSessions(desk: Desk, { id: agentId, name }: Agent): Promise<void> {
  const reply = await desk.client.command('agent.end-sessions', { agentId });
  if (reply.ok) desk.toasts.show(t.people.access.ended(name, reply.value.count), 'good');
  else desk.toasts.show(explainPeople(reply), 'bad');
}

export async function hasSecondStep(desk: Desk, { id }: Agent): Promise<boolean> {
  const reply = await desk.client.command('agent.second-factors', {});
  return reply.ok && reply.value.agentIds.includes(id);
}

/** Whether it is off now. */
export async function switchOffSecondStep(
  desk: Desk,
  { id: agentId, name }: Agent,
): Promise<boolean> {
  const reply = await desk.client.command('agent.second-factor-off', { agentId });
  if (reply.ok) desk.toasts.show(t.secondStep.team.done(name), 'good');
  else desk.toasts.show(explainPeople(reply), 'bad');
  return reply.ok;
}

export async function unlock(desk: Desk, { id: agentId, name }: Agent): Promise<void> {
  const reply = await desk.client.command('agent.unlock', { agentId });
  if (reply.ok) desk.toasts.show(t.people.locked.done(name), 'good');
  else desk.toasts.show(explainPeople(reply), 'bad');
}

export async function deactivate(
  desk: Desk,
  { id: agentId, name }: Agent,
  chatsTo: Destination,
): Promise<Refusal> {
  const reply = await desk.client.command('agent.deactivate', { agentId, chatsTo });
  if (!reply.ok) return explainPeople(reply);
  desk.toasts.show(t.people.leave.done(name, reply.value.chats), 'good');
  return null;
}

export async function reactivate(desk: Desk, { id: agentId, name }: Agent): Promise<void> {
  const reply = await desk.client.command('agent.reactivate', { agentId });
  if (reply.ok) desk.toasts.show(t.people.leave.reactivated(name), 'good');
  else desk.toasts.show(explainPeople(reply), 'bad');
}
