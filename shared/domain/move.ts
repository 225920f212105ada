import { z } from 'zod';
import { contactSchema } from './contact.ts';
import { REASON_LENGTH, transferReasonSchema } from './handling.ts';
import { agentIdSchema, conversationIdSchema } from './ids.ts';
import type { ConversationId } from './ids.ts';
import type { JournalEntry } from './journal.ts';

/**
 * Somebody passed a conversation on, took that back, took it over or did not give it to who asked for
 * it; `by` null: the host did.
 */
export const moveSchema = z.object({
  by: agentIdSchema.nullable(),
  /** Of a transfer; null: it was taken back. `kept`, `expired`: what came of a request. */
  why: z.enum([...transferReasonSchema.options, 'taken-over', 'kept', 'expired']).nullable(),
  /** What whoever took it over says to its owner. */
  reason: z.string().min(1).max(REASON_LENGTH).optional(),
});
export type Move = Readonly<z.infer<typeof moveSchema>>;

/** What its former owner, or who asked for it, is told of a conversation that they see no more. */
export const lostConversationSchema = z.object({
  conversationId: conversationIdSchema,
  /** As it was before it changed. */
  contact: contactSchema,
  move: moveSchema,
  /** Whose it was right after that; null: nobody's. */
  ownerId: agentIdSchema.nullable(),
});
export type LostConversation = Readonly<z.infer<typeof lostConversationSchema>>;

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
