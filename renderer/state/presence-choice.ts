import { t } from '#renderer/i18n/index.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';

/** What the person at this screen wants to be seen as. */
export async function chooseStatus(desk: Desk, wanted: AgentStatus): Promise<void> {
  const reply = await desk.presence.choose(wanted);
  if (reply.ok) desk.announcement = t.presence.announce(t.presence.status[wanted]);
  else desk.toasts.show(t.presence.notChanged(explain(reply)), 'bad');
}
