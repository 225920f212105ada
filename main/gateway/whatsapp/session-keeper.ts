import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { freeProfile } from './browser-process.ts';
import { step, stopped } from './lifecycle.ts';
import type { Effect, LifecycleEvent } from './lifecycle.ts';
import type { SendLimits } from './protocol.ts';
import { reasonOf } from './reasons.ts';
import { WorkerSession } from './worker-session.ts';

export interface SessionKeeperOptions {
  /** Absolute path of the folder that holds the profile. */
  readonly directory: string;
  readonly browserPath: string;
  readonly sendLimits: SendLimits;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: (event: GatewayEvent) => void;
}

/** Keeps one session alive: does what the lifecycle says and tells it what came of it. */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  readonly #profile: string;
  #state = stopped;
  #session: WorkerSession | null = null;
  #launching: Promise<void> = Promise.resolve();
  #cancelPause = () => {};
  #onStopped: (() => void)[] = [];

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
    // The name that the library gives it.
    this.#profile = join(options.directory, 'session');
  }

  get link(): LinkState {
    return this.#state.link;
  }

  get session(): WorkerSession | null {
    return this.#session;
  }

  start(): void {
    this.#dispatch({ type: 'start' });
  }

  async stop(): Promise<void> {
    this.#cancelPause();
    const stopping = new Promise<void>((resolve) => this.#onStopped.push(resolve));
    this.#dispatch({ type: 'stop' });
    await stopping;
  }

  #dispatch(event: LifecycleEvent): void {
    const before = this.#state;
    const { state, effects } = step(before, event, this.#options.clock.now());
    this.#state = state;
    if (JSON.stringify(state.link) !== JSON.stringify(before.link)) {
      this.#options.log.info({ link: state.link.name }, 'The link to WhatsApp changed.');
      this.#options.emit({ type: 'link', state: state.link });
    }
    if (state.phase === 'stopped') for (const resolve of this.#onStopped.splice(0)) resolve();
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'launch':
        this.#launching = this.#launch();
        return;
      case 'end-session':
        void this.#endSession(effect.clearProfile);
        return;
      case 'pause':
        this.#cancelPause = this.#options.clock.after(effect.ms, () => {
          this.#dispatch({ type: 'pause-over' });
        });
        return;
      case 'announce-ready':
        this.#options.emit({ type: 'ready' });
        return;
    }
  }

  async #launch(): Promise<void> {
    const { directory, browserPath, sendLimits, clock, log } = this.#options;
    try {
      await mkdir(directory, { recursive: true });
      await freeProfile(this.#profile, clock);
      if (this.#state.phase !== 'running') return;
      const session: WorkerSession = new WorkerSession({
        directory,
        browserPath,
        sendLimits,
        clock,
        log,
        onFact: (fact) => {
          if (this.#session === session) this.#dispatch({ type: 'fact', fact });
        },
        onEvent: (event) => {
          if (this.#session === session) this.#options.emit(event);
        },
      });
      this.#session = session;
    } catch (error) {
      log.error({ error }, 'The session with WhatsApp Web could not be started.');
      this.#dispatch({ type: 'fact', fact: { type: 'lost', reason: reasonOf(error, false) } });
    }
  }

  async #endSession(clearProfile: boolean): Promise<void> {
    try {
      await this.#launching;
      await this.#session?.end();
      if (clearProfile) await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      this.#options.log.error({ error }, 'The session with WhatsApp Web did not end cleanly.');
    }
    this.#session = null;
    this.#dispatch({ type: 'ended' });
  }
}
