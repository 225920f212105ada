import type { Migration } from './migration.ts';

/** Everyone's chats are those that are not closed, among many that are. */
export const everyones: Migration = {
  version: 27,
  up(database) {
    database.exec(`
      CREATE INDEX conversations_everyones ON conversations (last_at, id) WHERE state <> 'closed';
    `);
  },
};
