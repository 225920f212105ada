import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { closeSilent } from './close.ts';
import { returnNotOpened } from './opened.ts';
import { expireRequests } from './request.ts';
import { wakeDue } from './snooze.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Nothing is later than this, whatever happens to the clock meanwhile. */
const LONGEST_WAIT_MS = MINUTE_MS;
/** Silence is counted in days. */
const SILENCE_EVERY_MS = 15 * MINUTE_MS;

interface Needs {
  readonly ledger: Ledger;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** What time alone does to conversations: they wake, go back into the queue, close. */
export class Deadlines {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #cancel = () => {};
  #isRunning = false;
  #lookedForSilence = Number.NEGATIVE_INFINITY;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    const { ledger, settings } = this.#needs;
    this.#isRunning = true;
    ledger.on(({ changes }) => {
      const isNews = changes.some(
        ({ before, after }) =>
          before?.snoozedUntil !== after?.snoozedUntil ||
          before?.handover !== after?.handover ||
          before?.request !== after?.request,
      );
      if (isNews) this.#arm();
    });
    settings.on(() => this.#arm());
    this.#look();
  }

  stop(): void {
    this.#isRunning = false;
    this.#cancel();
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #look(): void {
    this.#tasks.start('what time does to conversations', async () => {
      await this.#passTime();
      this.#arm();
    });
  }

  async #passTime(): Promise<void> {
    const { ledger, clock, settings } = this.#needs;
    const now = clock.now();
    const { requestMinutes, openWithinMinutes, closeAfterDays } = settings.current().ownership;
    const { wake, handover, request } = ledger.read.conversations.nextDeadlines();
    const asked = now - requestMinutes * MINUTE_MS;
    const given = openWithinMinutes === 0 ? null : now - openWithinMinutes * MINUTE_MS;
    const looksForSilence =
      closeAfterDays > 0 && clock.elapsed() - this.#lookedForSilence >= SILENCE_EVERY_MS;
    const isDue =
      (wake !== null && wake <= now) ||
      (request !== null && request <= asked) ||
      (handover !== null && given !== null && handover <= given);
    if (!isDue && !looksForSilence) return;
    if (looksForSilence) this.#lookedForSilence = clock.elapsed();
    await ledger.write((unit) => {
      wakeDue(unit, now);
      expireRequests(unit, asked);
      if (given !== null) returnNotOpened(unit, given);
      if (looksForSilence) closeSilent(unit, now - closeAfterDays * DAY_MS);
    });
  }

  #arm(): void {
    this.#cancel();
    if (!this.#isRunning) return;
    const { ledger, clock, settings } = this.#needs;
    const { requestMinutes, openWithinMinutes } = settings.current().ownership;
    const { wake, handover, request } = ledger.read.conversations.nextDeadlines();
    const times = [
      wake,
      request === null ? null : request + requestMinutes * MINUTE_MS,
      handover === null || openWithinMinutes === 0
        ? null
        : handover + openWithinMinutes * MINUTE_MS,
    ].filter((time) => time !== null);
    const wait = Math.min(...times, Number.POSITIVE_INFINITY) - clock.now();
    this.#cancel = clock.after(Math.min(Math.max(wait, 0), LONGEST_WAIT_MS), () => this.#look());
  }
}
