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
  forgetContact(id: ContactId): void;
}

export function searchIndex(connection: Prepares, deferred: DeferredWork): SearchIndex {
  const setMessage = messageIndex(connection);
  const contacts = contactIndex(connection);
  return {
    message: (id, old, now) => deferred.add(() => setMessage(id, old, now)),
    contact: (contact) => deferred.add(() => contacts.set(contact)),
    forgetContact: (id) => deferred.add(() => contacts.forget(id)),
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

function contactIndex(connection: Prepares) {
  const removeName = connection.prepare<[ContactId], never>(
    'search.removeName',
    'DELETE FROM contact_names WHERE rowid = ?',
  );
  const addName = connection.prepare<[ContactId, string], never>(
    'search.addName',
    'INSERT INTO contact_names (rowid, name) VALUES (?, ?)',
  );
  const forget = (id: ContactId) => void removeName.run(id);
  return {
    forget,
    set({ id, name }: Contact) {
      forget(id);
      addName.run(id, name);
    },
  };
}
