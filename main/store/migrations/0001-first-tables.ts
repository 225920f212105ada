import { randomUUID } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Migration } from './migration.ts';

const PEOPLE = `
  CREATE TABLE agents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    -- The name without case: what it is looked up by and must differ in.
    name_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL
  ) STRICT;

  CREATE TABLE agent_passwords (
    agent_id INTEGER PRIMARY KEY REFERENCES agents (id),
    hash TEXT NOT NULL
  ) STRICT;

  CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    agent_id INTEGER NOT NULL REFERENCES agents (id),
    started_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_use ON sessions (last_used_at);
`;

const CONTACTS = `
  CREATE TABLE contacts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT,
    address TEXT NOT NULL,
    -- JSON list, as the contact has it; contact_addresses is for looking up.
    addresses TEXT NOT NULL
  ) STRICT;
  CREATE INDEX contacts_by_phone ON contacts (phone) WHERE phone IS NOT NULL;

  CREATE TABLE contact_addresses (
    address TEXT PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contacts (id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_addresses_by_contact ON contact_addresses (contact_id);

  CREATE VIRTUAL TABLE contact_names USING fts5 (
    name, content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
  );
`;

const CONVERSATIONS = `
  CREATE TABLE conversations (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL UNIQUE REFERENCES contacts (id),
    state TEXT NOT NULL,
    owner_id INTEGER REFERENCES agents (id),
    epoch INTEGER NOT NULL,
    episode INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_customer_message_id INTEGER,
    waiting_since INTEGER,
    -- Place in the queue: NULL unless it waits.
    queue_at INTEGER,
    unread INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    -- The newest message as lists show it; all NULL while there is none.
    last_message_id INTEGER,
    last_message_at INTEGER,
    last_author TEXT,
    last_agent_id INTEGER,
    last_kind TEXT,
    last_text TEXT,
    last_state TEXT
  ) STRICT;
  CREATE INDEX conversations_all ON conversations (last_at, id);
  CREATE INDEX conversations_open ON conversations (owner_id, last_at, id) WHERE state = 'open';
  CREATE INDEX conversations_waiting ON conversations (queue_at, id) WHERE queue_at IS NOT NULL;
`;

const MESSAGES = `
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id),
    wa_key TEXT,
    author TEXT NOT NULL,
    agent_id INTEGER REFERENCES agents (id),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    -- Text or caption; NULL for what this version cannot show.
    text TEXT,
    unsupported_type TEXT,
    state TEXT NOT NULL,
    -- JSON, read back only to be shown.
    failure TEXT,
    client_ref TEXT,
    arrived_late INTEGER NOT NULL,
    media_state TEXT,
    media_hash TEXT,
    file_name TEXT,
    -- JSON with the rest of the file's description, read back only to be shown.
    media TEXT
  ) STRICT;
  CREATE UNIQUE INDEX messages_by_key ON messages (wa_key) WHERE wa_key IS NOT NULL;
  CREATE UNIQUE INDEX messages_by_client_ref ON messages (agent_id, client_ref)
    WHERE client_ref IS NOT NULL;
  CREATE INDEX messages_timeline ON messages (conversation_id, at, id);
  CREATE INDEX messages_unsettled ON messages (state, id)
    WHERE state IN ('queued', 'sending', 'refused', 'unconfirmed');
  CREATE INDEX messages_pending_media ON messages (id) WHERE media_state = 'pending';
  CREATE INDEX messages_by_media ON messages (media_hash) WHERE media_hash IS NOT NULL;

  CREATE VIRTUAL TABLE message_texts USING fts5 (
    text, file_name, content = 'messages', content_rowid = 'id', columnsize = 0, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
  );
`;

const JOURNAL = `
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    conversation_id INTEGER,
    agent_id INTEGER,
    data TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
  BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
  END;
  CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal
  BEGIN
    SELECT RAISE (ABORT, 'the journal is append-only');
  END;
`;

const REST = `
  CREATE TABLE uploads (
    hash TEXT PRIMARY KEY,
    mime TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    agent_id INTEGER NOT NULL REFERENCES agents (id),
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE marks (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export const firstTables: Migration = {
  version: 1,
  up(database: Database.Database) {
    for (const sql of [PEOPLE, CONTACTS, CONVERSATIONS, MESSAGES, JOURNAL, REST])
      database.exec(sql);
    database
      .prepare<[string]>(
        `INSERT INTO meta (name, value) VALUES ('journal-id', ?), ('failed-commits', '0')`,
      )
      .run(randomUUID());
  },
};
