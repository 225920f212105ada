import type { EpisodeRow, ReportRows, SentPlace, WaitRow } from '#main/core/ports/report-rows.ts';
import type { AgentId, ConversationId, MessageId, TagId } from '#shared/domain/ids.ts';
import type { Bindable, Prepares } from '../connection.ts';
import { rowWriter } from './row-writer.ts';

/** Columns in the order of the values below, under the names of `EpisodeRow`. */
const EPISODE = {
  conversation_id: 'conversationId',
  home_id: 'homeId',
  visit: 'visit',
  opened_by: 'openedBy',
  started_at: 'startedAt',
  start_day: 'startDay',
  start_slot: 'startSlot',
  ended_at: 'endedAt',
  end_day: 'endDay',
  ended_seq: 'endedSeq',
  ended_how: 'endedHow',
  outcome_id: 'outcomeId',
  is_won: 'isWon',
  value: 'value',
  currency: 'currency',
  closed_by: 'closedBy',
  agent_id: 'agentId',
  first_at: 'firstAt',
  first_day: 'firstDay',
  first_by: 'firstBy',
  first_message_id: 'firstMessageId',
  first_ms: 'firstMs',
  first_open_ms: 'firstOpenMs',
  ms: 'ms',
  open_ms: 'openMs',
  is_missed: 'isMissed',
  is_bot: 'isBot',
  is_phone: 'isPhone',
  late_at: 'lateAt',
} as const satisfies Readonly<Record<string, keyof EpisodeRow>>;

const EPISODE_COLUMNS = Object.keys(EPISODE);
const EPISODE_NAMES = Object.values(EPISODE);
const EPISODE_SELECT = `id, ${Object.entries(EPISODE)
  .map(([column, name]) => `${column} AS ${name}`)
  .join(', ')}`;

type Flags = 'isWon' | 'isMissed' | 'isBot' | 'isPhone';
type StoredEpisode = Omit<EpisodeRow, Flags> & Readonly<Record<Flags, 0 | 1>>;

export function toEpisode(row: StoredEpisode): EpisodeRow {
  return {
    ...row,
    isWon: row.isWon === 1,
    isMissed: row.isMissed === 1,
    isBot: row.isBot === 1,
    isPhone: row.isPhone === 1,
  };
}

function bound(value: string | number | boolean | null): Bindable {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value;
}

type EpisodeRows = Pick<
  ReportRows,
  | 'episode'
  | 'openEpisode'
  | 'lastEnded'
  | 'countEpisodes'
  | 'insertEpisode'
  | 'updateEpisode'
  | 'moveEpisodes'
  | 'setTag'
>;

function episodeRows(connection: Prepares): EpisodeRows {
  const get = connection.prepare<[number], StoredEpisode>(
    'reports.episode',
    `SELECT ${EPISODE_SELECT} FROM report_episodes WHERE id = ?`,
  );
  const open = connection.prepare<[ConversationId], StoredEpisode>(
    'reports.open-episode',
    `SELECT ${EPISODE_SELECT} FROM report_episodes
     WHERE conversation_id = ? AND ended_seq IS NULL`,
  );
  const ended = connection.prepare<[ConversationId], StoredEpisode>(
    'reports.last-ended',
    `SELECT ${EPISODE_SELECT} FROM report_episodes
     WHERE conversation_id = ? AND ended_seq IS NOT NULL ORDER BY ended_seq DESC LIMIT 1`,
  );
  const count = connection.prepare<[ConversationId], { n: number }>(
    'reports.count-episodes',
    'SELECT count(*) AS n FROM report_episodes WHERE conversation_id = ?',
  );
  const moveAll = connection.prepare<[ConversationId, ConversationId], never>(
    'reports.move-all',
    'UPDATE report_episodes SET conversation_id = ? WHERE conversation_id = ?',
  );
  const moveHome = connection.prepare<[ConversationId, ConversationId, ConversationId], never>(
    'reports.move-home',
    'UPDATE report_episodes SET conversation_id = ? WHERE conversation_id = ? AND home_id = ?',
  );
  const tag = connection.prepare<[TagId, number], never>(
    'reports.tag',
    'INSERT OR IGNORE INTO report_episode_tags (tag_id, episode_id) VALUES (?, ?)',
  );
  const untag = connection.prepare<[TagId, number], never>(
    'reports.untag',
    'DELETE FROM report_episode_tags WHERE tag_id = ? AND episode_id = ?',
  );
  const writer = rowWriter(connection, 'report_episodes', EPISODE_COLUMNS);
  const valuesOf = (row: EpisodeRow) => EPISODE_NAMES.map((name) => bound(row[name]));
  const one = (row: StoredEpisode | undefined) => (row === undefined ? null : toEpisode(row));
  return {
    episode: (id) => one(get.get(id)),
    openEpisode: (id) => one(open.get(id)),
    lastEnded: (id) => one(ended.get(id)),
    countEpisodes: (id) => count.get(id)?.n ?? 0,
    insertEpisode: (row) => writer.insert(row.id, valuesOf(row)),
    updateEpisode: (row) => void writer.update(row.id, valuesOf(row)),
    moveEpisodes(from, to, homes) {
      if (homes === undefined) moveAll.run(to, from);
      else for (const home of homes) moveHome.run(to, from, home);
    },
    setTag: (episodeId, tagId, isOn) => void (isOn ? tag : untag).run(tagId, episodeId),
  };
}

