import type { Migration } from './migration.ts';

/** The chatbot's flows, when they answer, and where it is in its talks; what contacts told it. */
export const chatbot: Migration = {
  version: 19,
  up(database) {
    database.exec(`
      ALTER TABLE conversations ADD COLUMN bot TEXT;
      -- Whoever has one keeps the chatbot out of it.
      UPDATE conversations
        SET bot = '{"phase":"person","flow":null,"since":null,"period":null}'
        WHERE owner_id IS NOT NULL;
      ALTER TABLE contacts ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';

      CREATE TABLE bot_flows (
        id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        flow TEXT NOT NULL,
        at INTEGER NOT NULL,
        saved_by INTEGER REFERENCES agents (id),
        PRIMARY KEY (id, version)
      ) STRICT, WITHOUT ROWID;

      -- One row: which flow answers when.
      CREATE TABLE bot_cover (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        cover TEXT NOT NULL
      ) STRICT;

      CREATE TABLE bot_runs (
        conversation_id INTEGER PRIMARY KEY,
        flow_id INTEGER NOT NULL,
        version INTEGER NOT NULL,
        due INTEGER,
        run TEXT
      ) STRICT;
      CREATE INDEX bot_runs_by_due ON bot_runs (due) WHERE due IS NOT NULL;

      -- What the timeline shows between the messages, the chatbot's doings among it.
      DROP INDEX journal_of_handling;
      CREATE INDEX journal_of_handling ON journal (conversation_id, at)
        WHERE kind IN (
          'conversation.claimed', 'conversation.transferred', 'conversation.taken-over',
          'conversation.requested', 'conversation.request-ended', 'conversation.snoozed',
          'conversation.woken', 'conversation.closed', 'conversation.undone',
          'bot.began', 'bot.ended', 'contact.field-set'
        );
    `);
  },
};
