import type { SeenBy } from '#main/core/ports/reads.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { IN_SIGHT, sightValues } from './in-sight.ts';
import type { SightValues } from './in-sight.ts';
import { matchWords, phoneDigits } from './search-terms.ts';

/** Of more contacts than this the newest are looked up the other way round. */
const FEW = 1_000;

interface Found {
  readonly id: ConversationId;
  readonly last_at: number;
}

/** Conversations whose contact's name, phone number or fields fit the text, newest first. */
export function contactSearch(
  connection: Prepares,
): (text: string, limit: number, by?: SeenBy) => ConversationId[] {
  const byName = newestOf(
    connection,
    'name',
    'SELECT rowid AS contact_id FROM contact_names WHERE contact_names MATCH ?',
  );
  const byField = newestOf(
    connection,
    'field',
    'SELECT rowid AS contact_id FROM contact_values WHERE contact_values MATCH ?',
  );
  // Walks the index of the numbers: 20,000 take less than a millisecond, and nothing is kept for it.
  const byPhone = newestOf(
    connection,
    'phone',
    'SELECT id AS contact_id FROM contacts WHERE instr(numbers, ?) > 0',
  );
  return (text, limit, by) => {
    const digits = phoneDigits(text);
    const words = matchWords(text);
    const found = [
      ...(digits === null ? [] : byPhone(digits, limit, by)),
      ...(words === null ? [] : byName(words, limit, by)),
      ...(words === null ? [] : byField(words, limit, by)),
    ];
    found.sort((one, other) => other.last_at - one.last_at || other.id - one.id);
    return [...new Set(found.map(({ id }) => id))].slice(0, limit);
  };
}

/**
 * The newest conversations of the contacts that a query finds. Few are looked up and sorted; when
 * there are many, the newest conversations are walked through until enough of them belong to one.
 */
function newestOf(connection: Prepares, name: string, contacts: string) {
  const count = connection.prepare<[string], { n: number }>(
    `conversations.search.${name}.count`,
    `SELECT count(*) AS n FROM (${contacts} LIMIT ${FEW + 1})`,
  );
  const sorted = connection.prepare<[string, number], Found>(
    `conversations.search.${name}.few`,
    `SELECT c.id, c.last_at FROM (${contacts}) AS found JOIN conversations AS c USING (contact_id)
     ORDER BY c.last_at DESC, c.id DESC LIMIT ?`,
  );
  const walked = connection.prepare<[string, number], Found>(
    `conversations.search.${name}.many`,
    `SELECT c.id, c.last_at FROM conversations AS c INDEXED BY conversations_all
     WHERE c.contact_id IN (${contacts}) ORDER BY c.last_at DESC, c.id DESC LIMIT ?`,
  );
  const seen = connection.prepare<[string, ...SightValues, number], Found>(
    `conversations.search.${name}.seen`,
    `SELECT c.id, c.last_at FROM (${contacts}) AS found JOIN conversations AS c USING (contact_id)
     WHERE ${IN_SIGHT} ORDER BY c.last_at DESC, c.id DESC LIMIT ?`,
  );
  return (value: string, limit: number, by?: SeenBy) => {
    if (by !== undefined) return seen.all(value, ...sightValues(by), limit);
    return ((count.get(value)?.n ?? 0) > FEW ? walked : sorted).all(value, limit);
  };
}
