import { t } from '#renderer/i18n/index.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';

/** What the person at this screen wants to be seen as. */
export async function chooseStatus(
  desk: Desk,
  wanted: CommandParams<'presence.set'>['status'],
): Promise<void> {
  const reply = await desk.client.command('presence.set', { status: wanted });
  if (reply.ok) desk.announcement = t.presence.announce(nameOf(desk, wanted));
  else {
    const why = reply.code === 'not-found' ? t.ownStatuses.gone : explain(reply);
    desk.toasts.show(t.presence.notChanged(why), 'bad');
  }
}

function nameOf(desk: Desk, wanted: CommandParams<'presence.set'>['status']): string {
  if (typeof wanted === 'string') return t.presence.status[wanted];
  return desk.labels.ownStatuses.find(({ id }) => id === wanted.ownStatusId)?.name ?? '';
}
