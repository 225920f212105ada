import type { Agent } from '#shared/domain/agent.ts';
import { agentSchema } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { conversationSchema } from '#shared/domain/conversation.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { journalEntrySchema } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { messageSchema } from '#shared/domain/message.ts';

export function anAgent(id: number, more: Partial<{ name: string; role: string }> = {}): Agent {
  return agentSchema.parse({ id, name: `Agent ${id}`, role: 'agent', ...more });
}

/** Everything that is not said is plausible: a waiting conversation with one unread message. */
export function aConversation(id: number, more: object = {}): Conversation {
  const address = `4420000${id}@c.us`;
  return conversationSchema.parse({
    id,
    contact: {
      id,
      name: `Customer ${id}`,
      phone: `+4420000${id}`,
      address,
      addresses: [address],
    },
    state: 'waiting',
    ownerId: null,
    epoch: 0,
    episode: 1,
    last: null,
    lastAt: 1_000 + id,
    lastCustomerMessageId: null,
    waitingSince: 1_000 + id,
    unread: 1,
    revision: 1,
    ...more,
  });
}

/** A customer's text unless `more` says otherwise. */
export function aMessage(id: number, conversationId: number, more: object = {}): Message {
  return messageSchema.parse({
    id,
    conversationId,
    waKey: `false_4420000${conversationId}@c.us_${id}`,
    author: { type: 'contact' },
    at: 1_000 + id,
    content: { kind: 'text', text: `Text ${id}` },
    state: 'received',
    failure: null,
    clientRef: null,
    arrivedLate: false,
    isImported: false,
    ...more,
  });
}

export function anEntry(seq: number, fact: object, by: number | null = null): JournalEntry {
  return journalEntrySchema.parse({ seq, at: 1_000 + seq, by, fact });
}
