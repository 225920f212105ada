import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { WaitCursor } from '../ports/reads.ts';
import { Tasks } from '../tasks.ts';
import type { Rules } from './rules.ts';

const MINUTE_MS = 60_000;
const LOOK_EVERY_MS = 15_000;
/** So many waits are looked at before others get their turn. */
const PAGE = 200;

interface Needs {
  readonly ledger: Ledger;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sets off the rules about customers who wait, four times a minute: also what became due while the
 * host was off, as long as the customer still waits, and once for each wait.
 */
export class Waits {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #cancel = () => {};
  #unsubscribe = () => {};
  #isRunning = false;
  #isLooking = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#isRunning = true;
    this.#unsubscribe = this.#needs.ledger.on(({ entries }) => {
      const isNews = entries.some(({ fact }) => fact.kind === 'rule.saved');
      if (isNews) this.#look();
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
    this.#cancel();
    const { rules, ledger, clock } = this.#needs;
    if (!this.#isRunning || rules.waiting(ledger.read).length === 0) return;
    this.#cancel = clock.after(LOOK_EVERY_MS, () => this.#look());
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#tasks.start('looking for customers who wait', async () => {
      try {
        await this.#passTime();
      } finally {
        this.#isLooking = false;
      }
    });
  }

  async #passTime(): Promise<void> {
    const { rules, ledger, clock } = this.#needs;
    const minutes = rules
      .waiting(ledger.read)
      .map(({ rule: { when } }) => (when.type === 'waited' ? when.minutes : Infinity));
    const least = Math.min(...minutes) * MINUTE_MS;
    let after: WaitCursor | null = null;
    while (this.#isRunning) {
      const page = ledger.read.conversations.waitingSince(clock.now() - least, after, PAGE);
      for (const conversation of page) {
        const isDue = rules
          .waiting(ledger.read)
          .some((saved) => rules.isDue(ledger.read, saved, conversation));
        if (isDue) await ledger.write((unit) => rules.waited(unit, conversation.id));
      }
      after = page.at(-1) ?? null;
      if (page.length < PAGE) return;
    }
  }
}
