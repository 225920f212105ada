import type { WaAddress } from '#shared/domain/ids.ts';
import type { GatewayEvent, IncomingMessage } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { messageOf, rawCallSchema } from './call-content.ts';
import type { RawCall } from './call-content.ts';
import type { ContactBook } from './contact-book.ts';
import { unknownContact } from './contact-facts.ts';
import type { ContactFacts } from './contact-facts.ts';
import { toAcknowledgement, toIncoming } from './incoming.ts';
import { isNotice, systemContentOf } from './notices.ts';
import { formatKey } from '#shared/domain/message-key.ts';
import { News } from './news.ts';
import { personAddress } from './person-chat.ts';
import { rawMessageSchema } from './raw-message.ts';
import type { RawMessage } from './raw-message.ts';

type Arrival =
  | { readonly type: 'message'; readonly raw: RawMessage; readonly chat: WaAddress }
  | { readonly type: 'call'; readonly raw: RawMessage; readonly call: RawCall }
  | { readonly type: 'ack'; readonly raw: RawMessage; readonly ack: number };

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
  #waiting: Arrival[] = [];
  #isDraining = false;

  constructor(options: InboundOptions) {
    this.#options = options;
  }

  /** Chats with these are notes to oneself, not customers. */
  setOwnAddresses(addresses: readonly string[]): void {
    this.#ownAddresses = new Set(addresses);
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

  /** Messages of one chat as the domain wants them; what is not for it is left out. */
  async mapHistory(address: WaAddress, data: readonly unknown[]): Promise<IncomingMessage[]> {
    const { contacts, clock, log } = this.#options;
    const facts = (await contacts.about([address])).get(address) ?? unknownContact(address);
    return data.flatMap((each) => {
      const raw = this.#read(each);
      if (!raw || !this.chatOf(raw)) return [];
      return toIncoming(raw, facts, clock.now(), log) ?? [];
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
    const { raw } = arrival;
    try {
      if (arrival.type === 'ack') this.#emitAcknowledgement(raw, arrival.ack);
      else if (arrival.type === 'call') this.#emitCall(raw, arrival.call);
      else this.#emitMessage(raw, facts.get(arrival.chat) ?? unknownContact(arrival.chat));
    } catch (error) {
      this.#options.log.error({ error, type: raw.type }, 'An event of WhatsApp Web was lost.');
    }
  }

  #emitMessage(raw: RawMessage, facts: ContactFacts): void {
    const { clock, log, emit } = this.#options;
    const message = toIncoming(raw, facts, clock.now(), log);
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
