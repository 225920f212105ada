import type { HostStatus } from '#shared/ipc/contract.ts';
import { hostMessageSchema } from '#shared/ipc/host-messages.ts';
import type { HostMessage } from '#shared/ipc/host-messages.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Listener, Unsubscribe } from '#shared/util/emitter.ts';
import type { Clock, Log } from '#main/core/ports/system.ts';
import { restartDelay, wasHealthy } from './backoff.ts';
import { watchHealth } from './health.ts';
import type { HealthWatch } from './health.ts';
import type { HostChild, StartHostChild } from './host-child.ts';

interface SupervisorOptions {
  readonly startChild: StartHostChild;
  readonly clock: Clock;
  readonly log: Log;
  /** Where the host's own output goes. */
  readonly onOutput: (text: string) => void;
}

/** How long a host may take to end in order: it closes a browser and a database. */
const STOP_LIMIT_MS = 20_000;

interface Run {
  readonly child: HostChild;
  readonly exited: Promise<void>;
  health: HealthWatch | null;
  /** When it said that it serves; null before that. */
  runningSince: number | null;
  hasFailed: boolean;
}

/** Keeps one host process running: starts it, watches it, starts it again, ends it in order. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #changes = new Emitter<HostStatus>();
  #status: HostStatus = { name: 'starting' };
  #run: Run | null = null;
  #crashes = 0;
  #cancelRestart: (() => void) | null = null;
  #stopping: Promise<void> | null = null;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get status(): HostStatus {
    return this.#status;
  }

  onStatus(listener: Listener<HostStatus>): Unsubscribe {
    return this.#changes.on(listener);
  }

  /** Starts the host unless it is there already or the supervisor is stopping. */
  start(): void {
    if (this.#run !== null || this.#stopping !== null) return;
    this.#cancelRestart?.();
    this.#cancelRestart = null;
    this.#setStatus({ name: 'starting' });
    this.#run = this.#startRun();
  }

  /** Asks the host to end, kills it after a limit, resolves when it is gone. For good. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#cancelRestart?.();
    const run = this.#run;
    if (run === null) return;
    run.health?.stop();
    await this.#end(run);
  }

  async #end(run: Run): Promise<void> {
    run.child.send({ type: 'stop' });
    const cancel = this.#options.clock.after(STOP_LIMIT_MS, () => {
      this.#options.log.warn({}, 'The host did not end in time and was killed.');
      run.child.kill();
    });
    await run.exited;
    cancel();
  }

  #startRun(): Run {
    const { promise: exited, resolve } = Promise.withResolvers<void>();
    const child = this.#options.startChild({
      onMessage: (message) => this.#receive(run, message),
      onOutput: this.#options.onOutput,
      onExit: (code) => {
        resolve();
        this.#exited(run, code);
      },
    });
    const run: Run = { child, exited, health: null, runningSince: null, hasFailed: false };
    return run;
  }

  #receive(run: Run, raw: unknown): void {
    const message = hostMessageSchema.safeParse(raw);
    if (!message.success) {
      this.#options.log.warn({ problem: message.error.message }, 'The host said something odd.');
    } else if (this.#stopping === null) {
      this.#take(run, message.data);
    }
  }

  #take(run: Run, message: HostMessage): void {
    switch (message.type) {
      case 'running': {
        const { port, setupCode } = message;
        run.runningSince = this.#options.clock.now();
        run.health ??= this.#watch(run);
        return this.#setStatus({ name: 'running', port, setupCode });
      }
      case 'failed':
        run.hasFailed = true;
        // A utility process whose program is through does not end by itself.
        void this.#end(run);
        return this.#setStatus({ name: 'failed', reason: message.reason });
      case 'pong':
        return run.health?.answered();
    }
  }

  #watch(run: Run): HealthWatch {
    return watchHealth({
      clock: this.#options.clock,
      ping: () => run.child.send({ type: 'ping' }),
      onDead: () => {
        this.#options.log.error({}, 'The host stopped answering and was killed.');
        run.child.kill();
      },
    });
  }

  #exited(run: Run, code: number | null): void {
    run.health?.stop();
    this.#run = null;
    if (this.#stopping !== null || run.hasFailed) return;
    const { clock, log } = this.#options;
    if (run.runningSince !== null && wasHealthy(clock.now() - run.runningSince)) this.#crashes = 0;
    const delay = restartDelay(this.#crashes);
    this.#crashes += 1;
    const reason = describeExit(code);
    log.error({ code, delay }, reason);
    this.#cancelRestart = clock.after(delay, () => this.start());
    this.#setStatus({ name: 'restarting', retryAt: clock.now() + delay, reason });
  }

  #setStatus(status: HostStatus): void {
    this.#status = status;
    this.#changes.emit(status);
  }
}

const describeExit = (code: number | null): string =>
  code === null ? 'The host was killed.' : `The host ended by itself (code ${code}).`;
