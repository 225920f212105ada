import type { Migration } from './migration.ts';

/** What agents have begun to write and not sent. */
export const drafts: Migration = {
  version: 14,
  up(database) {
    database.exec(`
      CREATE TABLE drafts (
        agent_id INTEGER NOT NULL REFERENCES agents (id),
        conversation_id INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('message', 'note')),
        text TEXT NOT NULL,
        quote_id INTEGER,
        PRIMARY KEY (agent_id, conversation_id, kind)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX drafts_of_conversation ON drafts (conversation_id);
    `);
  },
};
