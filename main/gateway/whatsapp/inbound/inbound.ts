import type { WaAddress } from '#shared/domain/ids.ts';
import type { GatewayEvent, IncomingMessage, MessageAction } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { PageAddons } from '../page/addons.ts';
import type { ReadAction } from './actions.ts';
import { messageOf, rawCallSchema } from './call-content.ts';
import type { RawCall } from './call-content.ts';
import type { ContactBook } from './contact-book.ts';
import { unknownContact } from './contact-facts.ts';
import type { ContactFacts } from './contact-facts.ts';
import { addonExtras, extrasOf } from './extras.ts';
import { isOneOf } from './identity.ts';
import type { IsOwn } from './identity.ts';
import { toAcknowledgement, toIncoming } from './incoming.ts';
import { isNotice, systemContentOf } from './notices.ts';
import { formatKey, parseKey } from '#shared/domain/message-key.ts';
import { News } from './news.ts';
import { personAddress } from './person-chat.ts';
import { rawMessageSchema } from './raw-message.ts';
import type { RawMessage } from './raw-message.ts';

type Arrival =
  | { readonly type: 'message'; readonly raw: RawMessage; readonly chat: WaAddress }
  | { readonly type: 'call'; readonly raw: RawMessage; readonly call: RawCall }
  | { readonly type: 'ack'; readonly raw: RawMessage; readonly ack: number }
  | { readonly type: 'action'; readonly action: MessageAction };

/** A message as the page has it, with what belongs to it elsewhere in the page. */
export interface FoundMessage {
  readonly data: unknown;
  /** Null: the page was not asked. */
  readonly addons: PageAddons | null;
}

interface InboundOptions {
  readonly contacts: ContactBook;
  readonly emit: (event: GatewayEvent) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Turns what the page reports into events, in the order of arrival. */
export class Inbound {
  readonly #options: InboundOptions;
  readonly #news = new News();
  #ownAddresses: ReadonlySet<string> = new Set();
  #isOwn: IsOwn = isOneOf(this.#ownAddresses);
  #waiting: Arrival[] = [];
  #isDraining = false;

  constructor(options: InboundOptions) {
    this.#options = options;
  }

  /** Chats with these are notes to oneself, not customers. */
  setOwnAddresses(addresses: readonly string[]): void {
    this.#ownAddresses = new Set(addresses);
    this.#isOwn = isOneOf(this.#ownAddresses);
  }

  message(data: unknown): void {
    const raw = this.#read(data);
    const chat = raw && this.chatOf(raw);
    if (!raw || !chat) return;
    this.#push({ type: 'message', raw, chat });
    // A message from the phone may bring its state along and never report it again.
    if (raw.id.fromMe && raw.ack != null) this.#push({ type: 'ack', raw, ack: raw.ack });
  }

