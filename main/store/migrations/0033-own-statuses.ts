import type { Migration } from './migration.ts';

/** What an office calls it when somebody is at lunch, and who has chosen what of that. */
export const ownStatuses: Migration = {
  version: 33,
  up(database) {
    database.exec(`
      CREATE TABLE own_statuses (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        is_here INTEGER NOT NULL,
        is_retired INTEGER NOT NULL
      ) STRICT;

      ALTER TABLE agent_statuses ADD COLUMN own_id INTEGER;
      ALTER TABLE agent_statuses ADD COLUMN own_since INTEGER;
    `);
  },
};
