import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Content, Message } from '#shared/domain/message.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import { replyBodySchema } from '#shared/protocol/commands/reply.ts';
import type { ReplyBody } from '#shared/protocol/commands/reply.ts';
import { newestFromCustomer } from './from-customer.ts';
import { explainRefusal } from './conversation-actions.ts';
import type { Desk } from './desk.svelte.ts';

/** What a person decides about a message on its way; what came of it shows in the timeline. */
export async function sendAgain(
  desk: Desk,
  conversation: Conversation,
  { id: messageId, waKey }: Message,
): Promise<void> {
  const reply = await desk.client.command('reply.send-again', {
    conversationId: conversation.id,
    epoch: conversation.epoch,
    lastSeenMessageId: newestFromCustomer(desk.timelines.get(conversation.id)),
    messageId,
    waKey,
  });
  if (!reply.ok) desk.toasts.show(explain(desk, reply), 'bad');
}

export async function wasSent(desk: Desk, { id: messageId, waKey }: Message): Promise<void> {
  const reply = await desk.client.command('reply.was-sent', { messageId, waKey });
  if (!reply.ok) desk.toasts.show(explain(desk, reply), 'bad');
}

export async function doNotSend(desk: Desk, { id: messageId }: Message): Promise<void> {
  const reply = await desk.client.command('reply.cancel', { messageId });
  if (!reply.ok) desk.toasts.show(explain(desk, reply), 'bad');
}

/** The reply that a message of ours was; null when it cannot be made again. */
export function replyOf(content: Content): ReplyBody | null {
  const body = isMediaContent(content)
    ? {
        kind: content.kind,
        caption: content.caption,
        hash: content.media.hash,
        fileName: content.media.fileName ?? content.kind,
      }
    : content;
  const parsed = replyBodySchema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** Whether this person may say what becomes of a message, by the host's rule. */
export function mayDecide(desk: Desk, { ownerId }: Conversation, { author }: Message): boolean {
  const isAuthor = author.type === 'agent' && desk.people.isMe(author.agentId);
  return (
    ownerId === null || desk.people.isMe(ownerId) || isAuthor || desk.people.may('take-every-chat')
  );
}

function explain(desk: Desk, failure: CommandFailure): string {
  switch (failure.code) {
    case 'not-unconfirmed':
      return t.sending.known;
    case 'not-queued':
      return t.sending.onItsWay;
    case 'blocked':
      return t.sending.blocked;
    default:
      return explainRefusal(desk, failure);
  }
}
