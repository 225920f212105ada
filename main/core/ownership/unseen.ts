import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import { fail } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import type { Reads } from '../ports/reads.ts';

const MOST_SHOWN = 50;

/** What the customer wrote that the agent had not seen, as a reason to hold back (I2). */
export function unseenMessages(
  read: Reads,
  conversation: Conversation,
  lastSeen: MessageId | null,
): Failure<'unseen-messages'> | null {
  const newest = conversation.lastCustomerMessageId;
  if (newest === null || (lastSeen !== null && lastSeen >= newest)) return null;
  const messages = read.messages.unseen(conversation.id, lastSeen, MOST_SHOWN);
  return fail('unseen-messages', 'The customer has written something new.', {
    conversation,
    messages,
  });
}
