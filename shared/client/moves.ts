import type { ConversationId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Move } from './types.ts';

/** What an entry says of how a conversation came to whom it is with; null: nothing. */
export function moveOf({
  by,
  fact,
}: JournalEntry): (Move & { readonly conversationId: ConversationId }) | null {
  if (fact.kind === 'conversation.transferred') {
    return { conversationId: fact.conversationId, by, why: fact.why };
  }
  if (fact.kind === 'conversation.undone' && fact.what === 'transfer') {
    return { conversationId: fact.conversationId, by, why: null };
  }
  if (fact.kind === 'conversation.taken-over') {
    const { conversationId, reason } = fact;
    return { conversationId, by, why: 'taken-over', reason };
  }
  if (fact.kind === 'conversation.request-ended' && fact.how !== 'withdrawn') {
    return { conversationId: fact.conversationId, by, why: fact.how };
  }
  return null;
}
