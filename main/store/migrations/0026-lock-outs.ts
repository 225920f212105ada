import type { Migration } from './migration.ts';

/** Wrong tries to sign in, and the devices on which somebody has signed in before. */
export const lockOuts: Migration = {
  version: 26,
  up(database) {
    database.exec(`
      CREATE TABLE sign_in_tries (
        key TEXT PRIMARY KEY,
        of TEXT NOT NULL,
        agent_id INTEGER REFERENCES agents (id),
        wrong INTEGER NOT NULL,
        tried_at INTEGER NOT NULL,
        until INTEGER NOT NULL,
        is_locked INTEGER NOT NULL,
        name TEXT NOT NULL,
        address TEXT NOT NULL
      ) STRICT;

      CREATE INDEX sign_in_tries_of_agent ON sign_in_tries (agent_id);

      CREATE TABLE known_devices (
        token_hash TEXT NOT NULL,
        agent_id INTEGER NOT NULL REFERENCES agents (id),
        used_at INTEGER NOT NULL,
        PRIMARY KEY (token_hash, agent_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX known_devices_by_use ON known_devices (used_at);
      CREATE INDEX known_devices_of_agent ON known_devices (agent_id);
    `);
  },
};
