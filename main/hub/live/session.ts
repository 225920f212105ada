import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Core } from '#main/core/api.ts';
import type { Entrance } from '#main/core/ports/entrance.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { Agent, Role } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import type { ByeCode, ClientFrame, CommandFrame, HelloFrame } from '#shared/protocol/frames.ts';
import type { HubLimits } from '../limits.ts';
import type { Broadcaster, Receiver } from './broadcaster.ts';
import { readClientFrame } from './client-frames.ts';
import { joinDeltas } from './delta-frames.ts';
import { encodeFrame } from './host-frames.ts';
import { refused, runCommand } from './run-command.ts';
import type { Caller } from './run-command.ts';
import { SocketWriter } from './socket-writer.ts';
import { TokenBucket } from './token-bucket.ts';
import { Unacknowledged } from './unacknowledged.ts';

export interface SessionNeeds {
  readonly core: Core;
  /** Which way it came in. */
  readonly entrance: Entrance;
  readonly broadcaster: Broadcaster;
  readonly limits: HubLimits;
  readonly clock: Clock;
  readonly log: Log;
  /** The host's version, for the welcome. */
  readonly version: string;
  onOver(session: Session): void;
}

interface Credentials {
  readonly token: string;
  readonly digest: string;
}

interface Identity extends Caller {
  readonly token: string;
}

const OVER = 'This session is over; sign in again.';

/** One screen's connection, from the open socket to its end. */
export class Session implements Receiver {
  readonly #needs: SessionNeeds;
  readonly #writer: SocketWriter;
  readonly #cookieToken: string | null;
  readonly #bucket: TokenBucket;
  readonly #unacknowledged = new Unacknowledged();
  #state: 'greeting' | 'authenticating' | 'live' | 'locked' | 'over' = 'greeting';
  #identity: Identity | null = null;
  #digest: string | null = null;
  #running = 0;
  #sentUpTo = 0 as Seq;
  #authenticatedAt = 0;
  #isHeard = true;
  #cancelHello: () => void;
  #leaveComputer = () => {};

