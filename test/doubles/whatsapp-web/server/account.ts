import { randomBytes } from 'node:crypto';
import { Emitter } from '#shared/util/emitter.ts';
import { ChatRecord } from './chat-record.ts';
import type { StoredMessage } from './chat-record.ts';
import type { WireContact, WireKey, WireMe } from '../protocol.ts';

export type AccountEvent =
  | { readonly type: 'message'; readonly message: StoredMessage; readonly isSilent: boolean }
  | { readonly type: 'call'; readonly id: string; readonly from: string; readonly isVideo: boolean }
  | { readonly type: 'ack'; readonly message: StoredMessage }
  | { readonly type: 'change'; readonly message: StoredMessage; readonly change: MessageChange }
  | { readonly type: 'unread'; readonly chat: ChatRecord };

/** A deletion is a message whose type becomes `revoked`. */
export interface MessageChange {
  readonly type?: string;
  readonly body?: string;
}

/** One WhatsApp account as the servers and the phone know it; browsers come and go. */
export class Account {
  readonly me: WireMe;
  readonly contacts = new Map<string, WireContact>();
  readonly chats = new Map<string, ChatRecord>();
  readonly events = new Emitter<AccountEvent>();

  constructor(me: WireMe) {
    this.me = me;
  }

  /** Also stores the other one of a person's two addresses. */
  putContact(contact: WireContact): void {
    this.contacts.set(contact.id, contact);
    if (contact.phone !== undefined) {
      this.contacts.set(contact.phone, swapped(contact, contact.phone, { lid: contact.id }));
    }
    if (contact.lid !== undefined) {
      this.contacts.set(contact.lid, swapped(contact, contact.lid, { phone: contact.id }));
    }
    const chat = this.chats.get(contact.id);
    if (chat) chat.title = titleOf(contact, contact.id);
  }

  /** The chat, made if need be. */
  chat(id: string): ChatRecord {
    const known = this.chats.get(id);
    if (known) return known;
    const made = new ChatRecord(id, titleOf(this.contacts.get(id), id));
    this.chats.set(id, made);
    return made;
  }

  /**
   * Adds a message to its chat and tells everybody; false when its key is known already.
   * A silent one appears in the browsers' chats without an event.
   */
  deliver(message: StoredMessage, isSilent = false): boolean {
    const chat = this.chat(message.key.remote);
    if (!chat.add(message)) return false;
    if (message.sentBy === 'contact') chat.unread += 1;
    this.events.emit({ type: 'message', message, isSilent });
    return true;
  }

  find(key: WireKey): StoredMessage | undefined {
    return this.chats.get(key.remote)?.find(key.id);
  }

  acknowledge(message: StoredMessage, ack: number): void {
    message.ack = ack;
    this.events.emit({ type: 'ack', message });
  }

  change(message: StoredMessage, change: MessageChange): void {
    Object.assign(message, change);
    this.events.emit({ type: 'change', message, change });
  }

  ring(from: string, isVideo: boolean): string {
    const id = randomBytes(16).toString('hex').toUpperCase();
    this.events.emit({ type: 'call', id, from, isVideo });
    return id;
  }

  setUnread(chat: ChatRecord, unread: number): void {
    chat.unread = unread;
    this.events.emit({ type: 'unread', chat });
  }
}

/** As phones make them; linked browsers make theirs with a `3EB0` in front. */
export function phoneMessageId(): string {
  return 'AC' + randomBytes(15).toString('hex').toUpperCase();
}

function swapped(
  contact: WireContact,
  id: string,
  other: Pick<WireContact, 'phone' | 'lid'>,
): WireContact {
  const { phone: _phone, lid: _lid, ...names } = contact;
  return { ...names, id, ...other };
}

function titleOf(contact: WireContact | undefined, id: string): string {
  const [user = id, server] = id.split('@');
  const number = contact?.phone?.split('@')[0] ?? user;
  if (contact?.savedName !== undefined) return contact.savedName;
  return server === 'c.us' || contact?.phone !== undefined
    ? `+${number}`
    : (contact?.pushName ?? user);
}
