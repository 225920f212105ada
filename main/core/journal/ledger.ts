import type { AgentId } from '#shared/domain/ids.ts';
import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { StoreError } from '../ports/store.ts';
import type { Reads } from '../ports/reads.ts';
import type { Store, Tx } from '../ports/store.ts';
import type { Clock } from '../ports/system.ts';
import { project } from './project.ts';
import type { ConversationChange } from './conversation-change.ts';

/** What one unit of work changed, announced when it is on disk. */
export interface Commit {
  readonly entries: readonly JournalEntry[];
  readonly changes: readonly ConversationChange[];
}

/** A unit of work under way: reads see its own writes, facts change the state. */
export interface Unit {
  readonly tx: Tx;
  /** Writes the fact into the journal and the state tables. */
  record(fact: Fact, by?: AgentId | null): void;
}

/** What follows from a unit's work by itself, stored with it. */
export interface Follower {
  follow(unit: Unit, commit: Commit): void;
  /** It threw: the work was stored without what would have followed. */
  failed(error: unknown): void;
}

class FollowerFault extends Error {
  readonly follower: Follower;

  constructor(follower: Follower, cause: unknown) {
    super('what follows from a unit of work failed', { cause });
    this.follower = follower;
  }
}

/** The one way to change anything that a screen shows. */
export class Ledger {
  readonly read: Reads;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #commits = new Emitter<Commit>();
  readonly #followers: Follower[] = [];

  constructor(store: Store, clock: Clock) {
    this.read = store.read;
    this.#store = store;
    this.#clock = clock;
  }

  /** Commits in the order of the calls, and so in the order of the journal. */
  on(listener: (commit: Commit) => void): Unsubscribe {
    return this.#commits.on(listener);
  }

  /** Sees what each unit did, at its end, and may do more in it; what it does itself it sees not. */
  follow(follower: Follower): void {
    this.#followers.push(follower);
  }

  /** All of `work` or, when it throws, nothing. Resolves when it is on disk and announced. */
  write<T>(work: (unit: Unit) => T): Promise<T> {
    return this.#write(work, 'work-alone');
  }

  /** Rejects, with nothing written, also where what would follow from `work` by itself throws. */
  writeWhole<T>(work: (unit: Unit) => T): Promise<T> {
    return this.#write(work, 'nothing');
  }

  async #write<T>(work: (unit: Unit) => T, onFault: 'work-alone' | 'nothing'): Promise<T> {
    let commit = emptyCommit();
    let value: T;
    try {
      value = await this.#store.write((tx) => this.#run(tx, work, commit, this.#followers));
    } catch (error) {
      if (onFault === 'nothing' || !(error instanceof FollowerFault)) throw error;
      // What would follow from it by itself must never cost what somebody did.
      error.follower.failed(error.cause);
      commit = emptyCommit();
      value = await this.#store.write((tx) => this.#run(tx, work, commit, []));
    }
    if (commit.entries.length > 0) this.#commits.emit(commit);
    return value;
  }

  #run<T>(
    tx: Tx,
    work: (unit: Unit) => T,
    { entries, changes }: CommitUnderWay,
    followers: readonly Follower[],
  ): T {
    // A unit of work is one moment, however many facts it has.
    let moment: number | null = null;
    const record = (fact: Fact, by: AgentId | null = null): void => {
      const at = (moment ??= this.#clock.now());
      const entry = tx.appendEntry({ at, by, fact });
      entries.push(entry);
      changes.push(...project(tx, entry));
    };
    const unit = { tx, record };
    const result = work(unit);
    if (entries.length > 0) {
      const done = { entries: [...entries], changes: [...changes] };
      for (const follower of followers) followOnce(follower, unit, done);
    }
    return result;
  }
}

interface CommitUnderWay {
  readonly entries: JournalEntry[];
  readonly changes: ConversationChange[];
}

const emptyCommit = (): CommitUnderWay => ({ entries: [], changes: [] });

function followOnce(follower: Follower, unit: Unit, done: Commit): void {
  try {
    follower.follow(unit, done);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new FollowerFault(follower, error);
  }
}
