import type { Conversation } from '#shared/domain/conversation.ts';
import { handled } from '#shared/domain/conversation-handling.ts';
import { isHandlingFact } from '#shared/domain/handling.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { moveOf } from '#shared/domain/move.ts';
import type { LostConversation } from '#shared/domain/move.ts';

/**
 * What `agentId` is told of a conversation that they see no more: who took it out of their hands, to
 * whom and why, or what came of their request for it. Nothing of what came after; null: nothing.
 */
export function lostFromSight(
  agentId: AgentId,
  before: Conversation,
  entries: readonly JournalEntry[],
): LostConversation | null {
  const wasTheirs = before.ownerId === agentId;
  if (!wasTheirs && before.request?.byId !== agentId) return null;
  let { ownerId, request } = before;
  let told: LostConversation | null = null;
  for (const entry of entries) {
    const { fact, by, at } = entry;
    if (fact.kind === 'contact.merged') {
      if (fact.goneId === before.id) return told;
      if (fact.conversationId === before.id) [ownerId, request] = [fact.ownerId, null];
    }
    if (!isHandlingFact(fact) || fact.conversationId !== before.id) continue;
    const after = { ...before, ownerId, request, ...handled(before, fact, by, at) };
    const isLoss = ownerId === agentId && after.ownerId !== agentId;
    const isAnswer = fact.kind === 'conversation.request-ended' && request?.byId === agentId;
    const move = (wasTheirs ? isLoss : isAnswer) ? moveOf(entry) : null;
    if (move !== null && move.by !== agentId) {
      const { conversationId, ...how } = move;
      told = { conversationId, contact: before.contact, move: how, ownerId: after.ownerId };
    }
    ({ ownerId, request } = after);
  }
  return told;
}
