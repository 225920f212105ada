import type { Migration } from './migration.ts';

/** Where each session is, and why those that are over ended. */
export const oneSession: Migration = {
  version: 25,
  up(database) {
    database.exec(`
      ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
      ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';

      DROP INDEX sessions_of_agent;
      CREATE INDEX sessions_of_agent ON sessions (agent_id, started_at, token_hash);

      CREATE TABLE ended_sessions (
        token_hash TEXT PRIMARY KEY,
        ended_at INTEGER NOT NULL,
        ending TEXT NOT NULL
      ) STRICT;
      CREATE INDEX ended_sessions_by_time ON ended_sessions (ended_at);
    `);
  },
};
