import { hrtime } from 'node:process';
import Database from 'better-sqlite3';
import type { StoreError } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import { Emitter } from '#shared/util/emitter.ts';
import { storageError, storeError, toStoreError } from './errors.ts';
import { SlowQueries } from './slow-queries.ts';

const BUSY_TIMEOUT_MS = 5_000;
const WAL_SIZE_LIMIT_BYTES = 32 * 1024 * 1024;
/** Older ones can lose data when two connections reset the WAL (sqlite.org/wal.html). */
const OLDEST_SQLITE = [3, 51, 3] as const;

export type Bindable = string | number | null;

/** A prepared statement that is timed, and throws StoreError for what the storage did. */
export interface Query<Values extends readonly Bindable[], Row> {
  get(...values: Values): Row | undefined;
  all(...values: Values): Row[];
  run(...values: Values): Database.RunResult;
}

/** Where repositories get their statements from. */
export interface Prepares {
  /** `name` is what the log calls it: values are never logged. */
  prepare<Values extends Bindable[], Row>(name: string, sql: string): Query<Values, Row>;
}

interface ConnectionOptions {
  readonly path: string;
  readonly mode: 'read' | 'write';
  readonly log: Log;
}

export class Connection implements Prepares {
  readonly #options: ConnectionOptions;
  readonly #slow: SlowQueries;
  readonly #bindings: ((database: Database.Database) => void)[] = [];
  #database: Database.Database;
  readonly #storageErrors = new Emitter<StoreError>();
  #autocheckpoint: number | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#slow = new SlowQueries(options.log);
    this.#database = openDatabase(options.path, options.mode);
  }

  get database(): Database.Database {
    return this.#database;
  }

  get isInTransaction(): boolean {
    return this.#database.inTransaction;
  }

  prepare<Values extends Bindable[], Row>(name: string, sql: string): Query<Values, Row> {
    return this.#prepare<Values, Row>(name, sql, () => {});
  }

  /** Prepares queries that call `guard` first; it throws when they must not run. */
  guardedBy(guard: () => void): Prepares {
    return {
      prepare: <Values extends Bindable[], Row>(name: string, sql: string) =>
        this.#prepare<Values, Row>(name, sql, guard),
    };
  }

  /** Called with each error that was the storage's. */
  onStorageError(listener: (error: StoreError) => void): void {
    this.#storageErrors.on(listener);
  }

  /** After how many frames a commit moves the WAL into the database; 0: never. */
  setAutocheckpoint(frames: number): void {
    this.#autocheckpoint = frames;
    if (this.#database.open) this.#database.pragma(`wal_autocheckpoint = ${frames}`);
  }

  close(): void {
    this.#database.close();
  }

  /** Starts over with a fresh connection; every query prepared here goes on working. */
  reopen(): void {
    this.#database.close();
    this.#database = openDatabase(this.#options.path, this.#options.mode);
    if (this.#autocheckpoint !== null) this.setAutocheckpoint(this.#autocheckpoint);
    for (const bind of this.#bindings) bind(this.#database);
  }

  #prepare<Values extends Bindable[], Row>(
    name: string,
    sql: string,
    guard: () => void,
  ): Query<Values, Row> {
    const query = new PreparedQuery<Values, Row>(this.#database, sql, {
      guard,
      took: (ms) => this.#slow.took(name, ms),
      failed: (error) => this.#failed(error),
    });
    this.#bindings.push((database) => query.bindTo(database));
    return query;
  }

  #failed(error: unknown): unknown {
    if (!this.#database.open) return storeError('closed', error);
    const storage = storageError(error);
    if (storage !== null) this.#storageErrors.emit(storage);
    return storage ?? error;
  }
}

interface QueryHooks {
  readonly guard: () => void;
  readonly took: (ms: number) => void;
  readonly failed: (error: unknown) => unknown;
}

