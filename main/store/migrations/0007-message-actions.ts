import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

export const messageActions: Migration = {
  version: 7,
  up(database: Database.Database) {
    database.exec(`
      -- WhatsApp's key of the message that this one answers, and how it looked then (JSON).
      ALTER TABLE messages ADD COLUMN quote_key TEXT;
      ALTER TABLE messages ADD COLUMN quote TEXT;
      -- JSON: reactions, edits, deletion, votes, marks; read back only to be shown.
      ALTER TABLE messages ADD COLUMN extras TEXT;
      -- When it was taken back for everyone: agents do not get to see it from then on.
      ALTER TABLE messages ADD COLUMN deleted_at INTEGER;
      -- JSON: what lists show of the newest message besides its text.
      ALTER TABLE conversations ADD COLUMN last_extras TEXT;

      -- What happened to messages that have not arrived yet, until they do.
      CREATE TABLE early_actions (
        id INTEGER PRIMARY KEY,
        wa_key TEXT NOT NULL,
        at INTEGER NOT NULL,
        data TEXT NOT NULL
      ) STRICT;
      CREATE INDEX early_actions_by_key ON early_actions (wa_key, id);
      CREATE INDEX early_actions_by_age ON early_actions (at);
    `);
  },
};
