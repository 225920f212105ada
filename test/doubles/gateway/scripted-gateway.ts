import type {
  ActionOutcome,
  Acknowledgement,
  ChatSummary,
  FetchedMedia,
  FindOutcome,
  Gateway,
  GatewayEvent,
  HistoryPage,
  IncomingMessage,
  OutgoingAction,
  OutgoingMessage,
  SendOutcome,
} from '#main/core/ports/gateway.ts';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type { LinkOrder, LinkState } from '#shared/domain/number.ts';
import { Emitter } from '#shared/util/emitter.ts';

/** No key is ever made twice, whatever is started anew. */
let keys = 0;

/** A gateway that does exactly what a test tells it, and records what it was asked. */
export class ScriptedGateway implements Gateway {
  readonly handedOver: OutgoingMessage[] = [];
  readonly finds: WaMessageKey[] = [];
  readonly rejectedCalls: string[] = [];
  /** What customers were shown, in order. */
  /** Whose messages customers were told to be read. */
  readonly seen: WaAddress[] = [];
  seenAnswer: (address: WaAddress) => Promise<void> = () => Promise.resolve();
  readonly typing: { readonly to: WaAddress; readonly isTyping: boolean }[] = [];
  sendAnswer: (message: OutgoingMessage) => Promise<SendOutcome> = () =>
    Promise.resolve({ outcome: 'accepted' });
  readonly acts: OutgoingAction[] = [];
  actAnswer: (action: OutgoingAction) => Promise<ActionOutcome> = () =>
    Promise.resolve({ outcome: 'done' });
  findAnswer: (key: WaMessageKey) => FindOutcome = () => 'absent';
  mediaAnswer: (key: WaMessageKey) => Promise<FetchedMedia> = () =>
    Promise.reject(new GatewayError('media-unavailable', 'no media here'));
  /** Orders that were obeyed. */
  readonly orders: LinkOrder[] = [];
  obeys = true;
  /** How often it was asked to look at the link at once. */
  looks = 0;
  memoryBytes: number | null = null;
  readonly pictureLooks: WaAddress[] = [];
  pictureAnswer: (address: WaAddress) => Promise<Uint8Array | null> = () => Promise.resolve(null);
  readonly blocklist = new Set<WaAddress>();
  blockAnswer: (address: WaAddress, isBlocked: boolean) => Promise<void> = (address, isBlocked) => {
    if (isBlocked) this.blocklist.add(address);
    else this.blocklist.delete(address);
    return Promise.resolve();
  };
  chatList: ChatSummary[] = [];
  readonly histories = new Map<WaAddress, IncomingMessage[]>();
  /** How far our own messages got, as the chat shows it. */
  readonly acknowledgements = new Map<WaMessageKey, Acknowledgement>();
  /** A stretch of history is never longer. */
  largestPage = Infinity;
  readonly #events = new Emitter<GatewayEvent>();
  readonly #handOvers = new Emitter<OutgoingMessage>();
  readonly #stopped = Promise.withResolvers<never>();
  #state: LinkState = { name: 'stopped' };

  constructor() {
    this.#stopped.promise.catch(() => undefined);
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#stopped.reject(new GatewayError('not-connected', 'stopped'));
    return Promise.resolve();
  }

  on(listener: (event: GatewayEvent) => void) {
    return this.#events.on(listener);
  }

  link(): LinkState {
    return this.#state;
  }

  emit(event: GatewayEvent): void {
    if (event.type === 'link') this.#state = event.state;
    this.#events.emit(event);
  }

  connect(): void {
    this.emit({ type: 'link', state: connected });
    this.emit({ type: 'ready' });
  }

  disconnect(): void {
    const reason = 'connection-lost';
    this.emit({ type: 'link', state: { name: 'unreachable', reason, detail: '', retryAt: null } });
  }

  order(order: LinkOrder): boolean {
    if (this.obeys) this.orders.push(order);
    return this.obeys;
  }

  lookNow(): void {
    this.looks += 1;
  }

  memory(): Promise<number | null> {
    return Promise.resolve(this.memoryBytes);
  }

  newKey(to: WaAddress): Promise<WaMessageKey> {
    if (this.#state.name !== 'connected') {
      return Promise.reject(new GatewayError('not-connected', 'not connected'));
    }
    keys += 1;
    return Promise.resolve(`true_${to}_OUT${keys}` as WaMessageKey);
  }

  send(message: OutgoingMessage): Promise<SendOutcome> {
    this.handedOver.push(message);
    this.#handOvers.emit(message);
    return Promise.race([this.sendAnswer(message), this.#stopped.promise]);
  }

  /** Resolves once `count` messages have been handed over since the start. */
  async whenHandedOver(count: number): Promise<void> {
    while (this.handedOver.length < count) {
      await new Promise<void>((resolve) => {
        const unsubscribe = this.#handOvers.on(() => {
          unsubscribe();
          resolve();
        });
      });
    }
  }

  act(action: OutgoingAction): Promise<ActionOutcome> {
    this.acts.push(action);
    return this.actAnswer(action);
  }

  find(key: WaMessageKey): Promise<FindOutcome> {
    this.finds.push(key);
    return Promise.resolve(this.findAnswer(key));
  }

  showTyping(to: WaAddress, isTyping: boolean): Promise<void> {
    this.typing.push({ to, isTyping });
    return Promise.resolve();
  }

  markSeen(address: WaAddress): Promise<void> {
    this.seen.push(address);
    return this.seenAnswer(address);
  }

  fetchMedia(key: WaMessageKey): Promise<FetchedMedia> {
    return this.mediaAnswer(key);
  }

  rejectCall({ callId }: { readonly callId: string }): Promise<void> {
    this.rejectedCalls.push(callId);
    return Promise.resolve();
  }

  picture(address: WaAddress): Promise<Uint8Array | null> {
    this.pictureLooks.push(address);
    return this.pictureAnswer(address);
  }

  blocked(): Promise<readonly WaAddress[]> {
    return Promise.resolve([...this.blocklist]);
  }

  setBlocked(address: WaAddress, isBlocked: boolean): Promise<void> {
    return this.blockAnswer(address, isBlocked);
  }

  chats(): Promise<readonly ChatSummary[]> {
    return Promise.resolve(this.chatList);
  }

  history(address: WaAddress, limit: number, before: string | null): Promise<HistoryPage> {
    const all = this.histories.get(address) ?? [];
    const place = all.findIndex(({ key }) => key === before);
    const end = before === null ? all.length : Math.max(0, place);
    const start = Math.max(0, end - Math.min(limit, this.largestPage));
    const messages = all.slice(start, end);
    const acknowledged = messages.flatMap(({ key }) => {
      const state = this.acknowledgements.get(key);
      return state === undefined ? [] : [{ key, state }];
    });
    const next = start === 0 ? null : (messages[0]?.key ?? null);
    return Promise.resolve({ messages, acknowledged, next });
  }
}

const connected: LinkState = {
  name: 'connected',
  phone: '+4915100000',
  displayName: 'Front desk',
  affected: [],
  isSettling: false,
};
