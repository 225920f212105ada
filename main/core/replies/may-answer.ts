import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import { fail } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import { unseenMessages } from '../ownership/unseen.ts';
import type { Reads } from '../ports/reads.ts';

interface Asked {
  readonly conversationId: ConversationId;
  readonly lastSeenMessageId: MessageId | null;
}

/** Why nothing is sent, whoever owns the conversation; `claim` says the rest (I2). */
export function mayNotAnswer(
  read: Reads,
  caller: Agent,
  { conversationId, lastSeenMessageId }: Asked,
): Failure<'blocked' | 'unseen-messages'> | null {
  const current = read.conversations.get(conversationId);
  if (current === null) return null;
  if (current.contact.isBlocked) {
    return fail('blocked', 'This contact is blocked on WhatsApp: nothing can be sent to it.');
  }
  const isFreeToCaller = current.ownerId === null || current.ownerId === caller.id;
  return isFreeToCaller ? unseenMessages(read, current, lastSeenMessageId) : null;
}
