import type { Migration } from './migration.ts';

/** What befell the host PC is among the number's lines: it explains what came late. */
export const hostHistory: Migration = {
  version: 8,
  up(database) {
    database.exec(`
      DROP INDEX journal_of_number;
      CREATE INDEX journal_of_number ON journal (seq)
        WHERE kind IN (
          'number.state-changed', 'number.order-given', 'host.clock-set', 'host.clock-judged',
          'host.slept', 'host.restored', 'host.backup-failed'
        );
    `);
  },
};
