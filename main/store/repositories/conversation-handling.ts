import type { Reads, SeenBy } from '#main/core/ports/reads.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import { CONVERSATION_SELECT, toConversation } from './conversation-row.ts';
import type { ConversationRow } from './conversation-row.ts';
import { IN_SIGHT, sightValues } from './in-sight.ts';
import type { SightValues } from './in-sight.ts';

type HandlingReads = Pick<
  Reads['conversations'],
  | 'ownedBy'
  | 'toWake'
  | 'notOpened'
  | 'notAnswered'
  | 'unanswered'
  | 'waitingSince'
  | 'silent'
  | 'nextDeadlines'
  | 'waitingNow'
>;

/** What an owner has, and what time does to conversations. */
export function handlingReads(connection: Prepares): HandlingReads {
  const open = connection.prepare<[AgentId], ConversationRow>(
    'conversations.openOf',
    `${CONVERSATION_SELECT} WHERE c.state = 'open' AND c.owner_id = ? ORDER BY c.last_at`,
  );
  const snoozed = connection.prepare<[AgentId], ConversationRow>(
    'conversations.snoozedOf',
    `${CONVERSATION_SELECT} WHERE c.state = 'snoozed' AND c.owner_id = ? ORDER BY c.wake_at`,
  );
  const before = (name: string, where: string, order: string) => {
    const query = connection.prepare<[number], ConversationRow>(
      `conversations.${name}`,
      `${CONVERSATION_SELECT} WHERE ${where} ORDER BY ${order}`,
    );
    return (at: number) => query.all(at).map(toConversation);
  };
  const first = (column: string) => {
    const query = connection.prepare<[], { at: number | null }>(
      `conversations.first.${column}`,
      `SELECT min(${column}) AS at FROM conversations WHERE ${column} IS NOT NULL`,
    );
    return () => query.get()?.at ?? null;
  };
  const waits = connection.prepare<[number, number, number, number], ConversationRow>(
    'conversations.waitingSince',
    `${CONVERSATION_SELECT} WHERE c.waiting_since <= ? AND (c.waiting_since, c.id) > (?, ?)
     ORDER BY c.waiting_since, c.id LIMIT ?`,
  );
  const queued = waitsBy(connection, 'queue_at', '');
  const owed = waitsBy(connection, 'waiting_since', `state = 'open' AND `);
  const firstWake = first('snoozed_until');
  const firstHandover = first('handover_at');
  const firstRequest = first('request_at');
  return {
    ownedBy: (id) => [...open.all(id), ...snoozed.all(id)].map(toConversation),
    toWake: before('toWake', 'c.snoozed_until <= ?', 'c.snoozed_until'),
    notOpened: before('notOpened', 'c.handover_at <= ?', 'c.handover_at'),
    notAnswered: before('notAnswered', 'c.request_at <= ?', 'c.request_at'),
    unanswered: before(
      'unanswered',
      `c.state = 'open' AND c.waiting_since <= ?`,
      'c.waiting_since',
    ),
    waitingSince: (at, after, limit) =>
      waits.all(at, after?.waitingSince ?? -1, after?.id ?? 0, limit).map(toConversation),
    silent: before(
      'silent',
      `c.state = 'open' AND c.waiting_since IS NULL AND c.last_at <= ?`,
      'c.owner_id, c.last_at',
    ),
    waitingNow(by) {
      const [queue, owners] = [queued(), owed(by)];
      const all = [queue.longest, owners.longest].filter((each) => each !== null);
      all.sort((one, other) => one.since - other.since);
      return { waiting: queue.n, owed: owners.n, longest: all[0]?.id ?? null };
    },
    nextDeadlines: () => ({
      wake: firstWake(),
      handover: firstHandover(),
      request: firstRequest(),
    }),
  };
}

/** How many there are by an index of such alone, and the first of them. */
function waitsBy(connection: Prepares, column: string, where: string) {
  const count = connection.prepare<[], { n: number }>(
    `conversations.waits.${column}.count`,
    `SELECT count(*) AS n FROM conversations WHERE ${where}${column} IS NOT NULL`,
  );
  const first = connection.prepare<[], { id: ConversationId; since: number }>(
    `conversations.waits.${column}.first`,
    `SELECT id, ${column} AS since FROM conversations
     WHERE ${where}${column} IS NOT NULL ORDER BY ${column} LIMIT 1`,
  );
  const seen = connection.prepare<SightValues, { n: number }>(
    `conversations.waits.${column}.seen.count`,
    `SELECT count(*) AS n FROM conversations AS c
     WHERE ${where}${column} IS NOT NULL AND ${IN_SIGHT}`,
  );
  const firstSeen = connection.prepare<SightValues, { id: ConversationId; since: number }>(
    `conversations.waits.${column}.seen.first`,
    `SELECT id, ${column} AS since FROM conversations AS c
     WHERE ${where}${column} IS NOT NULL AND ${IN_SIGHT} ORDER BY ${column} LIMIT 1`,
  );
  return (by?: SeenBy) =>
    by === undefined
      ? { n: count.get()?.n ?? 0, longest: first.get() ?? null }
      : {
          n: seen.get(...sightValues(by))?.n ?? 0,
          longest: firstSeen.get(...sightValues(by)) ?? null,
        };
}
