import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';
import type { Surveys } from './surveys.ts';

/** Nothing is later than this, whatever happens to the clock meanwhile. */
const LONGEST_WAIT_MS = 60_000;
/** What waits for WhatsApp is looked at again after it. */
const AGAIN_MS = 15_000;

interface Needs {
  readonly surveys: Surveys;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** Has planned questions asked when their time comes, also after a restart of the host. */
export class SurveyAlarm {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #cancel = () => {};
  #unsubscribe = () => {};
  #isRunning = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#isRunning = true;
    this.#unsubscribe = this.#needs.ledger.on(({ entries }) => {
      if (entries.some(({ fact }) => fact.kind === 'survey.planned')) this.#arm();
    });
    this.#look();
  }

  stop(): void {
    this.#isRunning = false;
    this.#unsubscribe();
    this.#cancel();
  }

  /** Resolves when nothing is being written any more. */
  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  #look(): void {
    const { surveys, ledger, clock } = this.#needs;
    this.#tasks.start('asking customers how satisfied they are', async () => {
      const due = ledger.read.surveys.nextDue();
      if (due !== null && due <= clock.now()) await ledger.write((unit) => surveys.passTime(unit));
      this.#arm();
    });
  }

  #arm(): void {
    this.#cancel();
    const due = this.#needs.ledger.read.surveys.nextDue();
    if (!this.#isRunning || due === null) return;
    const wait = due - this.#needs.clock.now();
    const next = wait > 0 ? Math.min(wait, LONGEST_WAIT_MS) : AGAIN_MS;
    this.#cancel = this.#needs.clock.after(next, () => this.#look());
  }
}
