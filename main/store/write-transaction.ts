import type { StoreError, Tx } from '#main/core/ports/store.ts';
import type { Connection, Query } from './connection.ts';
import { DeferredWork } from './deferred-work.ts';
import { newestOfChain } from './chain/journal-head.ts';
import type { ChainHead } from './chain/journal-head.ts';
import { Heads } from './heads.ts';
import { LateConversations } from './late-conversations.ts';
import { NextIds } from './next-ids.ts';
import { searchIndex } from './search-index.ts';
import { txOf } from './unit-of-work.ts';
import type { SharedTransaction } from './writer.ts';

type Control = 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollbackTo';

const CONTROL_SQL: Readonly<Record<Control, string>> = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
  savepoint: 'SAVEPOINT unit',
  release: 'RELEASE unit',
  rollbackTo: 'ROLLBACK TO unit',
};

/** Units of work on the one connection that writes. */
export class WriteTransaction implements SharedTransaction {
  readonly #connection: Connection;
  readonly #control: Readonly<Record<Control, Query<[], never>>>;
  readonly #failedCommits: Query<[], never>;
  readonly #ids: NextIds;
  readonly #deferred = new DeferredWork();
  readonly #heads = new Heads();
  readonly #late: LateConversations;
  readonly #newest: Query<[], ChainHead>;
  readonly #tx: Tx;
  #isInUnit = false;
  #lostBy: StoreError | null = null;
  #giveBackIds: () => void = () => {};

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#control = controlsOf(connection);
    this.#failedCommits = connection.prepare(
      'failedCommits',
      `UPDATE meta SET value = value + 1 WHERE name = 'failed-commits'`,
    );
    this.#newest = newestOfChain(connection);
    this.#ids = new NextIds(connection);
    // Also at the end of the transaction, when no unit is under way any more.
    this.#late = new LateConversations(connection);
    this.#tx = txOf({
      connection: connection.guardedBy(() => this.#assertUsable()),
      index: searchIndex(connection, this.#deferred),
      deferred: this.#deferred,
      ids: this.#ids,
      heads: this.#heads,
      late: this.#late,
    });
    this.#ids.load();
    connection.onStorageError((error) => (this.#lostBy ??= error));
  }

  get lostBy(): StoreError | null {
    return this.#lostBy;
  }

  /**
   * Starts over after a commit whose fsync failed. What it had written may still lie at the end of
   * the WAL, and opening the file again would find it committed although its units were refused: a
   * harmless commit is written over it first.
   */
  reopen(): void {
    try {
      this.#control.begin.run();
      this.#failedCommits.run();
      this.#control.commit.run();
    } catch {
      // Expected while the disk fails; what counts is that the bytes were replaced.
    }
    this.#connection.reopen();
    this.#heads.clear();
    this.#late.clear();
    this.#ids.load();
  }

  /** Position of the journal's newest entry, as it was written rather than as the file has it. */
  head(): number {
    return this.#heads.journal.get(this.#newest).seq;
  }

  begin(): void {
    this.#lostBy = null;
    this.#deferred.clear();
    this.#late.clear();
    this.#giveBackIds = this.#ids.mark();
    this.#control.begin.run();
  }

  commit(): void {
    this.#late.write();
    this.#deferred.run();
    this.#control.commit.run();
  }

  rollback(): void {
    this.#giveBackIds();
    this.#heads.clear();
    this.#late.clear();
    if (this.#connection.isInTransaction) this.#control.rollback.run();
  }

  runUnit<T>(unit: (tx: Tx) => T): T {
    const giveBackIds = this.#ids.mark();
    const forgetDeferred = this.#deferred.mark();
    const forgetLate = this.#late.mark();
    this.#control.savepoint.run();
    this.#isInUnit = true;
    try {
      const value = unit(this.#tx);
      assertSettled(value);
      this.#assertUsable();
      this.#isInUnit = false;
      this.#control.release.run();
      return value;
    } catch (error) {
      this.#isInUnit = false;
      giveBackIds();
      forgetDeferred();
      forgetLate();
      this.#heads.clear();
      if (this.#lostBy === null) this.#undoUnit();
      throw error;
    }
  }

  #undoUnit(): void {
    this.#control.rollbackTo.run();
    this.#control.release.run();
  }

  #assertUsable(): void {
    // After some errors SQLite has ended the transaction: a query would commit by itself.
    if (this.#lostBy !== null) throw this.#lostBy;
    if (!this.#isInUnit) throw new Error('A unit of work was used after it had ended');
  }
}

function controlsOf(connection: Connection): Readonly<Record<Control, Query<[], never>>> {
  const control = (name: Control) => connection.prepare<[], never>(name, CONTROL_SQL[name]);
  return {
    begin: control('begin'),
    commit: control('commit'),
    rollback: control('rollback'),
    savepoint: control('savepoint'),
    release: control('release'),
    rollbackTo: control('rollbackTo'),
  };
}

/** What an asynchronous unit does later would be outside of its transaction. */
function assertSettled(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('then' in value)) return;
  // Its own failure, which using an ended unit causes, is this one's consequence.
  if (value instanceof Promise) value.catch(() => {});
  throw new Error('A unit of work must be synchronous: it returned a promise');
}
