import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import { conversationWith } from './contacts.ts';

/** `live`: told by an event; `catch-up`: found afterwards in the chat. */
export type Arrival = 'live' | 'catch-up';

/**
 * Stores a message that WhatsApp delivered, once, whatever is repeated (I3).
 * Resolves with the new message when it is on disk, with null when it was there already.
 */
export function receive(
  ledger: Ledger,
  incoming: IncomingMessage,
  arrival: Arrival,
): Promise<Message | null> {
  return ledger.write((unit) => store(unit, incoming, arrival));
}

function store(unit: Unit, incoming: IncomingMessage, arrival: Arrival): Message | null {
  const { tx, record } = unit;
  if (tx.messages.byKey(incoming.key) !== null) return null;

  const conversation = conversationWith(unit, incoming.contact);
  const isFromContact = incoming.from === 'contact';
  const message: Message = {
    id: tx.nextId('message') as MessageId,
    conversationId: conversation.id,
    waKey: incoming.key,
    author: isFromContact ? { type: 'contact' } : { type: 'phone' },
    at: arrival === 'live' ? inTimelineOrder(conversation, incoming.at) : incoming.at,
    content: incoming.content,
    state: isFromContact ? 'received' : 'sent',
    failure: null,
    clientRef: null,
    arrivedLate: arrival === 'catch-up',
  };
  const kind = isFromContact ? 'message.received' : 'message.observed';
  record({ kind, conversationId: conversation.id, message });
  return message;
}

/**
 * WhatsApp tells whole seconds. A live message of the same second as our own newest one came after
 * it, and is shown after it.
 */
function inTimelineOrder({ lastAt, last }: Conversation, at: number): number {
  const isSameSecond = last !== null && at === Math.floor(lastAt / 1000) * 1000;
  return isSameSecond ? lastAt : at;
}
