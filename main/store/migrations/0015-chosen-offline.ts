import type { Migration } from './migration.ts';

/** Somebody may choose to be offline while a screen of theirs is open. */
export const chosenOffline: Migration = {
  version: 15,
  up(database) {
    database.exec(`
      CREATE TABLE statuses_with_offline (
        agent_id INTEGER PRIMARY KEY REFERENCES agents (id),
        status TEXT NOT NULL CHECK (status IN ('online', 'away', 'on-break', 'offline')),
        since INTEGER NOT NULL,
        chosen TEXT CHECK (chosen IN ('away', 'on-break', 'offline'))
      ) STRICT;
      INSERT INTO statuses_with_offline (agent_id, status, since, chosen)
        SELECT agent_id, status, since, chosen FROM agent_statuses;
      DROP TABLE agent_statuses;
      ALTER TABLE statuses_with_offline RENAME TO agent_statuses;
    `);
  },
};
