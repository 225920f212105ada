import { readFile } from 'node:fs/promises';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { SendFailure } from '#shared/domain/message.ts';
import type { LinkOrder, LinkState } from '#shared/domain/number.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type {
  ActionOutcome,
  ChatSummary,
  FetchedMedia,
  FindOutcome,
  Gateway,
  GatewayEvent,
  HistoryPage,
  MessageAction,
  OutgoingAction,
  OutgoingContent,
  OutgoingMessage,
  SendOutcome,
} from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { CustomerContent } from './customer-content.ts';
import { Deliveries } from './deliveries.ts';
import { EventTrouble } from './event-trouble.ts';
import type { Trouble } from './event-trouble.ts';
import { humanPace } from './pace.ts';
import type { Pace, Range } from './pace.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';
import { SendPlan } from './send-plan.ts';
import { SimulatedAccount } from './simulated-account.ts';
import type { AccountMessage, Customer } from './simulated-account.ts';
import { SimulatedLink } from './simulated-link.ts';
import type { Besides, SentMessage, SimulatorControls } from './simulator-controls.ts';

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

/** A number that exists only here, with nobody behind it but the controls. */
export function createSimulatorGateway(setup: SimulatorSetup): Gateway & SimulatorControls {
  return new SimulatorGateway(setup);
}

class SimulatorGateway implements Gateway, SimulatorControls {
  readonly sent: SentMessage[] = [];
  readonly rejectedCalls: string[] = [];
  readonly typingTo = new Set<WaAddress>();
  readonly seen = new Set<WaAddress>();
  readonly #sentByKey = new Map<WaMessageKey, SentMessage>();
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #pace: Pace;
  readonly #random: SeededRandom;
  readonly #account = new SimulatedAccount();
  readonly #events = new Emitter<GatewayEvent>();
  readonly #trouble: EventTrouble;
  readonly #plan = new SendPlan();
  readonly #blocked = new Set<WaAddress>();
  readonly #link: SimulatedLink;
  readonly #deliveries: Deliveries;

