import { Emitter } from '#shared/util/emitter.ts';
import type { Account, AccountEvent } from './account.ts';
import type { StoredMessage } from './chat-record.ts';
import { Devices } from './devices.ts';
import { Line } from './line.ts';
import type { Pairing } from './pairing.ts';
import type { WebSocket } from 'ws';
import type { FromPage, PageAct, ToPage, WireChat, WireContact, WireMessage } from '../protocol.ts';

/** How many messages one step back into a chat brings. */
const PAGE = 50;

/** What WhatsApp does with the next messages a browser hands it. */
export type ServerSendFault = 'refuse' | 'lose' | 'keep-silent';

/** What a linked browser did to a message. */
export type DoneAct = PageAct & { readonly message: StoredMessage };

export interface ExchangeSettings {
  autoAck: boolean;
  staleLogin: 'in-place' | 'reload';
  syncAtOnce: boolean;
  tellsOwnVotes: boolean;
}

type Hello = Extract<FromPage, { type: 'hello' }>;

/** WhatsApp's servers between the account and its linked browsers. */
export class Exchange {
  readonly devices = new Devices();
  readonly sent: StoredMessage[] = [];
  readonly acts: DoneAct[] = [];
  readonly onAct = new Emitter<DoneAct>();
  readonly seen: { readonly chat: string; readonly at: number }[] = [];
  readonly pictureLooks: string[] = [];
  readonly chatStates: { readonly chat: string; readonly state: string }[] = [];
  readonly onChatState = new Emitter<{ readonly chat: string; readonly state: string }>();
  readonly onRejectedCall = new Emitter<string>();
  readonly missing = new Set<string>();
  readonly pageErrors: string[] = [];
  readonly onSent = new Emitter<StoredMessage>();
  readonly onSynced = new Emitter<void>();
  readonly settings: ExchangeSettings;
  readonly #account: Account;
  readonly #pairing: Pairing;
  readonly #faults: ServerSendFault[] = [];

  constructor(account: Account, pairing: Pairing, settings: ExchangeSettings) {
    this.#account = account;
    this.#pairing = pairing;
    this.settings = settings;
    account.events.on((event) => this.devices.broadcast(this.#frameOf(event)));
  }

  accept(socket: WebSocket): void {
    new Line(
      socket,
      (frame, line) => this.#handle(frame, line),
      (line) => {
        this.#pairing.withdraw(line);
        this.devices.detach(line);
      },
    );
  }

  pair(line: Line): void {
    this.#pairing.withdraw(line);
    const credentials = this.devices.link();
    line.send({ type: 'paired', credentials });
    this.devices.attach(credentials, line);
    this.#connect(line);
  }

  failNextSends(fault: ServerSendFault, times: number): void {
    this.#faults.push(...Array.from({ length: times }, () => fault));
  }

  #handle(frame: FromPage, line: Line): void {
    switch (frame.type) {
      case 'hello':
        return this.#greet(frame, line);
      case 'send':
        return this.#take(frame.message, line);
      case 'refresh-qr':
        return this.#pairing.refresh(line);
      case 'seen':
        return this.#markSeen(frame.chat);
      case 'receipt':
        return this.devices.confirm(line, frame.number);
      case 'synced':
        return this.onSynced.emit();
      case 'takeover':
        return line.send({ type: 'state', state: 'CONNECTED' });
      case 'rejected-call':
        return this.onRejectedCall.emit(frame.id);
      case 'missing':
        return void this.missing.add(frame.name);
      case 'page-error':
        return void this.pageErrors.push(frame.text);
      case 'chat-state':
        return this.#showChatState(frame.chat, frame.state);
      case 'armed':
        return;
      default:
        line.send({ type: 'answer', call: frame.call, value: this.#answer(frame, line) });
    }
  }

  #answer(question: Extract<FromPage, { call: number }>, line: Line): unknown {
    switch (question.type) {
      case 'request-code':
        return this.#pairing.makeCode(line);
      case 'act':
        return this.#carryOut(question.act);
      case 'earlier':
        return this.#account.chats.get(question.chat)?.earlier(question.before, PAGE) ?? [];
      case 'find':
        return this.#account.find(question.key) ?? null;
      case 'open-chat':
        return this.#openChat(question.chat);
      case 'picture':
        this.pictureLooks.push(question.address);
        return this.#account.contacts.get(question.address)?.picture ?? null;
      case 'exists':
        return this.#account.contacts.has(question.address) ? question.address : null;
      case 'logout':
        return this.devices.unlink(line).length;
    }
  }

  #greet(hello: Hello, line: Line): void {
    line.keys = hello.keys;
    if (hello.credentials !== null && this.devices.knows(hello.credentials)) {
      this.devices.attach(hello.credentials, line);
      this.#connect(line);
      this.devices.redeliver(line, hello.resumes);
      return;
    }
    const isReloading = hello.credentials !== null && this.settings.staleLogin === 'reload';
    if (hello.credentials !== null) line.send({ type: 'refused-credentials', reload: isReloading });
    if (!isReloading) this.#pairing.offer(line);
  }

  #connect(line: Line): void {
    line.send({
      type: 'connected',
      me: this.#account.me,
      chats: [...this.#account.chats.values()].filter(isListed).map((chat) => chat.toWire()),
      contacts: [...this.#account.contacts.values()],
      syncAtOnce: this.settings.syncAtOnce,
    });
  }

  #take(wire: WireMessage, line: Line): void {
    // Offered again by a page that missed the answer: nobody refuses what is there.
    const known = this.#account.find(wire.key);
    if (known) {
      if (this.settings.autoAck && known.ack === 0) this.#account.acknowledge(known, 1);
      return line.send({ type: 'ack', key: known.key, ack: known.ack });
    }
    const fault = this.#faults.shift();
    if (fault === 'lose') return;
    if (fault === 'refuse') return line.send({ type: 'ack', key: wire.key, ack: -1 });
    const message: StoredMessage = { ...wire, sentBy: 'device' };
    this.sent.push(message);
    this.#account.deliver(message);
    this.onSent.emit(message);
    if (this.settings.autoAck && fault !== 'keep-silent') this.#account.acknowledge(message, 1);
  }

  /** Whether there is such a message. */
  #carryOut(act: PageAct): boolean {
    const message = this.#account.find(act.key);
    if (!message) return false;
    const me = act.key.remote.endsWith('@lid') ? this.#account.me.lid : this.#account.me.id;
    if (act.type === 'react') this.#account.react(message, me, act.emoji);
    else if (act.type === 'edit') this.#account.edit(message, act.text);
    else if (act.type === 'revoke') this.#account.revoke(message);
    else if (act.type === 'vote') this.#account.vote(message, me, act.options);
    const done = { ...act, message };
    this.acts.push(done);
    this.onAct.emit(done);
    return true;
  }

