import { expect } from 'vitest';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { LostConversation } from '#shared/domain/move.ts';

/**
 * What somebody is told of a chat that they do not see is one entry, which another made, about what
 * they had or asked for when they were last up to date, `before`, with the contact that they knew.
 */
export function expectConcerns(
  agentId: AgentId,
  before: Conversation | undefined,
  { conversationId, contact, move, ownerId }: LostConversation,
  journal: Reads['journal'],
  why: string,
): void {
  expect(before, why).toBeDefined();
  expect(contact, why).toEqual(before?.contact);
  expect(move.by, why).not.toBe(agentId);
  const isAnswer = move.why === 'kept' || move.why === 'expired';
  expect(isAnswer, why).toBe(before?.ownerId !== agentId);
  if (isAnswer) {
    expect(ownerId, why).toBe(before?.ownerId);
    return;
  }
  const entries = journal.handling([conversationId], 0, Number.MAX_SAFE_INTEGER);
  const said = entries.filter(({ by, fact }) => {
    if (by !== move.by) return false;
    if (fact.kind === 'conversation.undone') return fact.ownerId === ownerId;
    if (fact.kind === 'conversation.taken-over') {
      return fact.fromId === agentId && fact.ownerId === ownerId;
    }
    const isTransfer = fact.kind === 'conversation.transferred' && fact.fromId === agentId;
    return isTransfer && fact.toId === ownerId;
  });
  expect(said, why).not.toEqual([]);
}
