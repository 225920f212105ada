import type { z } from 'zod';
import type { Page, Reads, Tx } from '#main/core/ports/store.ts';
import { previewSchema } from '#shared/domain/conversation.ts';
import type { Conversation, ConversationState, Preview } from '#shared/domain/conversation.ts';
import type {
  AgentId,
  ContactId,
  ConversationId,
  Epoch,
  MessageId,
  Seq,
} from '#shared/domain/ids.ts';
import type { DeliveryState } from '#shared/domain/message.ts';
import type { ListCursor } from '#shared/protocol/commands/conversation.ts';
import type { Bindable, Prepares } from '../connection.ts';
import type { SearchIndex } from '../search-index.ts';
import { agentOf, authorOf } from './author.ts';
import type { AuthorType } from './author.ts';
import { CONTACT_COLUMNS, contactWrites, toContact } from './contacts.ts';
import type { ContactRow } from './contacts.ts';
import { contactSearch } from './contact-search.ts';
import { mergeWrites } from './merges.ts';
import { rowWriter } from './row-writer.ts';
import { damaged, parseStored } from './stored-json.ts';

interface ConversationRow extends ContactRow {
  readonly id: ConversationId;
  readonly state: ConversationState;
  readonly owner_id: AgentId | null;
  readonly epoch: Epoch;
  readonly episode: number;
  readonly last_at: number;
  readonly last_customer_message_id: MessageId | null;
  readonly waiting_since: number | null;
  readonly queue_at: number | null;
  readonly unread: number;
  readonly revision: Seq;
  readonly last_message_id: MessageId | null;
  readonly last_message_at: number | null;
  readonly last_author: AuthorType | null;
  readonly last_agent_id: AgentId | null;
  readonly last_kind: Preview['kind'] | null;
  readonly last_text: string | null;
  readonly last_state: DeliveryState | null;
  readonly last_extras: string | null;
}

const SELECT = `
  SELECT c.id, c.state, c.owner_id, c.epoch, c.episode, c.last_at, c.last_customer_message_id,
    c.waiting_since, c.queue_at, c.unread, c.revision, c.last_message_id, c.last_message_at, c.last_author,
    c.last_agent_id, c.last_kind, c.last_text, c.last_state,
    c.last_extras, ${CONTACT_COLUMNS}
  FROM conversations AS c JOIN contacts ON contacts.id = c.contact_id`;

export function conversationReads(connection: Prepares): Reads['conversations'] {
  const byId = connection.prepare<[ConversationId], ConversationRow>(
    'conversations.get',
    `${SELECT} WHERE c.id = ?`,
  );
  const byContact = connection.prepare<[ContactId], ConversationRow>(
    'conversations.byContact',
    `${SELECT} WHERE c.contact_id = ?`,
  );
  const searchIds = contactSearch(connection);
  const get = (id: ConversationId) => {
    const row = byId.get(id);
    return row === undefined ? null : toConversation(row);
  };
  return {
    get,
    byContact(id) {
      const row = byContact.get(id);
      return row === undefined ? null : toConversation(row);
    },
    page: pages(connection),
    counts: counts(connection),
    search: (text, limit) =>
      searchIds(text, limit)
        .map(get)
        .filter((found) => found !== null),
  };
}

function pages(connection: Prepares): Reads['conversations']['page'] {
  const waiting = pageOf<[]>(connection, 'waiting', {
    where: 'c.queue_at IS NOT NULL',
    key: 'c.queue_at',
    keyOf: (row) => row.queue_at ?? row.last_at,
    order: 'ASC',
  });
  const mine = pageOf<[AgentId]>(connection, 'mine', {
    where: `c.state = 'open' AND c.owner_id = ?`,
    key: 'c.last_at',
    keyOf: (row) => row.last_at,
    order: 'DESC',
  });
  const all = pageOf<[]>(connection, 'all', {
    where: 'true',
    key: 'c.last_at',
    keyOf: (row) => row.last_at,
    order: 'DESC',
  });
  return (view, agentId, after, limit) => {
    if (view === 'waiting') return waiting([], after, limit);
    return view === 'mine' ? mine([agentId], after, limit) : all([], after, limit);
  };
}

interface View {
  readonly where: string;
  readonly key: string;
  readonly keyOf: (row: ConversationRow) => number;
  readonly order: 'ASC' | 'DESC';
}