type WaitRows = Pick<
  ReportRows,
  | 'waitEndedBy'
  | 'putWait'
  | 'removeWait'
  | 'addSent'
  | 'keepUnsettled'
  | 'unsettled'
  | 'settle'
  | 'insertTransfer'
  | 'removeLatestTransfer'
>;

function waitRows(connection: Prepares): WaitRows {
  const endedBy = connection.prepare<[MessageId], Omit<WaitRow, 'isLate'> & { isLate: 0 | 1 }>(
    'reports.wait-ended-by',
    `SELECT id, episode_id AS episodeId, message_id AS messageId, agent_id AS agentId,
       started_at AS startedAt, start_slot AS startSlot, ended_at AS endedAt, end_day AS endDay,
       ms, open_ms AS openMs, is_late AS isLate
     FROM report_waits WHERE message_id = ?`,
  );
  const put = connection.prepare<Bindable[], never>(
    'reports.put-wait',
    `INSERT INTO report_waits (id, episode_id, message_id, agent_id, started_at, start_slot,
       ended_at, end_day, ms, open_ms, is_late)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = connection.prepare<[number], never>(
    'reports.remove-wait',
    'DELETE FROM report_waits WHERE id = ?',
  );
  const sent = connection.prepare<[number, number, number, number, number], never>(
    'reports.add-sent',
    `INSERT INTO report_sent (day, agent_id, episode_id, slot, messages) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET messages = messages + excluded.messages`,
  );
  const none = connection.prepare<[number, number, number, number], never>(
    'reports.none-sent',
    `DELETE FROM report_sent
     WHERE day = ? AND agent_id = ? AND episode_id = ? AND slot = ? AND messages = 0`,
  );
  const keep = connection.prepare<[MessageId, number, number, number, number], never>(
    'reports.keep-unsettled',
    `INSERT INTO report_unsettled (message_id, day, agent_id, episode_id, slot)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const unsettled = connection.prepare<[MessageId], SentPlace>(
    'reports.unsettled',
    `SELECT day, agent_id AS agentId, episode_id AS episodeId, slot
     FROM report_unsettled WHERE message_id = ?`,
  );
  const settle = connection.prepare<[MessageId], never>(
    'reports.settle',
    'DELETE FROM report_unsettled WHERE message_id = ?',
  );
  const transfer = connection.prepare<Bindable[], never>(
    'reports.insert-transfer',
    `INSERT INTO report_transfers (id, episode_id, day, slot, from_id, to_id)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const removeTransfer = connection.prepare<[number], never>(
    'reports.remove-transfer',
    `DELETE FROM report_transfers
     WHERE id = (SELECT max(id) FROM report_transfers WHERE episode_id = ?)`,
  );
  return {
    waitEndedBy(id) {
      const row = endedBy.get(id);
      return row === undefined ? null : { ...row, isLate: row.isLate === 1 };
    },
    putWait(row) {
      const { id, episodeId, messageId, agentId, startedAt, startSlot } = row;
      const { endedAt, endDay, ms, openMs, isLate } = row;
      const began = [id, episodeId, messageId, agentId, startedAt, startSlot];
      put.run(...began, endedAt, endDay, ms, openMs, bound(isLate));
    },
    removeWait: (id) => void remove.run(id),
    addSent({ day, agentId, episodeId, slot }, messages) {
      sent.run(day, agentId, episodeId, slot, messages);
      if (messages < 0) none.run(day, agentId, episodeId, slot);
    },
    keepUnsettled: (id, { day, agentId, episodeId, slot }) =>
      void keep.run(id, day, agentId, episodeId, slot),
    unsettled: (id) => unsettled.get(id) ?? null,
    settle: (id) => void settle.run(id),
    insertTransfer: ({ id, episodeId, day, slot, fromId, toId }) =>
      void transfer.run(id, episodeId, day, slot, fromId, toId),
    removeLatestTransfer: (episodeId) => void removeTransfer.run(episodeId),
  };
}

function ratingRows(
  connection: Prepares,
): Pick<ReportRows, 'putRating' | 'setScore' | 'removeRating'> {
  const put = connection.prepare<[number, number, number, AgentId, number], never>(
    'reports.put-rating',
    `INSERT INTO report_ratings (episode_id, day, slot, agent_id, asked_at)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const score = connection.prepare<[number, number], never>(
    'reports.set-score',
    'UPDATE report_ratings SET score = ? WHERE episode_id = ?',
  );
  const remove = connection.prepare<[number], never>(
    'reports.remove-rating',
    'DELETE FROM report_ratings WHERE episode_id = ?',
  );
  return {
    putRating: ({ episodeId, day, slot, agentId, askedAt }) =>
      void put.run(episodeId, day, slot, agentId, askedAt),
    setScore: (episodeId, value) => void score.run(value, episodeId),
    removeRating: (episodeId) => void remove.run(episodeId),
  };
}

const QUEUE = 0;

function timeRows(
  connection: Prepares,
): Pick<ReportRows, 'addStatus' | 'addLoad' | 'count' | 'putCount' | 'noteQueue'> {
  const status = connection.prepare<[number, AgentId, string, number, number], never>(
    'reports.add-status',
    `INSERT INTO report_statuses (day, agent_id, status, ms, open_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET ms = ms + excluded.ms, open_ms = open_ms + excluded.open_ms`,
  );
  const load = connection.prepare<[number, AgentId, number, number], never>(
    'reports.add-load',
    `INSERT INTO report_loads (day, agent_id, chats, ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET ms = ms + excluded.ms`,
  );
  const count = connection.prepare<[number], { chats: number; since: number }>(
    'reports.count',
    'SELECT chats, since FROM report_counts WHERE agent_id = ?',
  );
  const putCount = connection.prepare<[number, number, number], never>(
    'reports.put-count',
    `INSERT INTO report_counts (agent_id, chats, since) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET chats = excluded.chats, since = excluded.since`,
  );
  const queue = connection.prepare<[number, number, number, number], never>(
    'reports.note-queue',
    `INSERT INTO report_queue (day, hour, peak, last) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET peak = max(peak, excluded.last), last = excluded.last`,
  );
  const keyOf = (of: AgentId | 'queue') => (of === 'queue' ? QUEUE : of);
  return {
    addStatus: ({ day, agentId, status: what }, ms, openMs) =>
      void status.run(day, agentId, what, ms, openMs),
    addLoad: ({ day, agentId, chats }, ms) => void load.run(day, agentId, chats, ms),
    count: (of) => count.get(keyOf(of)) ?? null,
    putCount: (of, { chats, since }) => void putCount.run(keyOf(of), chats, since),
    noteQueue: (day, hour, before, after) =>
      void queue.run(day, hour, Math.max(before, after), after),
  };
}

export function reportRows(connection: Prepares): ReportRows {
  return {
    ...episodeRows(connection),
    ...waitRows(connection),
    ...ratingRows(connection),
    ...timeRows(connection),
  };
}
