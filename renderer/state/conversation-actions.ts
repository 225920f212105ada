import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { conversationSchema } from '#shared/domain/conversation.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';

export async function claim(desk: Desk, conversation: Conversation): Promise<void> {
  const reply = await desk.client.command('conversation.claim', {
    conversationId: conversation.id,
    epoch: conversation.epoch,
  });
  if (!reply.ok) desk.toasts.show(explainRefusal(desk, reply), 'bad');
}

/** Has a file fetched that was held back or did not come. */
export async function fetchMedia(desk: Desk, messageId: MessageId): Promise<void> {
  const reply = await desk.client.command('media.fetch', { messageId });
  if (!reply.ok) desk.toasts.show(explain(reply), 'bad');
}

/** Who owns the conversation that a failure carries in its details. */
export function ownerNamed(desk: Desk, failure: CommandFailure): string | null {
  const conversation = conversationSchema.safeParse(failure.details['conversation']);
  if (!conversation.success) return null;
  return desk.people.find(conversation.data.ownerId)?.name ?? null;
}

export function explainRefusal(desk: Desk, failure: CommandFailure): string {
  const { refused } = t.inbox;
  switch (failure.code) {
    case 'not-owner':
      return refused['not-owner'](ownerNamed(desk, failure) ?? refused.somebody);
    case 'moved-on':
    case 'unseen-messages':
    case 'not-found':
      return refused[failure.code];
    default:
      return explain(failure);
  }
}
