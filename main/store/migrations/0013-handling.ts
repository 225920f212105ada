import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

/** Who has a conversation and how it got there; tags, outcomes and mentions. */
export const handling: Migration = {
  version: 13,
  up(database: Database.Database) {
    database.exec(`
      ALTER TABLE conversations ADD COLUMN last_owner_id INTEGER REFERENCES agents (id);
      ALTER TABLE conversations ADD COLUMN snoozed_until INTEGER;
      -- Place in the list of snoozed ones: what only the customer wakes comes last.
      ALTER TABLE conversations ADD COLUMN wake_at INTEGER;
      ALTER TABLE conversations ADD COLUMN handover_at INTEGER;
      ALTER TABLE conversations ADD COLUMN handover TEXT;
      ALTER TABLE conversations ADD COLUMN request_at INTEGER;
      ALTER TABLE conversations ADD COLUMN request_by INTEGER REFERENCES agents (id);
      -- JSON lists, as the conversation has them.
      ALTER TABLE conversations ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE conversations ADD COLUMN mentions TEXT NOT NULL DEFAULT '[]';

      UPDATE conversations SET last_owner_id = owner_id;

      CREATE INDEX conversations_closed ON conversations (last_at, id) WHERE state = 'closed';
      CREATE INDEX conversations_snoozed ON conversations (owner_id, wake_at, id)
        WHERE state = 'snoozed';
      CREATE INDEX conversations_waking ON conversations (snoozed_until)
        WHERE snoozed_until IS NOT NULL;
      CREATE INDEX conversations_handed_over ON conversations (handover_at)
        WHERE handover_at IS NOT NULL;
      CREATE INDEX conversations_requested ON conversations (request_at)
        WHERE request_at IS NOT NULL;

      -- For the lists: the conversation's own column says the same.
      CREATE TABLE mentions (
        agent_id INTEGER NOT NULL REFERENCES agents (id),
        conversation_id INTEGER NOT NULL,
        at INTEGER NOT NULL,
        is_seen INTEGER NOT NULL,
        PRIMARY KEY (agent_id, conversation_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX mentions_by_time ON mentions (agent_id, at, conversation_id);
      CREATE INDEX mentions_of_conversation ON mentions (conversation_id);
      CREATE INDEX mentions_unseen ON mentions (agent_id) WHERE is_seen = 0;

      -- For the list of what has a tag: the conversation's own column says the same.
      CREATE TABLE conversation_tags (
        tag_id INTEGER NOT NULL,
        conversation_id INTEGER NOT NULL,
        PRIMARY KEY (tag_id, conversation_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX conversation_tags_of ON conversation_tags (conversation_id);

      CREATE TABLE tags (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        colour TEXT NOT NULL,
        is_retired INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE outcomes (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        is_won INTEGER NOT NULL,
        is_retired INTEGER NOT NULL
      ) STRICT;

      -- What the timeline shows between the messages.
      CREATE INDEX journal_of_handling ON journal (conversation_id, at)
        WHERE kind IN (
          'conversation.claimed', 'conversation.transferred', 'conversation.taken-over',
          'conversation.requested', 'conversation.request-ended', 'conversation.snoozed',
          'conversation.woken', 'conversation.closed', 'conversation.undone'
        );
    `);
  },
};
