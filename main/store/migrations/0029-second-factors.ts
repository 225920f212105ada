import type { Migration } from './migration.ts';

/** The second step of signing in: whose app has which secret, and the recovery codes that are left. */
export const secondFactors: Migration = {
  version: 29,
  up(database) {
    database.exec(`
      CREATE TABLE second_factors (
        agent_id INTEGER PRIMARY KEY REFERENCES agents (id),
        secret TEXT NOT NULL,
        since INTEGER NOT NULL,
        last_step INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE recovery_codes (
        agent_id INTEGER NOT NULL REFERENCES agents (id),
        code_hash TEXT NOT NULL,
        PRIMARY KEY (agent_id, code_hash)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
