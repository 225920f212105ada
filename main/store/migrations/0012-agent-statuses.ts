import type { Migration } from './migration.ts';

/** Who is here, since when, and what they chose to be seen as. */
export const agentStatuses: Migration = {
  version: 12,
  up(database) {
    database.exec(`
      CREATE TABLE agent_statuses (
        agent_id INTEGER PRIMARY KEY REFERENCES agents (id),
        status TEXT NOT NULL CHECK (status IN ('online', 'away', 'on-break', 'offline')),
        since INTEGER NOT NULL,
        chosen TEXT CHECK (chosen IN ('away', 'on-break'))
      ) STRICT;
    `);
  },
};
