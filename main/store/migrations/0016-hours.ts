import type { Migration } from './migration.ts';

/** When the office, its tags and its agents work, and when that did not count. */
export const hours: Migration = {
  version: 16,
  up(database) {
    database.exec(`
      CREATE TABLE hours (
        kind TEXT NOT NULL CHECK (kind IN ('office', 'tag', 'agent')),
        -- 0 for the office.
        id INTEGER NOT NULL CHECK ((kind = 'office') = (id = 0)),
        plan TEXT NOT NULL,
        PRIMARY KEY (kind, id)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE hour_overrides (
        since INTEGER PRIMARY KEY,
        until INTEGER NOT NULL CHECK (until > since),
        is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
      ) STRICT;
    `);
  },
};
