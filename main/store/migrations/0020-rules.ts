import type { Migration } from './migration.ts';

/** Rules that act by themselves, and what they are not to do twice in a conversation. */
export const rules: Migration = {
  version: 20,
  up(database) {
    database.exec(`
      -- Removed ones stay, as they may come back and their ids are in the journal. seq: the entry
      -- that changed it last.
      CREATE TABLE rules (
        id INTEGER PRIMARY KEY,
        place INTEGER NOT NULL,
        version INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        rule TEXT NOT NULL,
        is_removed INTEGER NOT NULL DEFAULT 0,
        at INTEGER NOT NULL,
        saved_by INTEGER REFERENCES agents (id),
        on_since INTEGER,
        acted INTEGER NOT NULL DEFAULT 0,
        acted_at INTEGER
      ) STRICT;
      CREATE INDEX rules_by_seq ON rules (seq);
      CREATE INDEX rules_in_order ON rules (is_removed, place, id);

      ALTER TABLE conversations ADD COLUMN rules TEXT;
      CREATE INDEX conversations_by_wait ON conversations (waiting_since, id)
        WHERE waiting_since IS NOT NULL;

      -- What the timeline shows between the messages, the doings of rules among it.
      DROP INDEX journal_of_handling;
      CREATE INDEX journal_of_handling ON journal (conversation_id, at)
        WHERE kind IN (
          'conversation.claimed', 'conversation.transferred', 'conversation.taken-over',
          'conversation.requested', 'conversation.request-ended', 'conversation.snoozed',
          'conversation.woken', 'conversation.closed', 'conversation.undone',
          'bot.began', 'bot.ended', 'contact.field-set', 'rule.acted'
        );
      -- Which tags a chat had at some time.
      CREATE INDEX journal_of_tags ON journal (conversation_id, seq)
        WHERE kind = 'conversation.tagged';
    `);
  },
};
