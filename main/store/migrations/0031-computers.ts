import type { Migration } from './migration.ts';

/**
 * The PCs that were paired with the host, by what each shows that it is one of them, who used it, and
 * which sessions are on which. Where people work already, browsers of other PCs go on being let in:
 * the core sees the mark at its start and says so in the journal.
 */
export const computers: Migration = {
  version: 31,
  up(database) {
    database.exec(`
      CREATE TABLE computers (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        platform TEXT NOT NULL,
        paired_by INTEGER NOT NULL REFERENCES agents (id),
        paired_at INTEGER NOT NULL,
        revoked_at INTEGER
      ) STRICT;

      CREATE TABLE computer_keys (
        key_hash TEXT PRIMARY KEY,
        computer_id INTEGER NOT NULL UNIQUE REFERENCES computers (id),
        seen_at INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE computer_users (
        computer_id INTEGER NOT NULL REFERENCES computers (id),
        agent_id INTEGER NOT NULL REFERENCES agents (id),
        used_at INTEGER NOT NULL,
        PRIMARY KEY (computer_id, agent_id)
      ) STRICT, WITHOUT ROWID;

      ALTER TABLE sessions ADD COLUMN computer_id INTEGER REFERENCES computers (id);
      ALTER TABLE sessions ADD COLUMN is_remote INTEGER NOT NULL DEFAULT 0;
      UPDATE sessions SET is_remote = 1 WHERE address NOT IN ('', '::1') AND address NOT LIKE '127.%';

      INSERT INTO marks (name, value) SELECT 'browsers-as-before', 1 FROM agents LIMIT 1;
    `);
  },
};
