import type { Migration } from './migration.ts';

/** How far back everything of a number is here, and what of its history was taken over. */
export const coverage: Migration = {
  version: 4,
  up(database) {
    database.exec(`
      ALTER TABLE messages ADD COLUMN is_imported INTEGER NOT NULL DEFAULT 0;

      CREATE TABLE coverage_numbers (
        place INTEGER PRIMARY KEY,
        phone TEXT NOT NULL UNIQUE,
        linked_at INTEGER NOT NULL,
        since INTEGER NOT NULL,
        -- NULL for the number that is linked now, or was last.
        until INTEGER,
        -- NULL unless history is being taken over.
        import_since INTEGER,
        import_done INTEGER NOT NULL,
        import_total INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE coverage_links (
        id INTEGER PRIMARY KEY,
        phone TEXT NOT NULL,
        at INTEGER NOT NULL,
        -- Messages with larger ids are of this number, until the next link.
        after_message INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE coverage_gaps (
        id INTEGER PRIMARY KEY,
        phone TEXT NOT NULL,
        conversation_id INTEGER REFERENCES conversations (id),
        reason TEXT NOT NULL,
        begins_at INTEGER NOT NULL,
        ends_at INTEGER,
        closed_at INTEGER,
        -- Raised with each gap that closes: their order.
        closing INTEGER
      ) STRICT;
      CREATE INDEX coverage_gaps_open ON coverage_gaps (id) WHERE closed_at IS NULL;
      CREATE INDEX coverage_gaps_closed ON coverage_gaps (closing) WHERE closed_at IS NOT NULL;

      CREATE TABLE coverage_imported (
        phone TEXT NOT NULL,
        address TEXT NOT NULL,
        PRIMARY KEY (phone, address)
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
