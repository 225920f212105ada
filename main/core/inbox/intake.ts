import type { Ledger } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import type { Hearing } from './receive.ts';
import { receiveSeveral } from './receive-several.ts';
import type { Arrived } from './receive-several.ts';

/** In one unit of work, so that what else is to be written never waits for long. */
const MOST_TOGETHER = 250;

interface Needs {
  readonly ledger: Ledger;
  readonly hearing: Hearing;
  /** Told of each error that kept messages from being stored. */
  readonly lost: (error: unknown) => void;
}

/**
 * Live messages on their way to disk. Those that come in faster than they are written share a unit
 * of work: its savepoint, its announcement and what looks at each unit are then paid for once.
 */
export class Intake {
  readonly #needs: Needs;
  /** Waits for its turn and takes more. */
  #waiting: Arrived[] = [];

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  take(message: IncomingMessage): void {
    const arrived: Arrived = { message, arrival: 'live' };
    if (this.#waiting.length > 0 && this.#waiting.length < MOST_TOGETHER) {
      this.#waiting.push(arrived);
      return;
    }
    const together = [arrived];
    this.#waiting = together;
    void this.#store(together);
  }

  /** Something else is written next: what comes from now on is stored after it. */
  close(): void {
    this.#waiting = [];
  }

  async #store(together: readonly Arrived[]): Promise<void> {
    const { ledger, hearing, lost } = this.#needs;
    const begun = () => {
      if (this.#waiting === together) this.close();
      return together;
    };
    await receiveSeveral(ledger, begun, hearing, (error) => {
      // Its unit may never have begun: nothing may join it any more.
      begun();
      lost(error);
    });
  }
}
