import type { Migration } from './migration.ts';

/** What an office wants to know of its contacts; what contacts have is found by its words. */
export const definedFields: Migration = {
  version: 21,
  up(database) {
    database.exec(`
      CREATE TABLE contact_fields (
        id INTEGER PRIMARY KEY,
        position INTEGER NOT NULL,
        -- JSON: the definition.
        field TEXT NOT NULL
      ) STRICT;

      CREATE VIRTUAL TABLE contact_values USING fts5 (
        value, content = '', contentless_delete = 1, prefix = '2 3',
        tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
      );
      INSERT INTO contact_values (rowid, value)
        SELECT contacts.id, group_concat(each.value, char(10))
        FROM contacts, json_each(contacts.fields) AS each
        WHERE contacts.fields <> '{}' GROUP BY contacts.id;
    `);
  },
};
