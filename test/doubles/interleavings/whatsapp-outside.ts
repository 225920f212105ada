import type { IncomingMessage, OutgoingMessage, SendOutcome } from '#main/core/ports/gateway.ts';
import type { Clock } from '#main/core/ports/system.ts';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { ScriptedGateway } from '../gateway/scripted-gateway.ts';
import { incoming } from '../gateway/incoming.ts';
import type { OnWhatsApp } from './steps.ts';

/** What becomes of the next message that is handed over. */
export type Fate = 'accepted' | 'refused' | 'went-out' | 'lost';

interface Copy {
  readonly key: WaMessageKey;
  readonly text: string;
  readonly to: WaAddress;
}

export const addressOf = (customer: number) => `491510000${customer}@c.us` as WaAddress;

/** Customers, and WhatsApp as it outlives the host: what was said, and what it was handed. */
export class WhatsAppOutside {
  /** Everything that was ever handed over, whatever became of it. */
  readonly handedOver: Copy[] = [];
  next: Fate = 'accepted';
  /** What of that was really sent. */
  readonly taken: Copy[] = [];
  /** What customers wrote, and what was written on the phone. */
  readonly said: IncomingMessage[] = [];
  readonly #clock: Pick<Clock, 'now'>;
  #gateway: ScriptedGateway | null = null;
  #texts = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  attach(gateway: ScriptedGateway): void {
    this.#gateway = gateway;
    for (const message of this.said) this.#intoHistory(message);
    gateway.findAnswer = (key) => (this.taken.some((each) => each.key === key) ? 'sent' : 'absent');
    gateway.sendAnswer = (message) => Promise.resolve(this.#take(message));
  }

  run(step: OnWhatsApp): void {
    switch (step.do) {
      case 'writes':
        return this.write(step.chat, step.late);
      case 'phone':
        return this.#say(step.chat, 'us', 0);
      case 'told again':
        return this.#repeat(step.back);
      case 'ack':
        return this.#acknowledge(step.back, step.state);
      case 'fate':
        this.next = step.fate;
        return;
      case 'link':
        if (step.isUp) this.#gateway?.connect();
        else this.#gateway?.disconnect();
    }
  }

  /** `late`: written so many seconds ago. */
  write(customer: number, late: number): void {
    this.#say(customer, 'contact', late);
  }

  /** WhatsApp tells of something once more. */
  #repeat(back: number): void {
    const message = this.said.at(-1 - back);
    if (message && this.#isLinked) this.#gateway?.emit({ type: 'message', message });
  }

  #acknowledge(back: number, state: 'sent' | 'delivered' | 'read' | 'refused'): void {
    const copy = this.taken.at(-1 - back);
    if (copy && this.#isLinked) this.#gateway?.emit({ type: 'acknowledged', key: copy.key, state });
  }

  get #isLinked(): boolean {
    return this.#gateway?.link().name === 'connected';
  }

  #say(customer: number, from: 'contact' | 'us', late: number): void {
    this.#texts += 1;
    const address = addressOf(customer);
    const at = Math.floor(this.#clock.now() / 1_000 - late) * 1_000;
    const key = `${from === 'us'}_${address}_SAID${this.#texts}` as WaMessageKey;
    const message = incoming(`Said ${this.#texts}.`, { key, from, at, contact: { address } });
    this.said.push(message);
    this.#intoHistory(message);
    if (this.#isLinked) this.#gateway?.emit({ type: 'message', message });
  }

  /** What the chats show, in the order of time. */
  #intoHistory(message: IncomingMessage): void {
    const gateway = this.#gateway;
    if (!gateway) return;
    const { address } = message.contact;
    const all = [...(gateway.histories.get(address) ?? []), message].sort((a, b) => a.at - b.at);
    gateway.histories.set(address, all);
    gateway.chatList = [...gateway.histories].map(([each, messages]) => ({
      address: each,
      lastMessageAt: messages.at(-1)?.at ?? 0,
      lastKey: messages.at(-1)?.key ?? null,
      unread: 0,
    }));
  }

  #take({ key, to, content }: OutgoingMessage): SendOutcome {
    const fate = this.next;
    this.next = 'accepted';
    const text = content.kind === 'text' ? content.text : '';
    const copy = { key, to, text };
    this.handedOver.push(copy);
    if (fate === 'refused') {
      return { outcome: 'refused', failure: { code: 'rejected', detail: 'no' } };
    }
    if (fate === 'lost') return { outcome: 'unknown', why: fate };
    this.taken.push(copy);
    return fate === 'accepted' ? { outcome: 'accepted' } : { outcome: 'unknown', why: fate };
  }
}
