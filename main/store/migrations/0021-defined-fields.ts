import type { Migration } from './migration.ts';

/**
 * What an office wants to know of its contacts, found by its words; what else it chooses, and who
 * changed a setting last.
 */
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

      -- What an office chose that is a thing of its own: one row each, JSON.
      CREATE TABLE office_choices (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      ALTER TABLE settings ADD COLUMN changed_by INTEGER REFERENCES agents (id);

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