  /** It rings: first as a message, so that it is on record, then as a call to deal with. */
  call(data: unknown): void {
    const call = rawCallSchema.safeParse(data);
    if (!call.success) {
      this.#options.log.error({}, 'WhatsApp Web reported a call without id or caller.');
      return;
    }
    if (call.data.isGroup === true || call.data.fromMe === true) return;
    const raw = messageOf(call.data, this.#options.clock.now());
    const chat = this.chatOf(raw);
    if (!chat) return;
    this.#push({ type: 'message', raw, chat });
    this.#push({ type: 'call', raw, call: call.data });
  }

  acknowledged(data: unknown, ack: number): void {
    const raw = this.#read(data);
    if (raw?.id.fromMe !== true || !this.chatOf(raw)) return;
    this.#push({ type: 'ack', raw, ack });
  }

  /** Something happened to messages that are there, or will be. */
  happened(read: ReadAction, data: unknown): void {
    const { clock, log } = this.#options;
    try {
      for (const action of read(data, this.#isOwn, clock.now())) {
        const chat = parseKey(action.key)?.remote;
        if (chat !== undefined && this.customerAddress(chat))
          this.#push({ type: 'action', action });
      }
    } catch (error) {
      log.error({ error }, 'WhatsApp Web reported what happened to a message in an unknown shape.');
    }
  }

  /**
   * Messages of one chat as the domain wants them; what is not for it is left out. `asOf`: when
   * the page was asked for them.
   */
  async mapHistory(
    address: WaAddress,
    found: readonly FoundMessage[],
    asOf: number,
  ): Promise<IncomingMessage[]> {
    const { contacts, clock, log } = this.#options;
    const facts = (await contacts.about([address])).get(address) ?? unknownContact(address);
    return found.flatMap(({ data, addons }) => {
      const raw = this.#read(data);
      if (!raw || !this.chatOf(raw)) return [];
      const now = clock.now();
      const extras = {
        asOf,
        ...extrasOf(raw, this.#isOwn, now),
        ...addonExtras(raw, addons, this.#isOwn, now),
      };
      return toIncoming(raw, facts, now, log, extras) ?? [];
    });
  }

  /** The customer's address when the message is one for the domain. */
  chatOf(raw: RawMessage): WaAddress | null {
    if (raw.isStatusV3 === true) return null;
    if (isNotice(raw) && systemContentOf(raw) === null) return null;
    return this.customerAddress(raw.id.remote);
  }

  customerAddress(chat: string): WaAddress | null {
    return this.#ownAddresses.has(chat) ? null : personAddress(chat);
  }

  stop(): void {
    this.#waiting = [];
  }

  #read(data: unknown): RawMessage | null {
    const parsed = rawMessageSchema.safeParse(data);
    if (parsed.success) return parsed.data;
    const fields = parsed.error.issues.map(({ path }) => path.join('.'));
    this.#options.log.error({ fields }, 'WhatsApp Web reported a message without a usable key.');
    return null;
  }

  #push(arrival: Arrival): void {
    this.#waiting.push(arrival);
    if (!this.#isDraining) void this.#drain();
  }

  /** What arrives during a look-up waits and shares the next one. */
  async #drain(): Promise<void> {
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const chats = batch.flatMap((arrival) => (arrival.type === 'message' ? arrival.chat : []));
      const facts = await this.#options.contacts.about(chats);
      for (const arrival of batch) this.#emit(arrival, facts);
    }
    this.#isDraining = false;
  }

  #emit(arrival: Arrival, facts: ReadonlyMap<WaAddress, ContactFacts>): void {
    try {
      if (arrival.type === 'action') this.#options.emit(arrival.action);
      else if (arrival.type === 'ack') this.#emitAcknowledgement(arrival.raw, arrival.ack);
      else if (arrival.type === 'call') this.#emitCall(arrival.raw, arrival.call);
      else this.#emitMessage(arrival.raw, facts.get(arrival.chat) ?? unknownContact(arrival.chat));
    } catch (error) {
      this.#options.log.error({ error, type: arrival.type }, 'An event of WhatsApp Web was lost.');
    }
  }

  #emitMessage(raw: RawMessage, facts: ContactFacts): void {
    const { clock, log, emit } = this.#options;
    const now = clock.now();
    const message = toIncoming(raw, facts, now, log, extrasOf(raw, this.#isOwn, now));
    if (message && this.#news.isNewMessage(message)) emit({ type: 'message', message });
  }

  #emitCall(raw: RawMessage, { id, from }: RawCall): void {
    this.#options.emit({ type: 'call', key: formatKey(raw.id), callId: id, peer: from });
  }

  #emitAcknowledgement(raw: RawMessage, ack: number): void {
    const state = toAcknowledgement(ack);
    if (state === null) return;
    const key = formatKey(raw.id);
    if (!this.#news.isNewAcknowledgement(key, state)) return;
    this.#options.emit({ type: 'acknowledged', key, state });
  }
}
