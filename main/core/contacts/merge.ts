import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId, Epoch } from '#shared/domain/ids.ts';
import { mergeOutcome } from '#shared/domain/merge.ts';
import { invariant } from '#shared/util/assert.ts';
import { silenceBot } from '../bot/silence.ts';
import type { Unit } from '../journal/ledger.ts';

/** Makes one of the two conversations and returns it. */
export function mergeConversations(
  unit: Unit,
  one: Conversation,
  other: Conversation,
  by: AgentId | null,
): Conversation {
  const { tx, record } = unit;
  const { into, gone, ...outcome } = mergeOutcome(one, other);
  // Two talks do not become one, and somebody may have the other chat.
  silenceBot(unit, into.id);
  silenceBot(unit, gone.id);
  record(
    {
      kind: 'contact.merged',
      conversationId: into.id,
      goneId: gone.id,
      why: by === null ? 'same-person' : 'by-hand',
      lastMessageId: tx.messages.lastId(),
      ...outcome,
    },
    by,
  );
  const merged = tx.conversations.get(into.id);
  invariant(merged !== null, 'the one that goes on is stored');
  return merged;
}

/** Undoes a merge, wherever its messages were taken along to since; null when there is none. */
export function unmergeConversations(
  { tx, record }: Unit,
  goneId: ConversationId,
  by: AgentId,
): { readonly conversation: Conversation; readonly restored: Conversation } | null {
  const holderId = tx.merges.holderOf(goneId);
  const holder = holderId === null ? null : tx.conversations.get(holderId);
  if (holder === null) return null;
  // By two: a screen that showed two people as one must look again, its owner's included, who may
  // otherwise still act under the epoch before.
  const epoch = (holder.epoch + 2) as Epoch;
  record({ kind: 'contact.unmerged', conversationId: holder.id, goneId, epoch }, by);
  const conversation = tx.conversations.get(holder.id);
  const restored = tx.conversations.get(goneId);
  invariant(conversation !== null && restored !== null, 'both are stored');
  return { conversation, restored };
}
