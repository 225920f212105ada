import type { ConversationId } from '#shared/domain/ids.ts';
import type { Prepares, Query } from '../connection.ts';
import { matchWords, phoneDigits } from './search-terms.ts';

interface Found {
  readonly id: ConversationId;
}
type Search = Query<[string, number], Found>;

/** Conversations whose contact's name or phone number fits the text, newest first. */
export function contactSearch(
  connection: Prepares,
): (text: string, limit: number) => ConversationId[] {
  const byName = searchIn(connection, 'contact_names');
  const byPhone = searchIn(connection, 'contact_phones');
  return (text, limit) => {
    const digits = phoneDigits(text);
    const words = matchWords(text);
    const found = [
      ...(digits === null ? [] : byPhone.all(`"${digits}"`, limit)),
      ...(words === null ? [] : byName.all(words, limit)),
    ];
    return [...new Set(found.map(({ id }) => id))].slice(0, limit);
  };
}

function searchIn(connection: Prepares, table: 'contact_names' | 'contact_phones'): Search {
  return connection.prepare(
    `conversations.search.${table}`,
    `SELECT c.id FROM ${table} AS found JOIN conversations AS c ON c.contact_id = found.rowid
     WHERE ${table} MATCH ? ORDER BY c.last_at DESC, c.id DESC LIMIT ?`,
  );
}
