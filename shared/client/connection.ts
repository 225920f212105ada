import { Emitter } from '../util/emitter.ts';
import { PROTOCOL_VERSION } from '../protocol/frames.ts';
import type {
  ByeCode,
  ClientFrame,
  HostFrame,
  ResumePoint,
  WelcomeFrame,
} from '../protocol/frames.ts';
import { retryDelay } from './backoff.ts';
import type { ClientClock } from './clock.ts';
import { readHostFrame } from './read-frame.ts';
import type { ClientStatus, ConnectTransport, Transport } from './types.ts';

/** From the attempt to the welcome. */
const WELCOME_WITHIN_MS = 15_000;
/** The host says something every 10 s. */
const SILENCE_MS = 25_000;
/** A connection that lived this long was a good one: the next failure is the first again. */
const STABLE_MS = 10_000;
/** How soon this program notices that it slept, and for how long it must have. */
const LOOK_EVERY_MS = 5_000;
const SLEPT_MS = 10_000;
const CLOCKS_AGREE_MS = 30_000;

export interface ConnectionOptions {
  readonly connect: ConnectTransport;
  readonly clock: ClientClock;
  readonly token: () => Promise<string | null>;
  readonly random: () => number;
  readonly clientInfo: { readonly name: string; readonly version: string };
  /** A second window beside its person's inbox; not unless told. */
  readonly isBeside?: boolean;
}

export interface ConnectionEvents {
  /** Where to resume; asked at every attempt. */
  resumePoint(): ResumePoint | null;
  /** False: this welcome does not fit what the client has; it starts anew. */
  onWelcome(frame: WelcomeFrame): boolean;
  /** Every other frame, except heartbeats and farewells. False: start anew. */
  onFrame(frame: Exclude<HostFrame, { t: 'welcome' | 'heartbeat' | 'bye' | 'locked' }>): boolean;
  /** The host said something that is not of this protocol. */
  onGarbled(): void;
  onOnline(): void;
  /** Was online; `code` is the host's farewell, if it said one. */
  onLost(code: ByeCode | null): void;
  /** Stopped or ended: nothing happens any more until it is started again. */
  onOver(code: ByeCode | null): void;
}

interface Link {
  transport: Transport | null;
  isOpen: boolean;
  token: string | null;
  isWelcome: boolean;
  isLocked: boolean;
  startedAt: number;
  heardAt: number;
}

