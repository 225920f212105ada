import { listOf } from '#renderer/i18n/format.ts';
import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { MOST_OWN_STATUSES } from '#shared/domain/own-statuses.ts';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

const text = t.ownStatuses;

type Wanted = CommandParams<'own-status.save'>['ownStatus'];

/** Null: it is saved; else why not. `seen`: what is being changed, as it was shown; null: it is new. */
export async function saveOwnStatus(
  desk: Desk,
  wanted: Wanted,
  seen: OwnStatus | null,
): Promise<CommandFailure | null> {
  const hadIt = seen === null ? [] : namesOfUsers(desk, seen);
  const reply = await save(desk, wanted, seen);
  if (!reply.ok) return reply;
  const { ownStatus } = reply.value;
  if (JSON.stringify(ownStatus) === JSON.stringify(seen)) return null;
  const undo = () => void undone(desk, ownStatus, seen);
  const isRetiring = ownStatus.isRetired && seen?.isRetired === false;
  tellChange(
    desk,
    isRetiring ? retiredText(ownStatus.name, hadIt) : text.saved(ownStatus.name),
    undo,
  );
  return null;
}

/** Who is seen with it now, the person at this screen too. */
export function namesOfUsers(desk: Desk, { id }: OwnStatus): readonly string[] {
  return desk.people.active
    .filter((agent) => desk.presence.ownOf(agent.id)?.id === id)
    .map(({ name }) => name);
}

export function explainOwnStatus(failure: CommandFailure): string {
  if (failure.code === 'name-taken') return text.form.taken;
  if (failure.code === 'changed') return t.changedMeanwhile.notUndone;
  if (failure.code === 'too-many') return text.full(MOST_OWN_STATUSES);
  if (failure.code === 'in-use') return text.inUse;
  return explain(failure);
}

function save(desk: Desk, ownStatus: Wanted, seen: OwnStatus | null) {
  const params = { ownStatus, ...(seen === null ? {} : { seen }) };
  return desk.client.command('own-status.save', params);
}

function retiredText(name: string, hadIt: readonly string[]): string {
  return hadIt.length === 0
    ? text.nowRetired(name)
    : text.nowRetiredFor(name, listOf(hadIt), hadIt.length);
}

async function undone(desk: Desk, saved: OwnStatus, before: OwnStatus | null): Promise<void> {
  const reply =
    before === null
      ? await desk.client.command('own-status.remove', { ownStatusId: saved.id })
      : await save(desk, before, saved);
  if (reply.ok) tellChange(desk, text.undone, null);
  else desk.toasts.show(explainOwnStatus(reply), 'bad');
}
