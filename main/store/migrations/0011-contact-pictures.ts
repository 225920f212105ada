import type { Migration } from './migration.ts';

/** Contacts have pictures; when each address was asked for one keeps the asking rare. */
export const contactPictures: Migration = {
  version: 11,
  up(database) {
    database.exec(`
      ALTER TABLE contacts ADD COLUMN picture TEXT CHECK (length(picture) = 64);
      CREATE INDEX contacts_by_picture ON contacts (picture) WHERE picture IS NOT NULL;
      CREATE TABLE contact_picture_looks (
        address TEXT PRIMARY KEY,
        at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contact_picture_looks_by_time ON contact_picture_looks (at);
    `);
  },
};
