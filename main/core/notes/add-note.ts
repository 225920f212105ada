import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId, ClientRef, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Unit } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';

interface Wording {
  readonly text: string;
  readonly mentions: readonly AgentId[];
  readonly clientRef: ClientRef;
}

/** A note in the conversation's timeline; the one there is when it was written down before. */
export function addNote(
  { tx, record }: Unit,
  clock: Clock,
  writer: Agent,
  conversationId: ConversationId,
  { text, mentions, clientRef }: Wording,
): Message {
  const known = tx.messages.byClientRef(writer.id, clientRef);
  if (known !== null) return known;
  const lastAt = tx.conversations.get(conversationId)?.lastAt ?? 0;
  const message: Message = {
    id: tx.nextId('message') as MessageId,
    conversationId,
    waKey: null,
    author: { type: 'agent', agentId: writer.id },
    // After what it was written about, also when this PC's clock is behind WhatsApp's.
    at: Math.max(clock.now(), lastAt),
    content: { kind: 'note', text, mentions: [...new Set(mentions)] },
    state: 'received',
    failure: null,
    clientRef,
    arrivedLate: false,
    isImported: false,
  };
  record({ kind: 'note.added', conversationId, message }, writer.id);
  return message;
}