class PreparedQuery<Values extends Bindable[], Row> implements Query<Values, Row> {
  readonly #sql: string;
  readonly #hooks: QueryHooks;
  #statement: Database.Statement<Bindable[], Row>;

  constructor(database: Database.Database, sql: string, hooks: QueryHooks) {
    this.#sql = plannedOnce(sql);
    this.#hooks = hooks;
    this.#statement = database.prepare<Bindable[], Row>(this.#sql);
  }

  bindTo(database: Database.Database): void {
    this.#statement = database.prepare<Bindable[], Row>(this.#sql);
  }

  // Thrice the same rather than once with a function to call: a dozen of them run for a message.
  get(...values: Values): Row | undefined {
    const started = this.#begin(values);
    try {
      return this.#statement.get(...values);
    } catch (error) {
      throw this.#hooks.failed(error);
    } finally {
      this.#hooks.took(now() - started);
    }
  }

  all(...values: Values): Row[] {
    const started = this.#begin(values);
    try {
      return this.#statement.all(...values);
    } catch (error) {
      throw this.#hooks.failed(error);
    } finally {
      this.#hooks.took(now() - started);
    }
  }

  run(...values: Values): Database.RunResult {
    const started = this.#begin(values);
    try {
      return this.#statement.run(...values);
    } catch (error) {
      throw this.#hooks.failed(error);
    } finally {
      this.#hooks.took(now() - started);
    }
  }

  #begin(values: Values): number {
    this.#hooks.guard();
    assertBindable(values);
    return now();
  }
}

/** Milliseconds. Read twice a query: `performance.now` looks at what it is called on each time. */
const now = (): number => Number(hrtime.bigint()) / 1e6;

/**
 * SQLite (with STAT4, as the driver builds it) plans a query anew at each run when a parameter
 * stands alone where its value might matter to the plan: in a join, a LIMIT, with an ORDER BY. That
 * takes up to fifteen times as long as the query. As an operand of `+`, which changes no value, a
 * parameter is looked at by nobody; and as no statistics are kept, no plan gets worse by it.
 */
export function plannedOnce(sql: string): string {
  return sql.replaceAll('?', '+?');
}

/** The driver takes an array for the whole list of values and stores NaN as NULL. */
function assertBindable(values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value === 'string' || value === null) continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    throw new TypeError(`A ${typeof value} that is no plain value cannot be bound to a query`);
  }
}

/** Opens the file with the settings that every connection has. Throws StoreError. */
export function openDatabase(path: string, mode: 'read' | 'write'): Database.Database {
  const readonly = mode === 'read';
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly, fileMustExist: readonly, timeout: BUSY_TIMEOUT_MS });
    assertSafeSqlite(database);
    if (readonly) database.pragma('query_only = ON');
    else setPragma(database, 'journal_mode', 'wal');
    // The driver compiles WAL with NORMAL as its default, which loses commits in a power cut.
    setPragma(database, 'synchronous', 2);
    setPragma(database, 'foreign_keys', 1);
    // Without it INSERT OR REPLACE deletes past the triggers that protect the journal.
    setPragma(database, 'recursive_triggers', 1);
    setPragma(database, 'journal_size_limit', WAL_SIZE_LIMIT_BYTES);
    setPragma(database, 'temp_store', 2);
    return database;
  } catch (error) {
    database?.close();
    throw toStoreError(error);
  }
}

function setPragma(database: Database.Database, name: string, value: string | number): void {
  database.pragma(`${name} = ${value}`);
  const actual = database.pragma(name, { simple: true });
  if (actual !== value)
    throw new Error(`SQLite refused ${name} = ${value}: it is ${String(actual)}`);
}

function assertSafeSqlite(database: Database.Database): void {
  const version = database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  if (!isSafeVersion(version)) {
    throw new Error(`SQLite ${version} can lose data: ${OLDEST_SQLITE.join('.')} or newer needed`);
  }
}

export function isSafeVersion(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}
