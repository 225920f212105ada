import type { Contact } from '#shared/domain/contact.ts';
import type { ContentWords } from '#shared/domain/content-words.ts';
import type { ContactId, MessageId } from '#shared/domain/ids.ts';
import type { Prepares } from './connection.ts';
import type { DeferredWork } from './deferred-work.ts';

/** Keeps the full-text indexes in step with the tables. */
export interface SearchIndex {
  /** `old` is what was stored before, null for a new message. */
  message(id: MessageId, old: ContentWords | null, now: ContentWords): void;
  contact(contact: Contact): void;
  contactFields(contact: Contact): void;
  forgetContact(id: ContactId): void;
}

export function searchIndex(connection: Prepares, deferred: DeferredWork): SearchIndex {
  const setMessage = messageIndex(connection);
  const names = contactIndex(connection, { table: 'contact_names', column: 'name' });
  const values = contactIndex(connection, { table: 'contact_values', column: 'value' });
  return {
    message: (id, old, now) => deferred.add(() => setMessage(id, old, now)),
    contact: (contact) => deferred.add(() => names.set(contact.id, contact.name)),
    contactFields: (contact) => deferred.add(() => values.set(contact.id, valuesOf(contact))),
    forgetContact: (id) =>
      deferred.add(() => {
        names.forget(id);
        values.forget(id);
      }),
  };
}

function messageIndex(connection: Prepares): SearchIndex['message'] {
  const add = connection.prepare<[MessageId, string | null, string | null], never>(
    'search.addMessage',
    'INSERT INTO message_texts (rowid, text, file_name) VALUES (?, ?, ?)',
  );
  // The index keeps no copy of the text and has to be told what it is to forget.
  const remove = connection.prepare<[MessageId, string | null, string | null], never>(
    'search.removeMessage',
    `INSERT INTO message_texts (message_texts, rowid, text, file_name) VALUES ('delete', ?, ?, ?)`,
  );
  return (id, old, now) => {
    if (old?.text === now.text && old.fileName === now.fileName) return;
    if (old !== null && hasWords(old)) remove.run(id, old.text, old.fileName);
    if (hasWords(now)) add.run(id, now.text, now.fileName);
  };
}

const hasWords = ({ text, fileName }: ContentWords) => Boolean(text) || Boolean(fileName);

interface ContactIndex {
  readonly table: 'contact_names' | 'contact_values';
  readonly column: string;
}

function contactIndex(connection: Prepares, { table, column }: ContactIndex) {
  const remove = connection.prepare<[ContactId], never>(
    `search.${table}.remove`,
    `DELETE FROM ${table} WHERE rowid = ?`,
  );
  const add = connection.prepare<[ContactId, string], never>(
    `search.${table}.add`,
    `INSERT INTO ${table} (rowid, ${column}) VALUES (?, ?)`,
  );
  const forget = (id: ContactId) => void remove.run(id);
  return {
    forget,
    set(id: ContactId, words: string) {
      forget(id);
      if (words !== '') add.run(id, words);
    },
  };
}

function valuesOf({ fields }: Contact): string {
  return Object.values(fields).join('\n');
}
