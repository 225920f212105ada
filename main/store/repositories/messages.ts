import type { Reads } from '#main/core/ports/reads.ts';
import type {
  AgentId,
  ClientRef,
  ConversationId,
  MediaHash,
  MessageId,
  WaAddress,
  WaMessageKey,
} from '#shared/domain/ids.ts';
import type { DeliveryState } from '#shared/domain/message.ts';
import type { Prepares } from '../connection.ts';
import { MESSAGE_COLUMNS, toMessage } from './message-row.ts';
import type { MessageRow } from './message-row.ts';
import { IN_SIGHT, sightValues } from './in-sight.ts';
import type { SightValues } from './in-sight.ts';
import { matchWords } from './search-terms.ts';

const SELECT = `SELECT ${MESSAGE_COLUMNS} FROM messages AS m`;

type MessageReads = Reads['messages'];

export function messageReads(connection: Prepares): MessageReads {
  return {
    ...lookUps(connection),
    ...timeline(connection),
    ...unfinished(connection),
    ...places(connection),
    search: search(connection),
  };
}

function lookUps(
  connection: Prepares,
): Pick<MessageReads, 'get' | 'byKey' | 'byEarlierKey' | 'byClientRef' | 'byMediaHash'> {
  const byId = connection.prepare<[MessageId], MessageRow>(
    'messages.get',
    `${SELECT} WHERE id = ?`,
  );
  const byKey = connection.prepare<[WaMessageKey], MessageRow>(
    'messages.byKey',
    `${SELECT} WHERE wa_key = ?`,
  );
  const byEarlierKey = connection.prepare<[WaMessageKey], MessageRow>(
    'messages.byEarlierKey',
    `${SELECT} WHERE id = (SELECT message_id FROM earlier_keys WHERE earlier_keys.wa_key = ?)`,
  );
  const byClientRef = connection.prepare<[AgentId, ClientRef], MessageRow>(
    'messages.byClientRef',
    `${SELECT} WHERE agent_id = ? AND client_ref = ?`,
  );
  const shownWithMedia = connection.prepare<[MediaHash], MessageRow>(
    'messages.byMediaHash',
    `${SELECT} WHERE media_hash = ? AND deleted_at IS NULL LIMIT 1`,
  );
  const withMedia = connection.prepare<[MediaHash], MessageRow>(
    'messages.byMediaHash.any',
    `${SELECT} WHERE media_hash = ? LIMIT 1`,
  );
  const seenWithMedia = connection.prepare<[MediaHash, ...SightValues], MessageRow>(
    'messages.byMediaHash.seen',
    `SELECT ${MESSAGE_COLUMNS} FROM messages AS m JOIN conversations AS c ON c.id = m.conversation_id
     WHERE m.media_hash = ? AND ${IN_SIGHT} ORDER BY m.deleted_at IS NOT NULL LIMIT 1`,
  );
  const orNull = (row: MessageRow | undefined) => (row === undefined ? null : toMessage(row));
  return {
    get: (id) => orNull(byId.get(id)),
    byKey: (key) => orNull(byKey.get(key)),
    byEarlierKey: (key) => orNull(byEarlierKey.get(key)),
    byClientRef: (agentId, ref) => orNull(byClientRef.get(agentId, ref)),
    byMediaHash: (hash, by) =>
      orNull(
        by === undefined
          ? (shownWithMedia.get(hash) ?? withMedia.get(hash))
          : seenWithMedia.get(hash, ...sightValues(by)),
      ),
  };
}

function timeline(
  connection: Prepares,
): Pick<MessageReads, 'newest' | 'before' | 'after' | 'unseen'> {
  const newest = connection.prepare<[ConversationId, number], MessageRow>(
    'messages.newest',
    `${SELECT} WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT ?`,
  );
  const before = connection.prepare<[ConversationId, number, MessageId, number], MessageRow>(
    'messages.before',
    `${SELECT} WHERE conversation_id = ? AND (at, id) < (?, ?)
     ORDER BY at DESC, id DESC LIMIT ?`,
  );
  const after = connection.prepare<[ConversationId, number, MessageId, number], MessageRow>(
    'messages.after',
    `${SELECT} WHERE conversation_id = ? AND (at, id) > (?, ?) ORDER BY at, id LIMIT ?`,
  );
  const unseen = connection.prepare<[ConversationId, number, number], MessageRow>(
    'messages.unseen',
    `${SELECT} WHERE conversation_id = ? AND author = 'contact' AND is_imported = 0 AND id > ?
     ORDER BY id LIMIT ?`,
  );
  return {
    newest: (id, limit) => newest.all(id, limit).reverse().map(toMessage),
    before: ({ conversationId, at, id }, limit) =>
      before.all(conversationId, at, id, limit).reverse().map(toMessage),
    after: ({ conversationId, at, id }, limit) =>
      after.all(conversationId, at, id, limit).map(toMessage),
    unseen: (id, seen, limit) => unseen.all(id, seen ?? 0, limit).map(toMessage),
  };
}

/** The states that messages_unsettled holds: few messages are in them, and none for long. */
const UNSETTLED: ReadonlySet<DeliveryState> = new Set([
  'queued',
  'sending',
  'refused',
  'unconfirmed',
]);

