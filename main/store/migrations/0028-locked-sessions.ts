import type { Migration } from './migration.ts';

/** When somebody last touched a screen of each session, and whether it is locked. */
export const lockedSessions: Migration = {
  version: 28,
  up(database) {
    database.exec(`
      ALTER TABLE sessions ADD COLUMN active_at INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE sessions ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0;
      UPDATE sessions SET active_at = last_used_at;
    `);
  },
};
