import type { OfficeHours } from '../hours/office-hours.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';
import type { Bot } from './bot.ts';

/** Nothing is later than this, whatever happens to the clock meanwhile. */
const LONGEST_WAIT_MS = 60_000;

interface Needs {
  readonly bot: Bot;
  readonly hours: Pick<OfficeHours, 'on'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** Wakes the chatbot when it has waited long enough, also after a restart of the host. */
export class BotAlarm {
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
    this.#needs.ledger.on(({ entries }) => {
      if (entries.some(({ fact }) => fact.kind === 'bot.waits')) this.#arm();
    });
    this.#unsubscribe = this.#needs.hours.on(() => this.#lookAtHours());
    this.#lookAtHours();
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

  #lookAtHours(): void {
    const { bot, ledger } = this.#needs;
    if (ledger.read.bot.runs().length === 0) return;
    this.#tasks.start('what the chatbot leaves to people', () =>
      ledger.write((unit) => bot.giveBackToOffice(unit)),
    );
  }

  #look(): void {
    const { bot, ledger, clock } = this.#needs;
    this.#tasks.start('what the chatbot does in time', async () => {
      const due = ledger.read.bot.nextDue();
      if (due !== null && due <= clock.now()) await ledger.write((unit) => bot.passTime(unit));
      this.#arm();
    });
  }

  #arm(): void {
    this.#cancel();
    if (!this.#isRunning) return;
    const { ledger, clock } = this.#needs;
    const due = ledger.read.bot.nextDue();
    if (due === null) return;
    const wait = Math.min(Math.max(0, due - clock.now()), LONGEST_WAIT_MS);
    this.#cancel = clock.after(wait, () => this.#look());
  }
}
