import type { Migration } from './migration.ts';

/** Places, cards, polls, calls and the rest: their words in `text`, all of it here. */
export const kindsOfContent: Migration = {
  version: 2,
  up(database) {
    database.exec('ALTER TABLE messages ADD COLUMN details TEXT');
  },
};