/** Keeps one connection to the host: connects, says hello, notices silence, comes back. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #events: ConnectionEvents;
  readonly #statusChanged = new Emitter<ClientStatus>();
  #status: ClientStatus = { name: 'stopped' };
  #link: Link | null = null;
  #cancelTimer: () => void = () => {};
  #failures = 0;
  #hostAhead = 0;

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    this.#options = options;
    this.#events = events;
  }

  get status(): ClientStatus {
    return this.#status;
  }

  /** How far the host's time is ahead of this PC's, ms; 0 when the two agree well enough. */
  get hostAhead(): number {
    return Math.abs(this.#hostAhead) < CLOCKS_AGREE_MS ? 0 : this.#hostAhead;
  }

  get isOnline(): boolean {
    return this.#link?.isWelcome === true;
  }

  onStatus(listener: (status: ClientStatus) => void): () => void {
    return this.#statusChanged.on(listener);
  }

  start(): void {
    if (this.#status.name !== 'stopped' && this.#status.name !== 'ended') return;
    this.#failures = 0;
    this.#connect();
  }

  stop(): void {
    if (this.#status.name === 'stopped') return;
    this.#over({ name: 'stopped' }, null);
  }

  retryNow(): void {
    if (this.#status.name === 'offline') this.#connect();
  }

  /** Drops the connection and comes back at once, resuming. */
  reconnect(): void {
    if (this.#link) this.#lose(this.#link, null);
  }

  /** Only while online. */
  send(frame: ClientFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** A frame that was made into text already. */
  sendText(text: string): void {
    this.#link?.transport?.send(text);
  }

  #connect(): void {
    this.#cancelTimer();
    const now = this.#options.clock.elapsed();
    const link: Link = {
      transport: null,
      isOpen: false,
      token: null,
      isWelcome: false,
      isLocked: false,
      startedAt: now,
      heardAt: now,
    };
    this.#link = link;
    this.#watch(link);
    this.#setStatus({ name: 'connecting' });
    void this.#open(link);
  }

  async #open(link: Link): Promise<void> {
    try {
      link.token = await this.#options.token();
      if (this.#link !== link) return;
      link.transport = this.#options.connect({
        onOpen: () => this.#opened(link),
        onText: (text) => this.#heard(link, text),
        onClose: () => this.#lose(link, null),
      });
    } catch {
      this.#lose(link, null);
      return;
    }
    // It may have opened, or even failed, before `connect` returned.
    if (this.#link !== link) link.transport.close();
    else if (link.isOpen) this.#hello(link);
  }

  #opened(link: Link): void {
    if (this.#link !== link || link.isOpen) return;
    link.isOpen = true;
    if (link.transport) this.#hello(link);
  }

  #hello(link: Link): void {
    this.send({
      t: 'hello',
      v: PROTOCOL_VERSION,
      token: link.token,
      client: this.#options.clientInfo,
      resume: this.#events.resumePoint(),
      ...(this.#options.isBeside === true && { isBeside: true }),
    });
  }

  #heard(link: Link, text: string): void {
    if (this.#link !== link) return;
    link.heardAt = this.#options.clock.elapsed();
    const frame = readHostFrame(text);
    if (frame === null || !this.#accept(link, frame)) {
      this.#events.onGarbled();
      this.#lose(link, null);
    }
  }

  #accept(link: Link, frame: HostFrame): boolean {
    if (frame.t === 'heartbeat') {
      this.#hostAhead = frame.time - this.#options.clock.now();
      const hasAll = (this.#events.resumePoint()?.seq ?? 0) >= frame.seq;
      if (link.isWelcome && !hasAll) this.reconnect();
      return true;
    }
    if (frame.t === 'bye') {
      if (frame.code === 'signed-out' || frame.code === 'version') {
        const why = frame.end === undefined ? {} : { end: frame.end };
        this.#over({ name: 'ended', code: frame.code, ...why }, frame.code);
      } else this.#lose(link, frame.code);
      return true;
    }
    if (frame.t === 'locked') {
      const wasOnline = link.isWelcome;
      link.isWelcome = false;
      link.isLocked = true;
      if (wasOnline) this.#events.onLost(null);
      this.#setStatus({ name: 'locked', me: frame.me });
      return true;
    }
    if (frame.t !== 'welcome') return link.isWelcome && this.#events.onFrame(frame);
    if (link.isWelcome || !this.#events.onWelcome(frame)) return false;
    link.isWelcome = true;
    this.#hostAhead = frame.host.time - this.#options.clock.now();
    link.startedAt = link.heardAt;
    this.#setStatus({ name: 'online' });
    if (this.#link === link) this.#events.onOnline();
    return true;
  }

  /** One timer for all: no welcome in time, silence afterwards, and a sleep of this PC. */
  #watch(link: Link): void {
    const isHeard = link.isWelcome || link.isLocked;
    const limit = isHeard ? SILENCE_MS : WELCOME_WITHIN_MS;
    const since = isHeard ? link.heardAt : link.startedAt;
    const { clock } = this.#options;
    const left = since + limit - clock.elapsed();
    if (left <= 0) return this.#lose(link, null);
    const gap = clock.now() - clock.elapsed();
    this.#cancelTimer = clock.after(Math.min(left, LOOK_EVERY_MS), () => {
      if (this.#link !== link) return;
      // The time went on and this program did not: nobody knows what became of the connection.
      const hasSlept = clock.now() - clock.elapsed() - gap > SLEPT_MS;
      if (!hasSlept) return this.#watch(link);
      this.#lose(link, null);
      this.retryNow();
    });
  }

  #lose(link: Link, code: ByeCode | null): void {
    if (this.#link !== link) return;
    const { clock } = this.#options;
    const wasOnline = link.isWelcome;
    if (wasOnline && clock.elapsed() - link.startedAt >= STABLE_MS) this.#failures = 0;
    this.#failures += 1;
    this.#detach();
    const delay = retryDelay(this.#failures, this.#options.random);
    this.#cancelTimer = clock.after(delay, () => this.#connect());
    if (wasOnline) this.#events.onLost(code);
    this.#setStatus({ name: 'offline', retryAt: clock.now() + delay });
  }

  #over(status: ClientStatus, code: ByeCode | null): void {
    this.#detach();
    this.#events.onOver(code);
    this.#setStatus(status);
  }

  #detach(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    const link = this.#link;
    this.#link = null;
    link?.transport?.close();
  }

  #setStatus(status: ClientStatus): void {
    this.#status = status;
    this.#statusChanged.emit(status);
  }
}
