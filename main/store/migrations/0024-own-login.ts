import type { Migration } from './migration.ts';

/** Passwords that somebody else made up and that have to be changed before anything else. */
export const ownLogin: Migration = {
  version: 24,
  up(database) {
    database.exec(`
      ALTER TABLE agent_passwords ADD COLUMN is_temporary INTEGER NOT NULL DEFAULT 0;
    `);
  },
};
