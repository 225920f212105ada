import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId, ClientRef, ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { fail } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import type { Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import type { Clock } from '../ports/system.ts';

interface Wording {
  readonly text: string;
  readonly mentions: readonly AgentId[];
  readonly clientRef: ClientRef;
}

/** Why this cannot become a note under its reference: another message has it. */
export function misusedReference(
  { messages }: Reads,
  writer: Agent,
  conversationId: ConversationId,
  { text, clientRef }: Pick<Wording, 'text' | 'clientRef'>,
): Failure<'client-ref-reused'> | null {
  const known = messages.byClientRef(writer.id, clientRef);
  if (known === null) return null;
  const { content } = known;
  const isSame =
    known.conversationId === conversationId && content.kind === 'note' && content.text === text;
  return isSame ? null : fail('client-ref-reused', 'This reference belongs to another message.');
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
