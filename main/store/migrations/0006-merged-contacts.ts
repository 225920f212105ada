import type Database from 'better-sqlite3';
import { namesFrom } from '#shared/domain/contact.ts';
import { searchableNumbers } from '../repositories/searchable-numbers.ts';
import type { Migration } from './migration.ts';

const TABLES = `
  ALTER TABLE contacts ADD COLUMN our_name TEXT;
  ALTER TABLE contacts ADD COLUMN saved_name TEXT;
  ALTER TABLE contacts ADD COLUMN whatsapp_name TEXT;
  ALTER TABLE contacts ADD COLUMN is_blocked INTEGER NOT NULL DEFAULT 0;
  -- The digits of every way to write the number: what a search by number looks into.
  ALTER TABLE contacts ADD COLUMN numbers TEXT NOT NULL DEFAULT '';
  CREATE INDEX contacts_blocked ON contacts (is_blocked) WHERE is_blocked = 1;
  -- Few rows scan it, and not the whole table.
  CREATE INDEX contacts_numbers ON contacts (numbers, id);

  -- Where a message was before its conversation was merged into another one.
  ALTER TABLE messages ADD COLUMN home_id INTEGER;
  CREATE INDEX messages_by_home ON messages (home_id) WHERE home_id IS NOT NULL;

  CREATE TABLE contact_merges (
    gone_id INTEGER PRIMARY KEY,
    into_id INTEGER NOT NULL,
    -- JSON: the contacts as they were before.
    gone TEXT NOT NULL,
    into_contact TEXT NOT NULL,
    gone_contact_id INTEGER NOT NULL,
    episode INTEGER NOT NULL,
    at INTEGER NOT NULL,
    agent_id INTEGER REFERENCES agents (id),
    why TEXT NOT NULL,
    last_message_id INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX contact_merges_by_contact ON contact_merges (gone_contact_id);
  CREATE INDEX contact_merges_into ON contact_merges (into_id);

  CREATE INDEX coverage_gaps_of ON coverage_gaps (conversation_id)
    WHERE conversation_id IS NOT NULL;

  CREATE TABLE contacts_apart (
    one_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    PRIMARY KEY (one_id, other_id)
  ) STRICT, WITHOUT ROWID;
`;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly phone: string | null;
  readonly addresses: string;
}

export const mergedContacts: Migration = {
  version: 6,
  up(database: Database.Database) {
    database.exec(TABLES);
    const complete = database.prepare<[string | null, string, number]>(
      'UPDATE contacts SET whatsapp_name = ?, numbers = ? WHERE id = ?',
    );
    const rows = database.prepare<[], Row>('SELECT id, name, phone, addresses FROM contacts').all();
    for (const { id, name, phone, addresses } of rows) {
      const known = JSON.parse(addresses) as readonly string[];
      complete.run(namesFrom({ name }).whatsapp, searchableNumbers(phone, known), id);
    }
  },
};