  constructor(socket: WebSocket, duplex: Duplex, cookieToken: string | null, needs: SessionNeeds) {
    const { clock, limits } = needs;
    this.#needs = needs;
    this.#writer = new SocketWriter(socket, duplex, limits.closeWithin, clock);
    this.#cookieToken = cookieToken;
    this.#bucket = new TokenBucket(limits.frameBurst, limits.framesPerSecond, clock.elapsed());
    this.#cancelHello = clock.after(limits.helloWithin, () =>
      this.end('bad-frame', 'No hello came in time.'),
    );
    socket.on('message', (data, isBinary) => this.#heard(data, isBinary));
    socket.on('pong', () => (this.#isHeard = true));
    socket.on('close', () => this.#over());
    // ws closes the socket itself; an error without a listener would end the host.
    socket.on('error', (error) => needs.log.debug({ error }, 'a screen broke the protocol'));
  }

  get role(): Role {
    return this.#identity?.agent.role ?? 'agent';
  }

  get caller(): Caller | null {
    return this.#identity;
  }

  /** What the accounts call this session; null before the hello. */
  get digest(): string | null {
    return this.#digest;
  }

  sendDelta(frame: Buffer, upTo: Seq, entries: number, at: number): void {
    if (this.#state !== 'live') return;
    this.#sentUpTo = upTo;
    this.#unacknowledged.sent(upTo, entries, at);
    this.#writer.send(frame);
    const { unacknowledgedEntries, bufferedBytes } = this.#needs.limits;
    if (
      this.#unacknowledged.entries > unacknowledgedEntries ||
      this.#writer.buffered > bufferedBytes
    ) {
      this.#tooSlow();
    }
  }

  sendFrame(frame: Buffer): void {
    if (this.#state === 'live') this.#writer.send(frame);
  }

  /** Called now and then: ends a client that has not acknowledged for too long. */
  checkPace(): void {
    const { clock, limits } = this.#needs;
    const { since } = this.#unacknowledged;
    if (since !== null && clock.elapsed() - since > limits.ackWithin) this.#tooSlow();
  }

  /** Every heartbeat: notices a peer that is gone without a word. */
  beat(): void {
    if (!this.#isHeard) return this.#writer.cut();
    this.#isHeard = false;
    this.#writer.ping();
    const { clock, limits } = this.#needs;
    if (this.#state === 'live' || this.#state === 'locked') {
      const seq = this.#sentUpTo;
      this.#writer.send(encodeFrame({ t: 'heartbeat', time: clock.now(), seq }));
    }
    const isDue = clock.elapsed() - this.#authenticatedAt >= limits.authenticateEvery;
    if (this.#state === 'live' && isDue) void this.#authenticateAgain();
  }

  /** The host stood still and has not read yet what this client said meanwhile. */
  excuse(): void {
    this.#isHeard = true;
    this.#unacknowledged.excuse(this.#needs.clock.elapsed());
  }

  /** Nothing of the office reaches this screen any more, nor anything of its own the office. */
  lock(): void {
    if (this.#state === 'live' && this.#identity) this.#lock(this.#identity.agent);
  }

  /** The client comes back by itself, to a welcome. */
  unlock(): void {
    if (this.#state === 'locked') this.drop();
  }

  #lock(me: Agent): void {
    this.#state = 'locked';
    this.#needs.broadcaster.remove(this);
    this.#unacknowledged.acknowledged(this.#sentUpTo);
    this.#writer.send(encodeFrame({ t: 'locked', me }));
  }

  /** Says why and closes; what the client sends from now on is ignored. */
  end(code: ByeCode, message: string, end?: SessionEnd): void {
    if (this.#state === 'over') return;
    this.#writer.send(encodeFrame({ t: 'bye', code, message, ...(end && { end }) }));
    this.#over();
    this.#writer.close();
  }

  /** Without a word, for what the client can only answer by coming back. */
  drop(): void {
    this.#over();
    this.#writer.close();
  }

  #heard(data: RawData, isBinary: boolean): void {
    if (this.#state === 'over') return;
    this.#isHeard = true;
    if (!this.#bucket.take(this.#needs.clock.elapsed())) {
      return this.end('too-many-frames', 'Too many frames in a short time.');
    }
    const frame = isBinary ? null : readClientFrame(data);
    if (frame === null || !this.#accept(frame)) {
      this.end('bad-frame', 'The host does not understand this.');
    }
  }

  /** False when the frame makes no sense now. */
  #accept(frame: ClientFrame): boolean {
    if (frame.t === 'hello') {
      if (this.#state !== 'greeting') return false;
      void this.#hello(frame);
      return true;
    }
    if (this.#state === 'locked') {
      if (frame.t === 'command') {
        this.#writer.send(encodeFrame(refused(frame.id, 'locked', 'This session is locked.')));
      }
      return true;
    }
    if (this.#state !== 'live' || !this.#identity) return false;
    if (frame.t === 'command') void this.#command(frame, this.#identity);
    else if (frame.seq > this.#sentUpTo) return false;
    else this.#unacknowledged.acknowledged(frame.seq);
    return true;
  }

  async #hello(frame: HelloFrame): Promise<void> {
    this.#cancelHello();
    this.#state = 'authenticating';
    if (frame.v !== PROTOCOL_VERSION) {
      return void this.end(
        'version',
        `This host speaks version ${PROTOCOL_VERSION} of the protocol.`,
      );
    }
    const token = frame.token ?? this.#cookieToken;
    const { accounts } = this.#needs.core;
    if (token === null || !accounts.isOf(token, this.#needs.entrance)) {
      return void this.end('signed-out', 'Sign in first.');
    }
    try {
      // Known before the look-up, so that an end of the session in between reaches this one.
      const digest = accounts.digest(token);
      this.#digest = digest;
      const state = await accounts.sessionState(token);
      if (this.#isOver()) return;
      if (state.name === 'over') return void this.end('signed-out', OVER, state.end);
      if (state.name === 'locked') return void this.#lock(state.agent);
      this.#open(state.agent, { token, digest }, frame);
    } catch (error) {
      this.#needs.log.error({ error }, 'a session could not be opened');
      this.drop();
    }
  }

  /** All in one turn: between the position of the welcome and the next delta nothing is lost. */
  #open(agent: Agent, { token, digest }: Credentials, hello: HelloFrame): void {
    const { core, broadcaster, clock, version } = this.#needs;
    const elapsed = clock.elapsed();
    broadcaster.flush();
    const { welcome, missed } = core.sync.open(agent, hello.resume);
    const comes = hello.isBeside === true ? 'beside' : 'connected';
    this.#identity = { agent, token, screen: core.presence[comes](agent.id, digest) };
    this.#leaveComputer = core.computers.connected(this.#needs.entrance);
    this.#authenticatedAt = elapsed;
    this.#state = 'live';
    this.#sentUpTo = welcome.seq;
    const host = { version, time: clock.now() };
    this.#writer.send(encodeFrame({ t: 'welcome', v: PROTOCOL_VERSION, ...welcome, host }));
    for (const delta of joinDeltas(missed)) {
      const frame = encodeFrame({ t: 'delta', ...delta });
      this.sendDelta(frame, delta.upTo, delta.entries.length, elapsed);
    }
    if (!this.#isOver()) broadcaster.add(this);
  }

  async #command(frame: CommandFrame, caller: Caller): Promise<void> {
    const { core, broadcaster, limits, log } = this.#needs;
    if (this.#running >= limits.runningCommands) {
      const message = 'Too many commands at the same time.';
      return void this.sendFrame(encodeFrame(refused(frame.id, 'too-many-frames', message)));
    }
    this.#running += 1;
    const answer = await runCommand(frame, caller, core.handlers, log);
    this.#running -= 1;
    // The answer must not be ahead of the deltas of what it speaks about.
    broadcaster.flush();
    this.sendFrame(answer);
  }

  async #authenticateAgain(): Promise<void> {
    const { core, clock, log } = this.#needs;
    const identity = this.#identity;
    if (!identity) return;
    this.#authenticatedAt = clock.elapsed();
    try {
      const state = await core.accounts.sessionState(identity.token);
      if (state.name === 'over') this.end('signed-out', OVER, state.end);
      else if (state.name === 'locked') this.lock();
      // A new welcome is the only way to show somebody with another role what they may see.
      else if (state.agent.role !== identity.agent.role) this.drop();
    } catch (error) {
      log.error({ error }, 'a session could not be looked up');
    }
  }

  #tooSlow(): void {
    if (this.#state === 'over') return;
    this.#needs.log.warn({ agent: this.#identity?.agent.id }, 'a screen did not keep up');
    this.end('too-slow', 'This screen did not keep up; it resumes by itself.');
  }

  #isOver(): boolean {
    return this.#state === 'over';
  }

  #over(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#cancelHello();
    this.#needs.broadcaster.remove(this);
    this.#identity?.screen.release();
    this.#leaveComputer();
    this.#needs.onOver(this);
  }
}
