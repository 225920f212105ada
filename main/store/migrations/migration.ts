import type Database from 'better-sqlite3';

/** One step of the schema: `user_version` becomes `version` in the transaction that runs `up`. */
export interface Migration {
  readonly version: number;
  readonly up: (database: Database.Database) => void;
}
