import type { Page, Reads, SeenBy } from '#main/core/ports/reads.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import type { ConversationView, ListCursor } from '#shared/protocol/commands/conversation.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Bindable, Prepares } from '../connection.ts';
import { CONVERSATION_SELECT, toConversation } from './conversation-row.ts';
import type { ConversationRow } from './conversation-row.ts';
import { IN_SIGHT, sightValues } from './in-sight.ts';
import type { SightValues } from './in-sight.ts';

interface Whose {
  readonly agentId: AgentId;
  readonly tagId?: TagId;
  readonly seenBy?: SeenBy;
}

type ReadPage = (whose: Whose, after: ListCursor | null, limit: number) => Page<Conversation>;

/** `conversation.list` says what is in each view and in which order. */
export function pages(connection: Prepares): Reads['conversations']['page'] {
  const ofAll = (name: ConversationView, view: View): ReadPage => {
    const page = pageOf<[]>(connection, name, view);
    const seen = pageOf<SightValues>(connection, `${name}.seen`, inSight(view));
    return ({ seenBy }, after, limit) =>
      seenBy === undefined ? page([], after, limit) : seen(sightValues(seenBy), after, limit);
  };
  const ofAgent = (name: ConversationView, view: View): ReadPage => {
    const page = pageOf<[AgentId]>(connection, name, view);
    return ({ agentId }, after, limit) => page([agentId], after, limit);
  };
  const ofTag = (name: ConversationView, view: View): ReadPage => {
    const page = pageOf<[TagId]>(connection, name, view);
    const seen = pageOf<[TagId, ...SightValues]>(connection, `${name}.seen`, inSight(view));
    return ({ tagId, seenBy }, after, limit) => {
      invariant(tagId !== undefined, 'the list of what has a tag names the tag');
      if (seenBy === undefined) return page([tagId], after, limit);
      return seen([tagId, ...sightValues(seenBy)], after, limit);
    };
  };
  const newestFirst = {
    key: 'c.last_at',
    keyOf: (row: ConversationRow) => row.last_at,
    order: 'DESC',
  } as const;
  const views: Readonly<Record<ConversationView, ReadPage>> = {
    waiting: ofAll('waiting', {
      where: 'c.queue_at IS NOT NULL',
      key: 'c.queue_at',
      keyOf: (row) => row.queue_at ?? row.last_at,
      order: 'ASC',
    }),
    mine: ofAgent('mine', { where: `c.state = 'open' AND c.owner_id = ?`, ...newestFirst }),
    all: ofAll('all', { where: `c.state <> 'closed'`, ...newestFirst }),
    closed: ofAll('closed', { where: `c.state = 'closed'`, ...newestFirst }),
    tagged: ofTag('tagged', {
      from: 'conversation_tags AS ct JOIN conversations AS c ON c.id = ct.conversation_id',
      where: 'ct.tag_id = ?',
      ...newestFirst,
    }),
    snoozed: ofAgent('snoozed', {
      where: `c.state = 'snoozed' AND c.owner_id = ?`,
      key: 'c.wake_at',
      keyOf: (row) => row.wake_at ?? row.last_at,
      order: 'ASC',
    }),
    mentions: ofAgent('mentions', {
      from: 'mentions AS m JOIN conversations AS c ON c.id = m.conversation_id',
      columns: ', m.at AS mention_at',
      where: 'm.agent_id = ?',
      key: 'm.at',
      id: 'm.conversation_id',
      keyOf: (row) => row.mention_at ?? row.last_at,
      order: 'DESC',
    }),
  };
  return (view, whose, after, limit) => views[view](whose, after, limit);
}

interface View {
  readonly where: string;
  readonly key: string;
  readonly keyOf: (row: Row) => number;
  readonly order: 'ASC' | 'DESC';
  /** Where from, when an index of another table has the order. */
  readonly from?: string;
  readonly columns?: string;
  readonly id?: string;
}

const inSight = (view: View): View => ({ ...view, where: `${view.where} AND ${IN_SIGHT}` });

type Row = ConversationRow & { readonly mention_at?: number };

function pageOf<Values extends Bindable[]>(connection: Prepares, name: string, view: View) {
  const { where, key, id = 'c.id', columns = '', from = 'conversations AS c' } = view;
  const select = CONVERSATION_SELECT.replace('FROM conversations AS c', `${columns} FROM ${from}`);
  const order = `ORDER BY ${key} ${view.order}, ${id} ${view.order} LIMIT ?`;
  const first = connection.prepare<[...Values, number], Row>(
    `conversations.page.${name}`,
    `${select} WHERE ${where} ${order}`,
  );
  const next = connection.prepare<[...Values, number, number, number], Row>(
    `conversations.page.${name}.after`,
    `${select} WHERE ${where}
     AND (${key}, ${id}) ${view.order === 'ASC' ? '>' : '<'} (?, ?) ${order}`,
  );
  return (values: Values, after: ListCursor | null, limit: number): ReturnType<ReadPage> => {
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

export function ownedSeenBy(connection: Prepares): Reads['conversations']['ownedSeenBy'] {
  const perAgent = (state: 'open' | 'snoozed') =>
    connection.prepare<SightValues, { agent_id: AgentId; n: number }>(
      `conversations.seen.${state}`,
      `SELECT c.owner_id AS agent_id, count(*) AS n FROM conversations AS c
       WHERE c.state = '${state}' AND ${IN_SIGHT} GROUP BY c.owner_id`,
    );
  const [open, snoozed] = [perAgent('open'), perAgent('snoozed')];
  return (by) => ({
    open: open.all(...sightValues(by)).reduce((sum, { n }) => sum + n, 0),
    snoozed: Object.fromEntries(
      snoozed.all(...sightValues(by)).map(({ agent_id, n }) => [agent_id, n]),
    ),
  });
}

export function counts(connection: Prepares): Reads['conversations']['counts'] {
  const waiting = connection.prepare<[], { n: number }>(
    'conversations.counts.waiting',
    'SELECT count(*) AS n FROM conversations WHERE queue_at IS NOT NULL',
  );
  const perAgent = (name: string, sql: string) => {
    const query = connection.prepare<[], { agent_id: AgentId | null; n: number }>(
      `conversations.counts.${name}`,
      sql,
    );
    return () => {
      const all: Record<string, number> = {};
      for (const { agent_id, n } of query.all()) if (agent_id !== null) all[agent_id] = n;
      return all;
    };
  };
  const open = perAgent(
    'open',
    `SELECT owner_id AS agent_id, count(*) AS n FROM conversations
     WHERE state = 'open' GROUP BY owner_id`,
  );
  const snoozed = perAgent(
    'snoozed',
    `SELECT owner_id AS agent_id, count(*) AS n FROM conversations
     WHERE state = 'snoozed' GROUP BY owner_id`,
  );
  const mentions = perAgent(
    'mentions',
    'SELECT agent_id, count(*) AS n FROM mentions WHERE is_seen = 0 GROUP BY agent_id',
  );
  return () => {
    const byOwner = open();
    return {
      waiting: waiting.get()?.n ?? 0,
      open: Object.values(byOwner).reduce((sum, n) => sum + n, 0),
      byOwner,
      snoozed: snoozed(),
      mentions: mentions(),
    };
  };
}
