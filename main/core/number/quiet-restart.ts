import type { Gateway } from '../ports/gateway.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import type { NumberLink } from './number-link.ts';

const LOOK_EVERY_MS = 10 * 60_000;
/** A page that is as large again right afterwards would otherwise be restarted all hour. */
const AT_MOST_EVERY_MS = 3 * 60 * 60_000;
const MEGABYTE = 1_000_000;

interface Needs {
  readonly gateway: Gateway;
  readonly number: NumberLink;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** WhatsApp Web's page grows over the days: past a limit it is restarted in a quiet hour. */
export class QuietRestart {
  readonly #needs: Needs;
  #cancel = () => {};
  #isRunning = false;
  #restartedAt = Number.NEGATIVE_INFINITY;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  start(): void {
    this.#isRunning = true;
    this.#plan();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancel();
  }

  #plan(): void {
    if (!this.#isRunning) return;
    this.#cancel = this.#needs.clock.after(LOOK_EVERY_MS, () => {
      this.#look()
        .catch((error: unknown) => this.#needs.log.warn({ error }, 'memory was not looked at'))
        .finally(() => this.#plan());
    });
  }

  async #look(): Promise<void> {
    const { gateway, number, settings, clock, log } = this.#needs;
    const { memoryLimitMB, quietHour } = settings.current().lifecycle;
    const now = clock.now();
    if (number.state.name !== 'connected' || number.state.isSettling) return;
    if (new Date(now).getHours() !== quietHour) return;
    if (now - this.#restartedAt < AT_MOST_EVERY_MS) return;
    const bytes = await gateway.memory();
    if (!this.#isRunning || bytes === null || bytes <= memoryLimitMB * MEGABYTE) return;
    log.info({ bytes }, 'the page of WhatsApp Web is restarted because of its size');
    this.#restartedAt = now;
    gateway.order({ type: 'restart', why: 'memory' });
  }
}
