import type { AgentId, Seq } from '#shared/domain/ids.ts';
import type { Seal, Verified } from '#shared/domain/audit/verification.ts';
import type { CommandResult } from '#shared/protocol/commands/index.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Store } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly store: Pick<Store, 'verify'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** One look at the whole chain at a time, and what came of the last one. */
export class Verification {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #running: { done: number; total: number } | null = null;
  #last: CommandResult<'audit.verification'>['last'] = null;
  #isStopped = false;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  state(): CommandResult<'audit.verification'> {
    const seal = this.#needs.ledger.read.audit.head();
    return { running: this.#running, last: this.#last, seal: seal.seq === 0 ? null : seal };
  }

  /** False: one is under way. */
  start(kept: Seal | null, by: AgentId): boolean {
    if (this.#running !== null || this.#isStopped) return false;
    this.#running = { done: 0, total: this.#needs.ledger.read.journal.head() };
    this.#tasks.start('verifying the journal', () => this.#run(kept, by));
    return true;
  }

  /** What is under way ends with the store. */
  stop(): void {
    this.#isStopped = true;
  }

  async #run(kept: Seal | null, by: AgentId): Promise<void> {
    const { store, ledger, clock, log } = this.#needs;
    const total = ledger.read.journal.head();
    let verified: Verified | null = null;
    try {
      verified = await store.verify(kept, (done) => (this.#running = { done, total }));
    } catch (error) {
      if (!this.#isStopped) log.error({ error }, 'the journal could not be verified');
    }
    const at = clock.now();
    this.#last =
      verified === null ? { outcome: 'failed', at } : { outcome: 'verified', at, verified };
    if (verified !== null && !this.#isStopped) await this.#note(verified, by);
    this.#running = null;
  }

  /** Whoever asks next may know that it is on record. */
  async #note({ entries, broken, seal }: Verified, by: AgentId): Promise<void> {
    const { ledger, log } = this.#needs;
    if (broken !== null) log.error({ broken }, 'the journal was changed');
    const upTo = seal?.seq ?? (0 as Seq);
    const brokenAt = broken?.seq ?? null;
    const fact = { kind: 'journal.verified', upTo, entries, brokenAt } as const;
    await ledger
      .write(({ record }) => record({ ...fact, isWhole: broken === null }, by))
      .catch((error: unknown) => log.error({ error }, 'a verification was not noted'));
  }
}