  #showChatState(chat: string, state: string): void {
    this.chatStates.push({ chat, state });
    this.onChatState.emit({ chat, state });
  }

  #markSeen(id: string): void {
    this.seen.push({ chat: id, at: Date.now() });
    const chat = this.#account.chats.get(id);
    if (chat) chat.unread = 0;
  }

  /** A person's chat is one chat, under the address it began with. */
  #openChat(id: string): WireChat | null {
    const contact = this.#account.contacts.get(id);
    const other = this.#account.chats.get(contact?.lid ?? contact?.phone ?? '');
    if (!this.#account.chats.has(id) && other) return other.toWire();
    const isKnown = this.#account.chats.has(id) || this.#account.contacts.has(id);
    return isKnown ? this.#account.chat(id).toWire() : null;
  }

  #frameOf(event: AccountEvent): ToPage {
    switch (event.type) {
      case 'message':
        return this.#messageFrame(event.message, !event.isSilent);
      case 'call':
        return { type: 'call', id: event.id, from: event.from, isVideo: event.isVideo };
      case 'ack':
        return { type: 'ack', key: event.message.key, ack: event.message.ack };
      case 'change':
        return { type: 'change', key: event.message.key, attributes: { ...event.change } };
      case 'reaction':
        return { type: 'reaction', key: event.message.key, reaction: event.reaction };
      case 'vote':
        return {
          type: 'vote',
          key: event.message.key,
          vote: event.vote,
          isSilent: event.vote.key.fromMe && !this.settings.tellsOwnVotes,
        };
      case 'unread':
        return { type: 'unread', chat: event.chat.id, unread: event.chat.unread };
    }
  }

  #messageFrame(message: StoredMessage, live: boolean): ToPage {
    const chat = this.#account.chat(message.key.remote);
    const sender = message.key.participant ?? message.key.remote;
    return {
      type: 'message',
      message,
      live,
      chat: isListed(chat) ? { ...chat.toWire(), last: message } : null,
      contacts: this.#bothAddresses(sender),
    };
  }

  #bothAddresses(id: string): WireContact[] {
    const contact = this.#account.contacts.get(id);
    const other = this.#account.contacts.get(contact?.phone ?? contact?.lid ?? '');
    return [contact, other].filter((it) => it !== undefined);
  }
}

/** The status list is no chat. */
function isListed(chat: { readonly id: string }): boolean {
  return chat.id !== 'status@broadcast';
}
