import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

export const sending: Migration = {
  version: 10,
  up(database: Database.Database) {
    database.exec(`
      -- Keys that a message had before a person had it sent again.
      CREATE TABLE earlier_keys (
        wa_key TEXT PRIMARY KEY,
        message_id INTEGER NOT NULL REFERENCES messages (id)
      ) STRICT, WITHOUT ROWID;

      -- When somebody who never wrote to this number was sent a first message.
      CREATE TABLE first_contacts (
        conversation_id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX first_contacts_by_time ON first_contacts (at);
    `);
  },
};
