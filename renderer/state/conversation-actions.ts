import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import { conversationSchema } from '#shared/domain/conversation.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { agentIdSchema } from '#shared/domain/ids.ts';
import type { AgentId, MessageId } from '#shared/domain/ids.ts';
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

/** Whose it is, by the conversation in the details of a failure, or by that alone. */
export function ownerIn({ details }: CommandFailure): AgentId | null {
  const conversation = conversationSchema.safeParse(details['conversation']);
  if (conversation.success) return conversation.data.ownerId;
  return agentIdSchema.safeParse(details['ownerId']).data ?? null;
}

/** Who took it first, when it is not theirs any more and nobody says whose it is. */
export function fasterNamed(desk: Desk, { details }: CommandFailure): string | null {
  const fasterId = agentIdSchema.safeParse(details['fasterId']).data ?? null;
  return desk.people.find(fasterId)?.name ?? null;
}

export function ownerNamed(desk: Desk, failure: CommandFailure): string | null {
  return desk.people.find(ownerIn(failure))?.name ?? null;
}

export function explainRefusal(desk: Desk, failure: CommandFailure): string {
  const { refused } = t.inbox;
  switch (failure.code) {
    case 'not-owner': {
      const faster = fasterNamed(desk, failure);
      if (faster !== null) return refused.faster(faster);
      return refused['not-owner'](ownerNamed(desk, failure) ?? refused.somebody);
    }
    case 'moved-on':
    case 'unseen-messages':
    case 'not-found':
      return refused[failure.code];
    default:
      return explain(failure);
  }
}
