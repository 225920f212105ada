import type Database from 'better-sqlite3';

/** How many of how many rows a long step has been through. */
export type Progress = (done: number, total: number) => void;

/** One step of the schema: `user_version` becomes `version` in the transaction that runs `up`. */
export interface Migration {
  readonly version: number;
  readonly up: (database: Database.Database, progress: Progress) => void;
}
