import type { GatewayEvent, MessageAction, OutgoingMessage } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { CustomerContent } from './customer-content.ts';
import { Deliveries } from './deliveries.ts';
import { EventTrouble } from './event-trouble.ts';
import { humanPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';
import { SendPlan } from './send-plan.ts';
import { SimulatedAccount } from './simulated-account.ts';
import type { AccountMessage, Customer } from './simulated-account.ts';
import { SimulatedLink } from './simulated-link.ts';
import type { Besides, SentMessage } from './simulator-controls.ts';

export interface SimulatorSetup {
  readonly seed: number | string;
  readonly clock: Clock;
  readonly log: Log;
  /** People known by name from the start. Strangers may write as well. */
  readonly customers?: readonly Customer[];
  readonly pace?: Pace;
  /** False: the first start shows a QR code and waits for `scan`. */
  readonly startLinked?: boolean;
}

/** What the number and those who play its customers share: the account, the link, what happens. */
export class SimulatedWorld {
  readonly sent: SentMessage[] = [];
  readonly rejectedCalls: string[] = [];
  readonly typingTo = new Set<WaAddress>();
  readonly seen = new Set<WaAddress>();
  readonly blocked = new Set<WaAddress>();
  readonly account = new SimulatedAccount();
  readonly events = new Emitter<GatewayEvent>();
  readonly plan = new SendPlan();
  readonly clock: Clock;
  readonly pace: Pace;
  readonly random: SeededRandom;
  readonly trouble: EventTrouble;
  readonly link: SimulatedLink;
  readonly deliveries: Deliveries;
  readonly #log: Log;
  readonly #sentByKey = new Map<WaMessageKey, SentMessage>();

  constructor({ seed, clock, log, customers = [], pace, startLinked }: SimulatorSetup) {
    const random = createSeededRandom(seed);
    this.clock = clock;
    this.#log = log;
    this.pace = pace ?? humanPace;
    this.random = random.fork('messages');
    this.trouble = new EventTrouble(random.fork('trouble'), clock, (event) =>
      this.events.emit(event),
    );
    this.link = new SimulatedLink({
      clock,
      random: random.fork('link'),
      pace: this.pace,
      isLinked: startLinked ?? true,
      emit: (event) => this.events.emit(event),
    });
    this.deliveries = new Deliveries({
      clock,
      random: random.fork('deliveries'),
      pace: this.pace,
      onProgress: (entry) => this.#showProgress(entry),
    });
    for (const customer of customers) this.account.addCustomer(customer);
  }

  sentUnder(key: WaMessageKey): SentMessage | null {
    return this.#sentByKey.get(key) ?? null;
  }

  /** Our own message shows up as an event before `send` has an answer, as in WhatsApp Web. */
  goOut({ key, to, content, quote }: OutgoingMessage, shown: CustomerContent): void {
    const at = this.clock.now();
    const entry = this.account.add({ key, from: 'us', address: to, content: shown, at, quote });
    const sent = { key, to, content, quote, at, bytes: entry.media?.bytes ?? null };
    this.sent.push(sent);
    this.#sentByKey.set(key, sent);
    this.show({ type: 'message', message: entry.message });
    this.deliveries.start(entry);
  }

  write(
    from: 'contact' | 'us',
    address: WaAddress,
    content: CustomerContent,
    at = this.clock.now(),
    besides: Besides = {},
  ): AccountMessage {
    const key = this.key(from, address);
    const entry = this.account.add({ key, from, address, content, at, ...besides });
    this.show({ type: 'message', message: entry.message });
    return entry;
  }

  happen(action: MessageAction): void {
    this.account.happen(action);
    this.show(action);
  }

  /** Without a connection nobody sees it happen. */
  show(event: GatewayEvent): void {
    if (this.link.isConnected) this.trouble.pass(event);
    else this.#log.debug({ type: event.type }, 'happened while the simulator was away');
  }

  /** The time is in it, so that the keys of another run with the same seed are others. */
  key(from: 'contact' | 'us', address: WaAddress): WaMessageKey {
    const time = this.clock.now().toString(16).toUpperCase();
    const id = `${from === 'us' ? '3EB0' : '3A'}${time}${this.random.hex(10)}`;
    return `${from === 'us'}_${address}_${id}` as WaMessageKey;
  }

  #showProgress({ message: { key }, state }: AccountMessage): void {
    if (state === 'pending' || this.plan.takesAck()) return;
    this.show({ type: 'acknowledged', key, state });
  }
}
