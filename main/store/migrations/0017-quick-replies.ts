import type { Migration } from './migration.ts';

/** Texts and files that are sent again and again, the team's and people's own. */
export const quickReplies: Migration = {
  version: 17,
  up(database) {
    database.exec(`
      CREATE TABLE quick_replies (
        id INTEGER PRIMARY KEY,
        shortcut TEXT NOT NULL,
        text TEXT NOT NULL,
        owner_id INTEGER REFERENCES agents (id),
        -- JSON: kind, hash and name.
        file TEXT
      ) STRICT;
    `);
  },
};
