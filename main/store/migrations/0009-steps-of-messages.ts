import type { Migration } from './migration.ts';

/** When a message was sent, delivered and read is looked up in a journal of everything. */
export const stepsOfMessages: Migration = {
  version: 9,
  up(database) {
    database.exec(`
      CREATE INDEX journal_steps ON journal (json_extract(data, '$.messageId'), seq)
        WHERE kind = 'message.state-changed';
    `);
  },
};
