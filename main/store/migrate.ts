import type Database from 'better-sqlite3';
import { StoreError } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import { migrations } from './migrations/index.ts';
import type { Migration, Progress } from './migrations/migration.ts';

/** Whoever waits for a long step is told this often. */
const PROGRESS_EVERY_MS = 2_000;

/** Brings the schema up to date. Throws StoreError `newer-version` for a database from the future. */
export function migrate(
  database: Database.Database,
  log: Log,
  steps: readonly Migration[] = migrations,
): void {
  const current = schemaVersion(database);
  const newest = steps.at(-1)?.version ?? 0;
  if (current > newest) throw fromTheFuture(current, newest);
  for (const step of steps) {
    if (step.version <= current) continue;
    apply(database, step, progressOf(step, log));
    log.info({ from: step.version - 1, to: step.version }, 'database schema updated');
  }
}

/** There is something in it, of an older version. */
export function needsMigration(database: Database.Database): boolean {
  const current = schemaVersion(database);
  return current > 0 && current < (migrations.at(-1)?.version ?? 0);
}

export function schemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function apply(database: Database.Database, step: Migration, progress: Progress): void {
  database
    .transaction(() => {
      step.up(database, progress);
      database.pragma(`user_version = ${step.version}`);
    })
    .immediate();
}

function progressOf({ version }: Migration, log: Log): Progress {
  let toldAt = performance.now();
  return (done, total) => {
    if (performance.now() - toldAt < PROGRESS_EVERY_MS) return;
    toldAt = performance.now();
    log.info({ to: version, done, total }, 'updating the database; this is done once');
  };
}

function fromTheFuture(current: number, newest: number): StoreError {
  return new StoreError(
    'newer-version',
    'This data folder was written by a newer version of Deskline ' +
      `(schema ${current}, this version knows ${newest}). Start that version or a later one, ` +
      'or choose another data folder.',
  );
}
