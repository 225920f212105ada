import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { ConversationId, MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

export function firstContactReads(connection: Prepares): Reads['firstContacts'] {
  const get = connection.prepare<[ConversationId], { at: number }>(
    'firstContacts.get',
    'SELECT at FROM first_contacts WHERE conversation_id = ?',
  );
  const countSince = connection.prepare<[number], { count: number }>(
    'firstContacts.countSince',
    'SELECT count(*) AS count FROM first_contacts WHERE at >= ?',
  );
  return {
    has: (id) => get.get(id) !== undefined,
    countSince: (at) => countSince.get(at)?.count ?? 0,
  };
}

export function sendingWrites(
  connection: Prepares,
): Pick<Tx['state'], 'putEarlierKey' | 'putFirstContact'> {
  const putKey = connection.prepare<[WaMessageKey, MessageId], never>(
    'earlierKeys.put',
    'INSERT OR REPLACE INTO earlier_keys (wa_key, message_id) VALUES (?, ?)',
  );
  const putFirst = connection.prepare<[ConversationId, number], never>(
    'firstContacts.put',
    'INSERT OR IGNORE INTO first_contacts (conversation_id, at) VALUES (?, ?)',
  );
  return {
    putEarlierKey: (key, id) => void putKey.run(key, id),
    putFirstContact: (id, at) => void putFirst.run(id, at),
  };
}
