import { HERE } from '#main/core/ports/entrance.ts';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { RunningCore } from '#main/core/create-core.ts';
import { defaultLimits } from '#main/hub/limits.ts';
import { Broadcaster } from '#main/hub/live/broadcaster.ts';
import { Session } from '#main/hub/live/session.ts';
import { silentLog } from '../log.ts';
import type { MemorySocket } from './memory-socket.ts';

/** Time stands still for most of a run, so that nobody is ever given new frames to send. */
const limits = { ...defaultLimits, frameBurst: 1_000_000 };

/** A cork of nothing: frames leave one by one. */
const duplex = { cork: () => undefined, uncork: () => undefined } as unknown as Duplex;

/** The hub's own sessions and broadcaster over sockets in memory. */
export class MemoryHub {
  readonly #core: RunningCore;
  readonly #broadcaster: Broadcaster;
  readonly #sessions = new Set<Session>();
  #cancelBeat: () => void = () => undefined;

  constructor(core: RunningCore) {
    this.#core = core;
    this.#broadcaster = new Broadcaster(core, core.clock);
    this.#beat();
  }

  accept(socket: MemorySocket): void {
    const session = new Session(socket as unknown as WebSocket, duplex, null, {
      core: this.#core,
      entrance: HERE,
      broadcaster: this.#broadcaster,
      limits,
      clock: this.#core.clock,
      log: silentLog,
      version: '1',
      onOver: (over) => void this.#sessions.delete(over),
    });
    this.#sessions.add(session);
  }

  /** Sends at once what changed, so that a run does not depend on this machine's speed. */
  flush(): void {
    this.#broadcaster.flush();
  }

  close(): void {
    this.#cancelBeat();
    this.#broadcaster.flush();
    this.#broadcaster.close();
    for (const session of [...this.#sessions]) session.end('closing', 'The host is closing.');
  }

  #beat(): void {
    this.#cancelBeat = this.#core.clock.after(limits.heartbeatEvery, () => {
      for (const session of [...this.#sessions]) {
        session.checkPace();
        session.beat();
      }
      this.#beat();
    });
  }
}
