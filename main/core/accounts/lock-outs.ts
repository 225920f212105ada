import type { Fact } from '#shared/domain/journal.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

export interface LockedOut {
  /** What was tried too often: this name, from wherever, or anything from this address. */
  readonly what: 'name' | 'address';
  readonly name: string;
  readonly address: string;
  /** Until attempts are taken again. */
  readonly ms: number;
}

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who may not try to sign in for a while, in the audit log: once when it begins, once at its end. */
export class LockOuts {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  readonly #locked = new Map<string, () => void>();

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  /** Called with every attempt that was refused for this. */
  note({ what, name: given, address, ms }: LockedOut): void {
    const { clock } = this.#needs;
    const name = given.slice(0, 60);
    const key = JSON.stringify([what, what === 'name' ? name.toLocaleLowerCase() : address]);
    if (this.#locked.has(key)) return;
    const until = clock.now() + ms;
    const cancel = clock.after(ms, () => {
      this.#locked.delete(key);
      this.#write({ kind: 'sign-in.unlocked', what, name, address });
    });
    this.#locked.set(key, cancel);
    this.#write({ kind: 'sign-in.locked', what, name, address, until });
  }

  async stop(): Promise<void> {
    for (const cancel of this.#locked.values()) cancel();
    this.#locked.clear();
    await this.#tasks.idle();
  }

  #write(fact: Fact): void {
    this.#tasks.start('noting a lock-out', () =>
      this.#needs.ledger.write(({ record }) => record(fact)),
    );
  }
}
