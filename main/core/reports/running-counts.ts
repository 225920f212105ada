import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { AgentPresence } from '#shared/domain/presence.ts';
import { HOURS } from '#shared/domain/reports/slots.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';
import type { Tx } from '../ports/store.ts';
import { partsByDay, placeOf } from './office-day.ts';

/** How many chats people have at once, and how many customers are in the queue. */
export function followChats(tx: Tx, at: number, { before, after }: ConversationChange): void {
  const [had, has] = [ownerOf(before), ownerOf(after)];
  if (had !== has) {
    if (had !== null) moveCount(tx, at, had, -1);
    if (has !== null) moveCount(tx, at, has, 1);
  }
  const waited = before?.state === 'waiting';
  const waits = after?.state === 'waiting';
  if (waited !== waits) moveQueue(tx, at, waits ? 1 : -1);
}

function ownerOf(conversation: Conversation | null): AgentId | null {
  return conversation?.state === 'open' ? conversation.ownerId : null;
}

function moveCount(tx: Tx, at: number, agentId: AgentId, by: 1 | -1): void {
  const { chats, since } = tx.reports.count(agentId) ?? { chats: 0, since: at };
  const status = tx.presence.get(agentId)?.status ?? 'offline';
  if (status !== 'offline') addLoad(tx, agentId, chats, since, at);
  tx.reports.putCount(agentId, { chats: chats + by, since: Math.max(since, at) });
}

function addLoad(tx: Tx, agentId: AgentId, chats: number, from: number, to: number): void {
  for (const { day, ms } of partsByDay(tx, from, to, agentId)) {
    tx.reports.addLoad({ day, agentId, chats }, ms);
  }
}

function moveQueue(tx: Tx, at: number, by: 1 | -1): void {
  const before = tx.reports.count('queue')?.chats ?? 0;
  const after = before + by;
  const { day, slot } = placeOf(tx, at);
  tx.reports.putCount('queue', { chats: after, since: at });
  tx.reports.noteQueue(day, slot % HOURS, before, after);
}

/**
 * Somebody was what they were until now; or until earlier, where the host was off and learned of it
 * later: nobody was here then.
 */
export function followStatus(
  tx: Tx,
  at: number,
  { agentId, status, since }: Extract<Fact, { kind: 'agent.status-changed' }>,
  past: AgentPresence | null,
): void {
  const { chats, since: counted } = tx.reports.count(agentId) ?? { chats: 0, since: at };
  if (past === null || past.status === 'offline') {
    if (status !== 'offline') tx.reports.putCount(agentId, { chats, since: at });
    return;
  }
  if (past.status === status) return;
  const until = since ?? at;
  for (const { day, ms, openMs } of partsByDay(tx, past.since, until, agentId)) {
    tx.reports.addStatus({ day, agentId, status: past.status }, ms, openMs);
  }
  addLoad(tx, agentId, chats, counted, until);
  tx.reports.putCount(agentId, { chats, since: at });
}
