import type { Migration } from './migration.ts';

/**
 * What reports count, kept beside the journal in the same transactions. Days are days of the
 * calendar since 1970 and slots hours of the week (0: Monday, midnight), by the office's time zone
 * as it was then. Agent 0 is the phone.
 */
export const reports: Migration = {
  version: 23,
  up(database) {
    database.exec(`
      -- From open to close. \`id\`: the journal's position of what began it.
      CREATE TABLE report_episodes (
        id INTEGER PRIMARY KEY,
        conversation_id INTEGER NOT NULL,
        -- Where it began, whatever was merged since.
        home_id INTEGER NOT NULL,
        -- How many of this contact's episodes it makes with those before it.
        visit INTEGER NOT NULL,
        opened_by TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        start_day INTEGER NOT NULL,
        start_slot INTEGER NOT NULL,
        ended_at INTEGER,
        end_day INTEGER,
        ended_seq INTEGER,
        ended_how TEXT,
        outcome_id INTEGER,
        is_won INTEGER NOT NULL,
        -- In the smallest unit of its currency.
        value INTEGER,
        currency TEXT,
        closed_by INTEGER,
        -- Who sent last.
        agent_id INTEGER,
        first_at INTEGER,
        first_day INTEGER,
        first_by INTEGER,
        first_message_id INTEGER,
        first_ms INTEGER,
        first_open_ms INTEGER,
        ms INTEGER,
        open_ms INTEGER,
        is_missed INTEGER NOT NULL,
        is_bot INTEGER NOT NULL,
        is_phone INTEGER NOT NULL,
        -- The newest of the customer's messages that arrived while we were away.
        late_at INTEGER,
        -- What the customer thought of it: nobody is asked yet.
        rating INTEGER
      ) STRICT;
      CREATE INDEX report_episodes_of ON report_episodes (conversation_id, ended_seq);
      CREATE INDEX report_episodes_by_start ON report_episodes (start_day);
      CREATE INDEX report_episodes_by_end ON report_episodes (end_day) WHERE end_day IS NOT NULL;
      CREATE INDEX report_episodes_by_first ON report_episodes (first_day)
        WHERE first_day IS NOT NULL;
      CREATE INDEX report_episodes_unanswered ON report_episodes (started_at)
        WHERE ended_at IS NULL AND first_at IS NULL;

      CREATE TABLE report_episode_tags (
        tag_id INTEGER NOT NULL,
        episode_id INTEGER NOT NULL,
        PRIMARY KEY (tag_id, episode_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX report_tags_of ON report_episode_tags (episode_id);

      -- Each time a customer waited, once it is over. \`id\`: the position of what ended it.
      CREATE TABLE report_waits (
        id INTEGER PRIMARY KEY,
        episode_id INTEGER NOT NULL,
        -- The answer; NULL: there was none.
        message_id INTEGER,
        agent_id INTEGER,
        started_at INTEGER NOT NULL,
        start_slot INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        end_day INTEGER NOT NULL,
        ms INTEGER NOT NULL,
        -- Of these, within the hours that were in force when it ended.
        open_ms INTEGER NOT NULL,
        is_late INTEGER NOT NULL
      ) STRICT;
      -- Everything that a report reads of them is in it.
      CREATE INDEX report_waits_by_end
        ON report_waits (end_day, agent_id, start_slot, ms, open_ms, episode_id);
      CREATE INDEX report_waits_of ON report_waits (episode_id);
      CREATE UNIQUE INDEX report_waits_by_message ON report_waits (message_id)
        WHERE message_id IS NOT NULL;

      -- What people sent.
      CREATE TABLE report_sent (
        day INTEGER NOT NULL,
        agent_id INTEGER NOT NULL,
        episode_id INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        messages INTEGER NOT NULL,
        PRIMARY KEY (day, agent_id, episode_id, slot)
      ) STRICT, WITHOUT ROWID;

      -- Where those were counted that may still be refused.
      CREATE TABLE report_unsettled (
        message_id INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        agent_id INTEGER NOT NULL,
        episode_id INTEGER NOT NULL,
        slot INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE report_transfers (
        id INTEGER PRIMARY KEY,
        episode_id INTEGER NOT NULL,
        day INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        from_id INTEGER,
        to_id INTEGER
      ) STRICT;
      CREATE INDEX report_transfers_by_day ON report_transfers (day);
      CREATE INDEX report_transfers_of ON report_transfers (episode_id, id);

      -- How long agents were what; being offline is the rest.
      CREATE TABLE report_statuses (
        day INTEGER NOT NULL,
        agent_id INTEGER NOT NULL,
        status TEXT NOT NULL,
        ms INTEGER NOT NULL,
        open_ms INTEGER NOT NULL,
        PRIMARY KEY (day, agent_id, status)
      ) STRICT, WITHOUT ROWID;

      -- For how long somebody who was not offline had so many open chats at once.
      CREATE TABLE report_loads (
        day INTEGER NOT NULL,
        agent_id INTEGER NOT NULL,
        chats INTEGER NOT NULL,
        ms INTEGER NOT NULL,
        PRIMARY KEY (day, agent_id, chats)
      ) STRICT, WITHOUT ROWID;

      -- Open chats of an agent, or with agent 0 those in the queue, and since when.
      CREATE TABLE report_counts (
        agent_id INTEGER PRIMARY KEY,
        chats INTEGER NOT NULL,
        since INTEGER NOT NULL
      ) STRICT;

      -- Most customers in the queue at once, in hours in which it changed, and how many at its end.
      CREATE TABLE report_queue (
        day INTEGER NOT NULL,
        hour INTEGER NOT NULL,
        peak INTEGER NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (day, hour)
      ) STRICT, WITHOUT ROWID;

      -- What happened before this version is counted at the next start.
      INSERT INTO marks (name, value)
        SELECT 'reports-stale', 1 FROM journal LIMIT 1;
    `);
  },
};
