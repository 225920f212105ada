import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Core, Delta, EndedSession } from '#main/core/api.ts';
import type { Entrance } from '#main/core/ports/entrance.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { tokenOf } from '../http/session-token.ts';
import type { HubLimits } from '../limits.ts';
import { Broadcaster } from './broadcaster.ts';
import { Session } from './session.ts';
import type { SessionNeeds } from './session.ts';

interface LiveHubNeeds {
  readonly core: Core;
  readonly limits: HubLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
}

/** How long after a standstill a client may take to be heard. */
const WAKE_MS = 3_000;
const LATE_MS = 1_000;

/** All live sessions: takes sockets in, keeps them honest, closes them. */
export class LiveHub {
  readonly #needs: LiveHubNeeds;
  readonly #broadcaster: Broadcaster;
  readonly #server: WebSocketServer;
  readonly #sessions = new Set<Session>();
  readonly #sockets = new Set<Duplex>();
  readonly #stop: (() => void)[] = [];
  #cancelWake = () => {};
  #beatAt = Number.NEGATIVE_INFINITY;

  constructor(needs: LiveHubNeeds) {
    const { core, clock, limits } = needs;
    this.#needs = needs;
    this.#broadcaster = new Broadcaster(core, clock);
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: limits.frameBytes,
      // On a LAN it costs ten times the CPU and saves nothing that matters.
      perMessageDeflate: false,
    });
    this.#stop.push(
      core.accounts.onEnded((ended) => this.#sessionEnded(ended)),
      core.accounts.onLock(({ digest, isLocked }) => {
        for (const session of [...this.#sessions]) {
          if (session.digest === digest) session[isLocked ? 'lock' : 'unlock']();
        }
      }),
      core.sync.on((delta) => this.#followRights(delta)),
      repeat(clock, limits.heartbeatEvery, (isLate) => this.#beat(isLate)),
      repeat(clock, Math.ceil(limits.ackWithin / 3), (isLate) => this.#checkPace(isLate)),
    );
  }

  /** Takes over a socket whose request passed all checks. */
  accept(request: IncomingMessage, duplex: Duplex, head: Buffer, entrance: Entrance): void {
    this.#sockets.add(duplex);
    duplex.once('close', () => this.#sockets.delete(duplex));
    this.#server.handleUpgrade(request, duplex, head, (socket) => {
      const needs: SessionNeeds = {
        ...this.#needs,
        entrance,
        broadcaster: this.#broadcaster,
        onOver: (session) => void this.#sessions.delete(session),
      };
      this.#sessions.add(new Session(socket, duplex, tokenOf(request.headers), needs));
    });
  }

  /** Says good-bye to everybody; resolves when every socket is gone, within a bounded time. */
  async close(): Promise<void> {
    for (const stop of this.#stop.splice(0)) stop();
    this.#cancelWake();
    this.#broadcaster.flush();
    this.#broadcaster.close();
    for (const session of [...this.#sessions]) session.end('closing', 'The host is closing.');
    // Each session cuts its socket when the client does not close it in time.
    await Promise.all([...this.#sockets].map(closed));
  }

  #beat(isLate: boolean): void {
    if (isLate) this.#wake();
    const { clock, limits } = this.#needs;
    // Between two beats everybody gets the time to be heard.
    if (clock.elapsed() - this.#beatAt < limits.heartbeatEvery / 10) return;
    this.#beatAt = clock.elapsed();
    for (const session of [...this.#sessions]) session.beat();
  }

  #checkPace(isLate: boolean): void {
    if (isLate) this.#wake();
    for (const session of [...this.#sessions]) session.checkPace();
  }

  /** Whoever is still there gets the time to say so; the others are not kept until the next beat. */
  #wake(): void {
    const { clock, limits } = this.#needs;
    for (const session of [...this.#sessions]) session.excuse();
    this.#cancelWake();
    const within = Math.min(WAKE_MS, limits.heartbeatEvery);
    this.#cancelWake = clock.after(within, () => this.#beat(false));
  }

  /** Before it is told to anybody: who sees something else now begins anew, see `Sync.open`. */
  #followRights({ entries }: Delta): void {
    const { sync } = this.#needs.core;
    const facts = entries.map(({ fact }) => fact).filter(isAboutRights);
    if (facts.length === 0) return;
    const anew = [...this.#sessions].filter(
      ({ caller }) => caller && facts.some((fact) => sync.beginsAnew(fact, caller.agent)),
    );
    // All of them first: that one of them goes can be told to the others at once.
    for (const session of anew) this.#broadcaster.remove(session);
    for (const session of anew) session.drop();
  }

  #sessionEnded({ digest, end }: EndedSession): void {
    for (const session of [...this.#sessions]) {
      if (session.digest === digest) session.end('signed-out', 'Signed out.', end);
    }
  }
}

const isAboutRights = ({ kind }: Fact): boolean =>
  kind === 'agent.changed' || kind === 'settings.changed';

const closed = (socket: Duplex): Promise<void> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => socket.once('close', resolve));

/** `isLate`: this process, or the whole PC, stood still in between. */
function repeat(clock: Clock, every: number, work: (isLate: boolean) => void): () => void {
  let due = clock.elapsed() + every;
  let cancel = clock.after(every, function again() {
    const isLate = clock.elapsed() - due > Math.max(every, LATE_MS);
    due = clock.elapsed() + every;
    cancel = clock.after(every, again);
    work(isLate);
  });
  return () => cancel();
}
