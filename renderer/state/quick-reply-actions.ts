import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';

type Wanted = CommandParams<'quick-reply.save'>['quickReply'];

/** Null: it is saved; else why not, as the failure says it. */
export async function saveQuickReply(
  desk: Desk,
  wanted: Wanted,
  seen: QuickReply | null,
): Promise<CommandFailure | null> {
  const reply = await desk.labels.saveQuickReply(wanted, seen);
  if (!reply.ok) return reply;
  desk.toasts.show(t.quickReplies.saved(wanted.shortcut), 'good');
  return null;
}

export async function removeQuickReply(desk: Desk, quickReply: QuickReply): Promise<void> {
  const reply = await desk.labels.removeQuickReply(quickReply.id);
  if (!reply.ok) return void desk.toasts.show(explainQuickReply(reply), 'bad');
  const bringBack = (): void => void restore(desk, quickReply);
  const { removed, undo } = t.quickReplies;
  desk.toasts.show(removed(quickReply.shortcut), 'good', { label: undo, run: bringBack });
}

async function restore(desk: Desk, quickReply: QuickReply): Promise<void> {
  const failure = await saveQuickReply(desk, { ...quickReply, id: null }, null);
  if (failure !== null) desk.toasts.show(explainQuickReply(failure), 'bad');
}

export function explainQuickReply(failure: CommandFailure): string {
  if (failure.code === 'name-taken') return t.quickReplies.form.taken;
  const known = Object.entries(t.quickReplies.refused).find(([code]) => code === failure.code);
  return known?.[1] ?? explain(failure);
}
