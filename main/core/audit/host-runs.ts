import type { Ledger, Unit } from '../journal/ledger.ts';
import { lastAlive } from '../presence/last-alive.ts';
import type { Clock, Log } from '../ports/system.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** Writes down when the host starts and ends, and whether it ended in order the last time. */
export class HostRuns {
  readonly #needs: Needs;
  #isRunning = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** Before anything else is written: the last entry says when the last run was there last. */
  async started(): Promise<void> {
    const { ledger, clock } = this.#needs;
    const { marks, restore } = ledger.read;
    // A restored backup says how things were when it was made.
    const isKnown = restore.backupAt() === null;
    const hasCrashed = isKnown && marks.get('runs-since') !== null;
    const hasStopped = isKnown && marks.get('ended-at') !== null;
    const after = hasCrashed ? 'crash' : hasStopped ? 'stop' : 'unknown';
    const lastAt = after === 'unknown' ? null : lastAlive(ledger.read);
    this.#isRunning = true;
    await this.#note(({ tx, record }) => {
      tx.setMark('runs-since', clock.now());
      record({ kind: 'deskline.started', after, lastAt });
    });
  }

  /** After everything else was written. */
  async stopped(): Promise<void> {
    if (!this.#isRunning) return;
    this.#isRunning = false;
    await this.#note(({ tx, record }) => {
      tx.setMark('runs-since', null);
      record({ kind: 'deskline.stopped' });
    });
  }

  #note(work: (unit: Unit) => void): Promise<void> {
    const { ledger, log } = this.#needs;
    return ledger
      .write(work)
      .catch((error: unknown) => log.warn({ error }, 'a start or end of the host was not noted'));
  }
}
