import { isTalking } from '#shared/domain/bot/part.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Chat } from './chat.ts';

/** What no conversation may ever look like, whatever led to it. */
export function odditiesOf(conversation: Conversation, chat: Chat): string[] {
  const { state, ownerId, request, handover } = conversation;
  const isOwned = state === 'open' || state === 'snoozed';
  const oddities = {
    'owned without an owner': isOwned !== (ownerId !== null),
    'asked for by somebody else': (request?.byId ?? null) !== chat.requestedBy,
    'asked for by its owner': request !== null && request.byId === ownerId,
    'new for nobody': handover !== null && state !== 'open',
    'new for somebody who has answered': handover !== null && chat.hasAnswered,
    'wakes although awake': conversation.snoozedUntil !== null && state !== 'snoozed',
    'another last message': conversation.lastCustomerMessageId !== chat.lastCustomerMessage,
    'talking although owned': isTalking(conversation.bot) && ownerId !== null,
    'unread although answered': state === 'closed' && conversation.unread > 0,
  };
  return Object.entries(oddities).flatMap(([oddity, isSo]) => (isSo ? [oddity] : []));
}
