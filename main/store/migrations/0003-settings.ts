import type { Migration } from './migration.ts';

export const settingsTable: Migration = {
  version: 3,
  up(database) {
    database.exec(`
      CREATE TABLE settings (
        -- section.setting
        name TEXT PRIMARY KEY,
        -- JSON: a number, a text or true and false.
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
  },
};