  constructor({ seed, clock, log, customers = [], pace, startLinked }: SimulatorSetup) {
    const random = createSeededRandom(seed);
    this.#clock = clock;
    this.#log = log;
    this.#pace = pace ?? humanPace;
    this.#random = random.fork('messages');
    this.#trouble = new EventTrouble(random.fork('trouble'), clock, (event) =>
      this.#events.emit(event),
    );
    this.#link = new SimulatedLink({
      clock,
      random: random.fork('link'),
      pace: this.#pace,
      isLinked: startLinked ?? true,
      emit: (event) => this.#events.emit(event),
    });
    this.#deliveries = new Deliveries({
      clock,
      random: random.fork('deliveries'),
      pace: this.#pace,
      onProgress: (entry) => this.#showProgress(entry),
    });
    for (const customer of customers) this.#account.addCustomer(customer);
  }

  async start(): Promise<void> {
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#link.stop();
    this.#deliveries.finish();
    this.#trouble.flush();
  }

  on(listener: (event: GatewayEvent) => void): Unsubscribe {
    return this.#events.on(listener);
  }

  link(): LinkState {
    return this.#link.state;
  }

  async newKey(to: WaAddress): Promise<WaMessageKey> {
    this.#mustBeConnected();
    return this.#key('us', to);
  }

  async send(message: OutgoingMessage): Promise<SendOutcome> {
    if (!this.#link.isConnected) return { outcome: 'refused', failure: NOT_LINKED };
    const content = await readOutgoing(message.content);
    if (content === null) return { outcome: 'refused', failure: UNREADABLE };
    const plan = this.#plan.next();
    await this.#pause(this.#pace.accept);
    if (plan.fate === 'refused') return { outcome: 'refused', failure: plan.failure };
    if (plan.fate === 'goes-out' || plan.wentOut) this.#goOut(message, content);
    if (plan.fate === 'goes-out') return { outcome: 'accepted' };
    await this.#pause(this.#pace.giveUp);
    return { outcome: 'unknown', why: 'WhatsApp Web did not answer in time.' };
  }

  async act(action: OutgoingAction): Promise<ActionOutcome> {
    if (!this.#link.isConnected) return { outcome: 'refused', why: NOT_LINKED.detail };
    const plan = this.#plan.nextAction();
    await this.#pause(this.#pace.accept);
    if (plan.fate === 'refused') return { outcome: 'refused', why: plan.failure.detail };
    const at = this.#clock.now();
    const event = this.#account.act(action, at);
    if (event === null) {
      return { outcome: 'refused', why: 'WhatsApp does not have this message.' };
    }
    if (plan.fate === 'goes-out' || plan.wentOut) this.#happen(event);
    if (plan.fate === 'goes-out') return { outcome: 'done' };
    await this.#pause(this.#pace.giveUp);
    return { outcome: 'unknown', why: 'WhatsApp Web did not answer in time.' };
  }

  async find(key: WaMessageKey): Promise<FindOutcome> {
    if (!this.#link.isConnected) return 'unknown';
    return this.#account.get(key)?.state ?? 'absent';
  }

  async fetchMedia(key: WaMessageKey): Promise<FetchedMedia> {
    this.#mustBeConnected();
    const media = this.#account.get(key)?.media;
    if (media == null) throw new GatewayError('media-unavailable', 'There is no such file.');
    return media;
  }

  async showTyping(to: WaAddress, isTyping: boolean): Promise<void> {
    this.#mustBeConnected();
    if (isTyping) this.typingTo.add(to);
    else this.typingTo.delete(to);
  }

  async markSeen(address: WaAddress): Promise<void> {
    this.#mustBeConnected();
    this.seen.add(address);
  }

  order(order: LinkOrder): boolean {
    return this.#link.order(order);
  }

  lookNow(): void {
    // A simulated link is never out of date.
  }

  memory(): Promise<number | null> {
    return Promise.resolve(null);
  }

  async rejectCall({ callId }: { readonly callId: string }): Promise<void> {
    this.#mustBeConnected();
    this.rejectedCalls.push(callId);
  }

  async picture(): Promise<null> {
    this.#mustBeConnected();
    return null;
  }

  async blocked(): Promise<readonly WaAddress[]> {
    this.#mustBeConnected();
    return [...this.#blocked];
  }

  async setBlocked(address: WaAddress, isBlocked: boolean): Promise<void> {
    this.#mustBeConnected();
    if (isBlocked) this.#blocked.add(address);
    else this.#blocked.delete(address);
  }

  async chats(): Promise<readonly ChatSummary[]> {
    this.#mustBeConnected();
    return this.#account.chats();
  }

  async history(address: WaAddress, limit: number, before: string | null): Promise<HistoryPage> {
    this.#mustBeConnected();
    return this.#account.history(address, limit, before);
  }

  onRead(listener: (message: SentMessage) => void): Unsubscribe {
    return this.#deliveries.onRead(({ message: { key } }) => {
      const sent = this.#sentByKey.get(key);
      if (sent !== undefined) listener(sent);
    });
  }

  addCustomer(customer: Customer): WaAddress {
    return this.#account.addCustomer(customer);
  }

  customerWrites(
    from: WaAddress,
    content: CustomerContent,
    at?: number,
    besides?: Besides,
  ): WaMessageKey {
    return this.#write('contact', from, content, at, besides).message.key;
  }

  customerCalls(from: WaAddress, isVideo = false): WaMessageKey {
    const callId = `CALL${this.#random.hex(12).toUpperCase()}`;
    const key = `false_${from}_${callId}` as WaMessageKey;
    const content = { kind: 'call', isVideo, outcome: 'unknown', seconds: null } as const;
    const at = this.#clock.now();
    const { message } = this.#account.add({ key, from: 'contact', address: from, content, at });
    this.#show({ type: 'message', message });
    this.#show({ type: 'call', key, callId, peer: from });
    return key;
  }

  phoneTypes(
    to: WaAddress,
    content: CustomerContent,
    at?: number,
    besides?: Besides,
  ): WaMessageKey {
    const entry = this.#write('us', to, content, at, besides);
    if (at === undefined) this.#deliveries.start(entry);
    else this.#deliveries.skip(entry);
    return entry.message.key;
  }

  reacts(by: 'contact' | 'us', key: WaMessageKey, emoji: string | null): void {
    this.#happen({ type: 'reacted', key, by, emoji, at: this.#clock.now() });
  }

  edits(key: WaMessageKey, text: string): void {
    this.#happen({ type: 'edited', key, text, at: this.#clock.now() });
  }

  deletes(by: 'contact' | 'us', key: WaMessageKey): void {
    this.#happen({ type: 'deleted', key, by, at: this.#clock.now() });
  }

  votes(by: 'contact' | 'us', key: WaMessageKey, options: readonly string[]): void {
    this.#happen({ type: 'voted', key, by, options: [...options], at: this.#clock.now() });
  }

  refuseNextAction(why = REFUSED.detail): void {
    this.#plan.addAction({ fate: 'refused', failure: { ...REFUSED, detail: why } });
  }

  hangNextAction(fate: 'went-out' | 'lost'): void {
    this.#plan.addAction({ fate: 'hangs', wentOut: fate === 'went-out' });
  }

  scan(): void {
    this.#link.scan();
  }

  logOutOnPhone(): void {
    this.#link.logOut();
  }

  goAway(reason = 'The network is gone.'): void {
    this.#link.goAway(reason);
  }

  comeBack(): void {
    this.#link.comeBack();
  }

  readyAgain(): void {
    this.#link.readyAgain();
  }

  refuseNextSend(failure: SendFailure = REFUSED): void {
    this.#plan.add({ fate: 'refused', failure });
  }

  hangNextSend(fate: 'went-out' | 'lost'): void {
    this.#plan.add({ fate: 'hangs', wentOut: fate === 'went-out' });
  }

  dropNextAck(): void {
    this.#plan.dropAck();
  }

  setTrouble(trouble: Trouble): void {
    this.#trouble.set(trouble);
  }

  /** Our own message shows up as an event before `send` has an answer, as in WhatsApp Web. */
  #goOut({ key, to, content, quote }: OutgoingMessage, shown: CustomerContent): void {
    const at = this.#clock.now();
    const entry = this.#account.add({ key, from: 'us', address: to, content: shown, at, quote });
    const sent = { key, to, content, quote, at, bytes: entry.media?.bytes ?? null };
    this.sent.push(sent);
    this.#sentByKey.set(key, sent);
    this.#show({ type: 'message', message: entry.message });
    this.#deliveries.start(entry);
  }

  #write(
    from: 'contact' | 'us',
    address: WaAddress,
    content: CustomerContent,
    at = this.#clock.now(),
    besides: Besides = {},
  ): AccountMessage {
    const key = this.#key(from, address);
    const entry = this.#account.add({ key, from, address, content, at, ...besides });
    this.#show({ type: 'message', message: entry.message });
    return entry;
  }

  #happen(action: MessageAction): void {
    this.#account.happen(action);
    this.#show(action);
  }

  #showProgress({ message: { key }, state }: AccountMessage): void {
    if (state === 'pending' || this.#plan.takesAck()) return;
    this.#show({ type: 'acknowledged', key, state });
  }

  /** Without a connection nobody sees it happen. */
  #show(event: GatewayEvent): void {
    if (this.#link.isConnected) this.#trouble.pass(event);
    else this.#log.debug({ type: event.type }, 'happened while the simulator was away');
  }

  /** The time is in it, so that the keys of another run with the same seed are others. */
  #key(from: 'contact' | 'us', address: WaAddress): WaMessageKey {
    const time = this.#clock.now().toString(16).toUpperCase();
    const id = `${from === 'us' ? '3EB0' : '3A'}${time}${this.#random.hex(10)}`;
    return `${from === 'us'}_${address}_${id}` as WaMessageKey;
  }

  #mustBeConnected(): void {
    if (this.#link.isConnected) return;
    throw new GatewayError('not-connected', 'The simulated number is not connected.');
  }

  #pause([min, max]: Range): Promise<void> {
    const ms = this.#random.int(min, max);
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => this.#clock.after(ms, resolve));
  }
}

const NOT_LINKED: SendFailure = {
  code: 'not-linked',
  detail: 'The number is not connected to WhatsApp.',
};
const UNREADABLE: SendFailure = { code: 'media-rejected', detail: 'The file cannot be read.' };
const REFUSED: SendFailure = { code: 'rejected', detail: 'WhatsApp did not accept this message.' };

async function readOutgoing(content: OutgoingContent): Promise<CustomerContent | null> {
  if (content.kind === 'text') return content.text;
  if (!('path' in content)) return content;
  const { kind, caption, mime, fileName, path } = content;
  try {
    return { kind, caption, mime, fileName, bytes: await readFile(path) };
  } catch {
    return null;
  }
}
