import type { AgentId } from '#shared/domain/ids.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import { Tasks } from '../tasks.ts';

/** Repeats of the same name, address and reason within this time are one entry. */
const TOGETHER_MS = 60_000;
/** Names and addresses with entries of their own within that time; what is above is one entry. */
const MOST_AT_ONCE = 20;
const NAME_LENGTH = 60;
const DEVICE_LENGTH = 200;

export interface Refused {
  readonly name: string;
  readonly address: string;
  readonly device: string;
  readonly why: 'wrong' | 'deactivated' | 'wrong-code';
  /** Whose account it is. */
  readonly agentId: AgentId | null;
}

interface Repeats {
  readonly last: Refused;
  readonly count: number;
  readonly since: number;
}

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Sign-ins that were refused, in the audit log: the first at once, its repeats as one entry when a
 * minute is over. So nobody fills the disk by trying.
 */
export class RefusedSignIns {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  /** What was written at most a minute ago; null: it was not repeated yet. */
  readonly #recent = new Map<string, Repeats | null>();
  #others: Repeats | null = null;
  #cancel: (() => void) | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  /** Resolves when it is on disk, or counted. */
  async note(given: Refused): Promise<void> {
    const refused = {
      ...given,
      name: given.name.slice(0, NAME_LENGTH),
      device: given.device.slice(0, DEVICE_LENGTH),
    };
    const { name, address, why } = refused;
    const key = JSON.stringify([name.toLocaleLowerCase(), address, why]);
    this.#cancel ??= this.#needs.clock.after(TOGETHER_MS, () => {
      this.#tasks.start('noting refused sign-ins', () => this.flush());
    });
    const before = this.#recent.get(key);
    if (before !== undefined) {
      this.#recent.set(key, this.#oneMore(before, refused));
    } else if (this.#recent.size >= MOST_AT_ONCE) {
      this.#others = this.#oneMore(this.#others, { ...refused, name: '', agentId: null });
    } else {
      this.#recent.set(key, null);
      await this.#write([{ last: refused, count: 1, since: this.#needs.clock.now() }]);
    }
  }

  /** Writes what was counted. */
  async flush(): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const counted = [...this.#recent.values(), this.#others].filter((each) => each !== null);
    this.#recent.clear();
    this.#others = null;
    if (counted.length > 0) await this.#write(counted);
  }

  /** Resolves when what was counted is on disk. */
  async stop(): Promise<void> {
    this.#tasks.start('noting refused sign-ins', () => this.flush());
    await this.#tasks.idle();
  }

  #oneMore(before: Repeats | null, last: Refused): Repeats {
    const since = before?.since ?? this.#needs.clock.now();
    return { last, count: (before?.count ?? 0) + 1, since };
  }

  async #write(all: readonly Repeats[]): Promise<void> {
    await this.#needs.ledger.write(({ record }) => {
      for (const { last, count, since } of all) {
        const { agentId, ...refused } = last;
        const whose = agentId === null ? {} : { agentId };
        record({ kind: 'sign-in.refused', ...refused, ...whose, count, since });
      }
    });
  }
}