function pageOf<Values extends Bindable[]>(connection: Prepares, name: string, view: View) {
  const order = `ORDER BY ${view.key} ${view.order}, c.id ${view.order} LIMIT ?`;
  const first = connection.prepare<[...Values, number], ConversationRow>(
    `conversations.page.${name}`,
    `${SELECT} WHERE ${view.where} ${order}`,
  );
  const next = connection.prepare<[...Values, number, number, number], ConversationRow>(
    `conversations.page.${name}.after`,
    `${SELECT} WHERE ${view.where}
     AND (${view.key}, c.id) ${view.order === 'ASC' ? '>' : '<'} (?, ?) ${order}`,
  );
  return (values: Values, after: ListCursor | null, limit: number): Page<Conversation> => {
    // One more than asked for tells whether there is a next page.
    const rows =
      after === null
        ? first.all(...values, limit + 1)
        : next.all(...values, after.at, after.id, limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const items = shown.map(toConversation);
    if (last === undefined) return { items, next: null };
    return { items, next: { at: view.keyOf(last), id: last.id } };
  };
}

function counts(connection: Prepares): Reads['conversations']['counts'] {
  const waiting = connection.prepare<[], { n: number }>(
    'conversations.counts.waiting',
    'SELECT count(*) AS n FROM conversations WHERE queue_at IS NOT NULL',
  );
  const open = connection.prepare<[], { owner_id: AgentId | null; n: number }>(
    'conversations.counts.open',
    `SELECT owner_id, count(*) AS n FROM conversations WHERE state = 'open' GROUP BY owner_id`,
  );
  return () => {
    const byOwner: Record<string, number> = {};
    let total = 0;
    for (const { owner_id, n } of open.all()) {
      if (owner_id !== null) byOwner[owner_id] = n;
      total += n;
    }
    return { waiting: waiting.get()?.n ?? 0, open: total, byOwner };
  };
}

function toConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    contact: toContact(row),
    state: row.state,
    ownerId: row.owner_id,
    epoch: row.epoch,
    episode: row.episode,
    last: toPreview(row),
    lastAt: row.last_at,
    lastCustomerMessageId: row.last_customer_message_id,
    waitingSince: row.waiting_since,
    unread: row.unread,
    revision: row.revision,
  };
}

function toPreview(row: ConversationRow): Preview | null {
  if (row.last_message_id === null) return null;
  const { last_message_at: at, last_author, last_kind: kind, last_text: text } = row;
  const state = row.last_state;
  if (at === null || last_author === null || kind === null || text === null || state === null) {
    throw damaged(`conversation ${row.id}`);
  }
  const author = authorOf(last_author, row.last_agent_id, `conversation ${row.id}`);
  const preview = { messageId: row.last_message_id, at, author, kind, text, state };
  return row.last_extras === null ? preview : { ...preview, ...toExtras(row.last_extras, row.id) };
}

const extrasSchema = previewSchema.pick({ isDeleted: true, reaction: true });

function toExtras(json: string, id: ConversationId): z.infer<typeof extrasSchema> {
  const result = extrasSchema.safeParse(parseStored(json, `conversation ${id}`));
  if (!result.success) throw damaged(`conversation ${id}`, result.error);
  return result.data;
}

export function conversationWrites(
  connection: Prepares,
  index: SearchIndex,
): Pick<Tx['state'], 'putConversation' | 'takeOver' | 'giveBack' | 'putMerge' | 'setApart'> {
  const contacts = contactWrites(connection, index);
  const rows = rowWriter(connection, 'conversations', COLUMNS);
  return {
    ...mergeWrites(connection, contacts.forget),
    setApart: contacts.setApart,
    putConversation(conversation) {
      contacts.put(conversation.contact);
      rows.put(conversation.id, valuesOf(conversation));
    },
  };
}

const COLUMNS = [
  'contact_id',
  'state',
  'owner_id',
  'epoch',
  'episode',
  'last_at',
  'last_customer_message_id',
  'waiting_since',
  'queue_at',
  'unread',
  'revision',
  'last_message_id',
  'last_message_at',
  'last_author',
  'last_agent_id',
  'last_kind',
  'last_text',
  'last_state',
  'last_extras',
];

/** In the order of COLUMNS. */
function valuesOf(conversation: Conversation): Bindable[] {
  const { last, state, waitingSince, lastAt } = conversation;
  return [
    conversation.contact.id,
    state,
    conversation.ownerId,
    conversation.epoch,
    conversation.episode,
    lastAt,
    conversation.lastCustomerMessageId,
    waitingSince,
    state === 'waiting' ? (waitingSince ?? lastAt) : null,
    conversation.unread,
    conversation.revision,
    last?.messageId ?? null,
    last?.at ?? null,
    last?.author.type ?? null,
    last === null ? null : agentOf(last.author),
    last?.kind ?? null,
    last?.text ?? null,
    last?.state ?? null,
    last === null ? null : previewExtras(last),
  ];
}

function previewExtras({ isDeleted, reaction }: Preview): string | null {
  const json = JSON.stringify({ isDeleted, reaction });
  return json === '{}' ? null : json;
}