function unfinished(connection: Prepares): Pick<MessageReads, 'inState' | 'withPendingMedia'> {
  const unsettled = connection.prepare<[DeliveryState], MessageRow>(
    'messages.unsettled',
    `${SELECT} WHERE state <> 'received' AND state IN ('queued', 'sending', 'refused', 'unconfirmed')
     AND state = ? AND author <> 'contact' ORDER BY id`,
  );
  const settled = connection.prepare<[DeliveryState], MessageRow>(
    'messages.settled',
    `${SELECT} WHERE state = ? AND author <> 'contact' ORDER BY id`,
  );
  const pendingMedia = connection.prepare<[], MessageRow>(
    'messages.withPendingMedia',
    `${SELECT} WHERE media_state = 'pending' AND author <> 'agent' ORDER BY id`,
  );
  return {
    inState: (states) =>
      [...new Set(states)]
        .flatMap((state) => (UNSETTLED.has(state) ? unsettled : settled).all(state))
        .sort((one, other) => one.id - other.id)
        .map(toMessage),
    withPendingMedia: () => pendingMedia.all().map(toMessage),
  };
}

/** What a customer wrote and somebody is to answer: not history, nor a line of WhatsApp's own. */
const ASKS = `author = 'contact' AND kind <> 'system' AND is_imported = 0`;

function places(
  connection: Prepares,
): Pick<
  MessageReads,
  | 'newestOf'
  | 'lastId'
  | 'oldestAt'
  | 'fromContactSince'
  | 'lastOfContact'
  | 'hasFromContact'
  | 'newestShown'
> {
  const newestOf = connection.prepare<[WaAddress, number, number], MessageRow>(
    'messages.newestOf',
    `SELECT ${MESSAGE_COLUMNS} FROM contact_addresses AS a
     JOIN conversations AS c ON c.contact_id = a.contact_id
     JOIN messages AS m ON m.conversation_id = c.id
     WHERE a.address = ? AND m.id > ? AND m.id <= ? AND m.author <> 'agent' ORDER BY m.at DESC, m.id DESC LIMIT 1`,
  );
  const lastId = connection.prepare<[], { id: number }>(
    'messages.lastId',
    'SELECT coalesce(max(id), 0) AS id FROM messages',
  );
  const oldestAt = connection.prepare<[ConversationId], { at: number | null }>(
    'messages.oldestAt',
    'SELECT min(at) AS at FROM messages WHERE conversation_id = ?',
  );
  const fromContactSince = connection.prepare<
    [ConversationId, number],
    { count: number; oldestAt: number | null }
  >(
    'messages.fromContactSince',
    `SELECT count(*) AS count, min(at) AS oldestAt FROM messages
     WHERE conversation_id = ? AND at >= ? AND ${ASKS}`,
  );
  const lastOfContact = connection.prepare<[ConversationId], { id: MessageId | null }>(
    'messages.lastOfContact',
    `SELECT max(id) AS id FROM messages WHERE conversation_id = ? AND ${ASKS}`,
  );
  const hasFromContact = connection.prepare<[ConversationId], { id: MessageId }>(
    'messages.hasFromContact',
    `SELECT id FROM messages
     WHERE conversation_id = ? AND author = 'contact' AND kind <> 'system' LIMIT 1`,
  );
  const newestShown = connection.prepare<[ConversationId], MessageRow>(
    'messages.newestShown',
    `${SELECT} WHERE conversation_id = ? AND kind NOT IN ('system', 'note')
     ORDER BY at DESC, id DESC LIMIT 1`,
  );
  return {
    newestOf(address, above, upTo) {
      const row = newestOf.get(address, above, upTo);
      return row === undefined ? null : toMessage(row);
    },
    oldestAt: (id) => oldestAt.get(id)?.at ?? null,
    fromContactSince: (id, at) => fromContactSince.get(id, at) ?? { count: 0, oldestAt: null },
    newestShown(id) {
      const row = newestShown.get(id);
      return row === undefined ? null : toMessage(row);
    },
    hasFromContact: (id) => hasFromContact.get(id) !== undefined,
    lastOfContact: (id) => lastOfContact.get(id)?.id ?? null,
    lastId: () => lastId.get()?.id ?? 0,
  };
}

function search(connection: Prepares): MessageReads['search'] {
  const found = connection.prepare<[string, number], MessageRow>(
    'messages.search',
    `SELECT ${MESSAGE_COLUMNS} FROM message_texts AS t JOIN messages AS m ON m.id = t.rowid
     WHERE message_texts MATCH ? AND m.deleted_at IS NULL ORDER BY t.rowid DESC LIMIT ?`,
  );
  const seen = connection.prepare<[string, ...SightValues, number], MessageRow>(
    'messages.search.seen',
    `SELECT ${MESSAGE_COLUMNS} FROM message_texts AS t JOIN messages AS m ON m.id = t.rowid
     JOIN conversations AS c ON c.id = m.conversation_id
     WHERE message_texts MATCH ? AND m.deleted_at IS NULL AND ${IN_SIGHT}
     ORDER BY t.rowid DESC LIMIT ?`,
  );
  return (text, limit, by) => {
    const words = matchWords(text);
    if (words === null) return [];
    const rows =
      by === undefined ? found.all(words, limit) : seen.all(words, ...sightValues(by), limit);
    return rows.map(toMessage);
  };
}
