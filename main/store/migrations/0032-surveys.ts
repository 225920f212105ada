import type { Migration } from './migration.ts';

/** Customers are asked after an episode how satisfied they are, and reports count what they say. */
export const surveys: Migration = {
  version: 32,
  up(database) {
    database.exec(`
      CREATE TABLE surveys (
        -- The episode, by the journal's position of what began it.
        id INTEGER PRIMARY KEY,
        conversation_id INTEGER NOT NULL,
        -- planned, asked, or over: a number is an answer no more.
        phase TEXT NOT NULL,
        due_at INTEGER NOT NULL,
        closed_by INTEGER NOT NULL,
        message_id INTEGER,
        asked_at INTEGER,
        answer_by INTEGER,
        language TEXT,
        score INTEGER,
        -- The message that the score is in.
        answer_id INTEGER,
        thanks_id INTEGER
      ) STRICT;
      CREATE INDEX surveys_open ON surveys (conversation_id) WHERE phase <> 'over';
      CREATE INDEX surveys_due ON surveys (due_at) WHERE phase = 'planned';
      CREATE INDEX surveys_asked ON surveys (conversation_id, asked_at)
        WHERE asked_at IS NOT NULL;
      CREATE INDEX surveys_by_message ON surveys (message_id) WHERE message_id IS NOT NULL;

      -- Chosen with the chatbot.
      CREATE TABLE chosen_languages (
        conversation_id INTEGER PRIMARY KEY,
        language TEXT NOT NULL
      ) STRICT;

      -- Questions that were asked. Day and slot: when that was. Agent: who had closed the episode.
      CREATE TABLE report_ratings (
        episode_id INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        agent_id INTEGER NOT NULL,
        asked_at INTEGER NOT NULL,
        -- NULL: no answer.
        score INTEGER
      ) STRICT;
      CREATE INDEX report_ratings_by_day ON report_ratings (day);
      ALTER TABLE report_episodes DROP COLUMN rating;

      DROP INDEX journal_of_handling;
      CREATE INDEX journal_of_handling ON journal (conversation_id, at)
        WHERE kind <> 'message.received' AND kind IN (
          'conversation.claimed', 'conversation.transferred', 'conversation.taken-over',
          'conversation.requested', 'conversation.request-ended', 'conversation.snoozed',
          'conversation.woken', 'conversation.closed', 'conversation.undone',
          'bot.began', 'bot.ended', 'contact.field-set', 'rule.acted',
          'survey.answered', 'survey.dropped'
        );
    `);
  },
};
