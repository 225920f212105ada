import type { GatewayEvent } from '#main/core/ports/gateway.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import type { LinkOrder, LinkState, LinkTrouble } from '#shared/domain/number.ts';
import type { BrowserSource } from './browser-source.ts';
import { canObey, step } from './lifecycle/step.ts';
import { stopped } from './lifecycle/types.ts';
import type { Clearing, Effect, LifecycleEvent } from './lifecycle/types.ts';
import { Profile } from './profile.ts';
import type { SendLimits, SessionPace } from './protocol.ts';
import { diagnose } from './session/diagnosis.ts';
import { WorkerSession } from './worker-session.ts';

export interface SessionKeeperOptions {
  /** Absolute path of the folder that holds the profile. */
  readonly directory: string;
  readonly browser: BrowserSource;
  readonly sendLimits: SendLimits;
  readonly pace: SessionPace;
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: (event: GatewayEvent) => void;
}

/** Keeps one session alive: does what the lifecycle says and tells it what came of it. */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  readonly #profile: Profile;
  #state = stopped;
  #browserPath = '';
  #session: WorkerSession | null = null;
  #launching: Promise<void> = Promise.resolve();
  #preparing: AbortController | null = null;
  #cancelPause = () => {};
  #onStopped: (() => void)[] = [];

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
    this.#profile = new Profile(options.directory);
  }

  get link(): LinkState {
    return this.#state.link;
  }

  get session(): WorkerSession | null {
    return this.#session;
  }

  async start(): Promise<void> {
    this.#dispatch({ type: 'start', isLinked: await this.#profile.isLinked() });
  }

  async stop(): Promise<void> {
    const stopping = new Promise<void>((resolve) => this.#onStopped.push(resolve));
    this.#preparing?.abort();
    this.#dispatch({ type: 'stop' });
    await stopping;
  }

  order(order: LinkOrder): boolean {
    const event = { type: 'order', order } as const;
    if (!canObey(this.#state, event, this.#options.clock.now())) return false;
    this.#dispatch(event);
    return true;
  }

  /** Looks at the page, or tries at once what waits for its time. */
  lookNow(): void {
    if (this.#state.phase === 'pausing') {
      this.#cancelPause();
      this.#dispatch({ type: 'pause-over' });
    } else this.#session?.order({ type: 'look-now' });
  }

  /** Somebody outside the session noticed that it is of no use. */
  trouble(trouble: LinkTrouble, detail: string): void {
    this.#dispatch({ type: 'fact', fact: { type: 'trouble', trouble, detail } });
  }

  #dispatch(event: LifecycleEvent): void {
    const before = this.#state;
    const { state, effects } = step(before, event, this.#options.clock.now());
    this.#state = state;
    if (JSON.stringify(state.link) !== JSON.stringify(before.link)) {
      this.#options.log.debug({ link: state.link.name }, 'The link to WhatsApp changed.');
      this.#options.emit({ type: 'link', state: state.link });
    }
    if (state.phase === 'stopped') for (const resolve of this.#onStopped.splice(0)) resolve();
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'prepare-browser':
        return void this.#prepare();
      case 'launch':
        this.#launching = this.#launch();
        return;
      case 'end-session':
        return void this.#endSession(effect.byForce, effect.clear);
      case 'pause':
        this.#cancelPause = this.#options.clock.after(effect.ms, () => {
          this.#dispatch({ type: 'pause-over' });
        });
        return;
      case 'cancel-pause':
        return this.#cancelPause();
      case 'announce-ready':
        return this.#options.emit({ type: 'ready' });
      case 'remember-link':
        return void this.#rememberLink();
      default:
        return this.#session?.order(effect);
    }
  }

  async #prepare(): Promise<void> {
    const preparing = new AbortController();
    this.#preparing = preparing;
    const event = await this.#findBrowser(preparing.signal);
    if (preparing.signal.aborted) return;
    this.#preparing = null;
    this.#dispatch(event);
  }

  async #findBrowser(signal: AbortSignal): Promise<LifecycleEvent> {
    try {
      const found = await this.#options.browser({
        signal,
        onProgress: (progress) => {
          if (!signal.aborted) this.#dispatch({ type: 'browser-progress', ...progress });
        },
      });
      if ('problem' in found) return { type: 'browser-missing', ...found };
      this.#browserPath = found.path;
      return { type: 'browser-found' };
    } catch (error) {
      this.#options.log.error({ error }, 'No browser could be made ready.');
      const detail = error instanceof Error ? error.message : String(error);
      return { type: 'browser-missing', problem: 'failed', detail };
    }
  }

  async #launch(): Promise<void> {
    const { directory, sendLimits, pace, clock, log } = this.#options;
    try {
      await this.#profile.free(clock);
      if (this.#state.phase !== 'running') return;
      const session: WorkerSession = new WorkerSession({
        directory,
        browserPath: this.#browserPath,
        sendLimits,
        pace,
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
      this.#dispatch({ type: 'fact', fact: diagnose(error, false) });
    }
  }

  async #endSession(byForce: boolean, clear: Clearing): Promise<void> {
    try {
      await this.#launching;
      await this.#session?.end(byForce);
      await this.#profile.clear(clear);
    } catch (error) {
      this.#options.log.error({ error }, 'The session with WhatsApp Web did not end cleanly.');
    }
    this.#session = null;
    this.#dispatch({ type: 'ended' });
  }

  async #rememberLink(): Promise<void> {
    await this.#profile.rememberLink().catch((error: unknown) => {
      this.#options.log.error({ error }, 'That the number is linked could not be written down.');
    });
  }
}
