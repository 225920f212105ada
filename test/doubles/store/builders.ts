import type { Agent } from '#shared/domain/agent.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type {
  AgentId,
  ContactId,
  ConversationId,
  Epoch,
  MessageId,
  Seq,
  WaAddress,
  WaMessageKey,
} from '#shared/domain/ids.ts';
import type { Media, MediaContent, Message } from '#shared/domain/message.ts';

/** A Thursday in January 2026. */
export const NOON = Date.UTC(2026, 0, 15, 12, 0, 0);

export function anAgent(id: number, changes: Partial<Agent> = {}): Agent {
  return {
    id: id as AgentId,
    name: `Agent ${id}`,
    role: 'agent',
    skills: [],
    capacity: null,
    isDeactivated: false,
    ...changes,
  };
}

export function aContact(id: number, changes: Partial<Contact> = {}): Contact {
  const address = `${49_151_000_000 + id}@c.us` as WaAddress;
  const name = changes.name ?? `Contact ${id}`;
  return {
    id: id as ContactId,
    name,
    names: { ours: null, saved: null, whatsapp: name },
    phone: `+${49_151_000_000 + id}`,
    address,
    addresses: [address],
    isBlocked: false,
    picture: null,
    fields: {},
    ...changes,
  };
}

/** Waits since noon, in its first episode; its contact has the same number. */
export function aConversation(id: number, changes: Partial<Conversation> = {}): Conversation {
  return {
    id: id as ConversationId,
    contact: aContact(id),
    state: 'waiting',
    ownerId: null,
    lastOwnerId: null,
    epoch: 0 as Epoch,
    episode: 1,
    last: null,
    lastAt: NOON,
    lastCustomerMessageId: null,
    waitingSince: NOON,
    unread: 0,
    snoozedUntil: null,
    handover: null,
    request: null,
    answerDueAt: null,
    tags: [],
    mentions: [],
    bot: null,
    rules: null,
    revision: 0 as Seq,
    ...changes,
  };
}

/** A customer's text in conversation 1. */
export function aMessage(id: number, changes: Partial<Message> = {}): Message {
  return {
    id: id as MessageId,
    conversationId: 1 as ConversationId,
    waKey: `false_49151000001@c.us_${String(id).padStart(20, '0')}` as WaMessageKey,
    author: { type: 'contact' },
    at: NOON + id,
    content: { kind: 'text', text: `Text ${id}` },
    state: 'received',
    failure: null,
    clientRef: null,
    arrivedLate: false,
    isImported: false,
    ...changes,
  };
}

export function aPicture(caption: string, changes: Partial<Media> = {}): MediaContent {
  return {
    kind: 'image',
    caption,
    media: {
      state: 'pending',
      hash: null,
      mime: 'image/jpeg',
      bytes: null,
      fileName: null,
      seconds: null,
      width: null,
      height: null,
      ...changes,
    },
  };
}
