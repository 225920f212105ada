import { randomBytes } from 'node:crypto';
import { Emitter } from '#shared/util/emitter.ts';
import { ChatRecord } from './chat-record.ts';
import type { StoredMessage } from './chat-record.ts';
import type { WireContact, WireKey, WireMe, WireReaction, WireVote } from '../protocol.ts';

export type AccountEvent =
  | { readonly type: 'message'; readonly message: StoredMessage; readonly isSilent: boolean }
  | { readonly type: 'call'; readonly id: string; readonly from: string; readonly isVideo: boolean }
  | { readonly type: 'ack'; readonly message: StoredMessage }
  | { readonly type: 'change'; readonly message: StoredMessage; readonly change: MessageChange }
  | {
      readonly type: 'reaction';
      readonly message: StoredMessage;
      readonly reaction: WireReaction;
    }
  | { readonly type: 'vote'; readonly message: StoredMessage; readonly vote: WireVote }
  | { readonly type: 'unread'; readonly chat: ChatRecord };

/** What is different about a message now, in the words of the page's model. */
export type MessageChange = Readonly<Record<string, unknown>>;

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

  /** What could not be read before says this. */
  reveal(message: StoredMessage, body: string): void {
    Object.assign(message, { type: 'chat', body });
    this.events.emit({ type: 'change', message, change: { type: 'chat', body } });
  }

  /** Changes its text, or a file's caption. */
  edit(message: StoredMessage, text: string, at = Date.now()): void {
    message.editedAt = at;
    if (message.media) message.media = { ...message.media, caption: text };
    else message.body = text;
    const change = { [message.media ? 'caption' : 'body']: text, latestEditSenderTimestampMs: at };
    this.events.emit({ type: 'change', message, change });
  }

  /** Deletes it for everyone. */
  revoke(message: StoredMessage): void {
    Object.assign(message, { type: 'revoked', body: '' });
    delete message.media;
    delete message.reactions;
    this.events.emit({ type: 'change', message, change: { type: 'revoked', body: '' } });
  }

  /** An empty emoji takes the sender's reaction back. */
  react(message: StoredMessage, from: string, emoji: string, at = Date.now()): void {
    const reaction = { key: this.#addonKey(message, from), from, emoji, at };
    const others = (message.reactions ?? []).filter((each) => each.from !== from);
    message.reactions = emoji === '' ? others : [...others, reaction];
    this.events.emit({ type: 'reaction', message, reaction });
  }

  vote(message: StoredMessage, from: string, options: readonly number[], at = Date.now()): void {
    const vote = { key: this.#addonKey(message, from), from, options, at };
    message.votes = [...(message.votes ?? []).filter((each) => each.from !== from), vote];
    this.events.emit({ type: 'vote', message, vote });
  }

  #addonKey({ key: { remote } }: StoredMessage, from: string): WireKey {
    const fromMe = from === this.me.id || from === this.me.lid;
    return { fromMe, remote, id: phoneMessageId() };
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
