import type { Migration } from './migration.ts';

/** The number's health timeline is read newest first out of a journal of everything. */
export const numberHistory: Migration = {
  version: 5,
  up(database) {
    database.exec(`
      CREATE INDEX journal_of_number ON journal (seq)
        WHERE kind IN ('number.state-changed', 'number.order-given');
    `);
  },
};
