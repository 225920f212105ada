import type { WireChat, WireMedia, WireMessage, WireReaction, WireVote } from '../protocol.ts';

export interface StoredMessage extends WireMessage {
  type: string;
  body?: string;
  media?: WireMedia;
  editedAt?: number;
  reactions?: readonly WireReaction[];
  votes?: readonly WireVote[];
  /** `device`: a linked browser; `phone`: the owner by hand. */
  readonly sentBy: 'contact' | 'phone' | 'device';
  ack: number;
}

/** A chat with everything ever said in it. */
export class ChatRecord {
  readonly id: string;
  title: string;
  unread = 0;
  participants: readonly string[] | undefined;
  readonly messages: StoredMessage[] = [];
  #byId = new Map<string, StoredMessage>();

  constructor(id: string, title: string) {
    this.id = id;
    this.title = title;
  }

  add(message: StoredMessage): boolean {
    if (this.#byId.has(message.key.id)) return false;
    this.#byId.set(message.key.id, message);
    this.messages.push(message);
    return true;
  }

  find(id: string): StoredMessage | undefined {
    return this.#byId.get(id);
  }

  /** Up to `limit` messages before that one, oldest first. */
  earlier(before: string | null, limit: number): StoredMessage[] {
    const last = this.messages.findLastIndex((message) => message.key.id === before);
    const end = before === null || last < 0 ? this.messages.length : last;
    return this.messages.slice(Math.max(0, end - limit), end);
  }

  toWire(): WireChat {
    const last = this.messages.at(-1);
    return {
      id: this.id,
      title: this.title,
      unread: this.unread,
      t: last?.t ?? 0,
      ...(this.participants && { participants: this.participants }),
      ...(last && { last }),
    };
  }
}
