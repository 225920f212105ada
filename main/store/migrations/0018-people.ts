import type { Migration } from './migration.ts';

/** What people know, how much they take, who works here no more; whom an answer is due from. */
export const people: Migration = {
  version: 18,
  up(database) {
    database.exec(`
      -- A JSON list of tags.
      ALTER TABLE agents ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE agents ADD COLUMN capacity INTEGER;
      ALTER TABLE agents ADD COLUMN is_deactivated INTEGER NOT NULL DEFAULT 0;

      -- Whose turn it is: each has a mark of their own.
      DELETE FROM marks WHERE name = 'last-served';

      CREATE INDEX sessions_of_agent ON sessions (agent_id);

      ALTER TABLE conversations ADD COLUMN answer_due_at INTEGER;
      CREATE INDEX conversations_unanswered ON conversations (waiting_since)
        WHERE state = 'open' AND waiting_since IS NOT NULL;
    `);
  },
};
