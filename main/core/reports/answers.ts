import type { Conversation } from '#shared/domain/conversation.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import { PHONE } from '#shared/domain/reports/rows.ts';
import type { Sender } from '#shared/domain/reports/rows.ts';
import type { EpisodeRow, WaitRow } from '../ports/report-rows.ts';
import type { Tx } from '../ports/store.ts';
import { isLate } from './episodes.ts';
import { placeOf, tookBetween } from './office-day.ts';

/**
 * A person on our side wrote to the customer. What is typed on the phone outside of any episode
 * belongs to none and is not counted.
 */
export function countAnswer(
  tx: Tx,
  { seq }: JournalEntry,
  before: Conversation | null,
  sender: Sender,
  message: Message,
): void {
  if (before === null || before.state === 'closed') return countAfterwards(tx, sender, message);
  const row = tx.reports.openEpisode(before.id);
  if (row === null) return;
  countSent(tx, row, sender, message);

  const isNewest = message.at >= before.lastAt || row.agentId === null;
  let next: EpisodeRow = {
    ...row,
    agentId: isNewest ? sender : row.agentId,
    isPhone: row.isPhone || sender === PHONE,
  };
  const since = before.waitingSince;
  if (since !== null && message.at >= since) {
    const wait = waitOf(tx, seq, row, before, { since, sender, message });
    // Typed on the phone before the customer's newest message, it does not end the wait.
    const isEnd = sender !== PHONE || message.at >= before.lastAt;
    if (isEnd) tx.reports.putWait(wait);
    if (row.firstAt === null) next = { ...next, ...firstOf(wait) };
  }
  if (hasChanged(row, next)) tx.reports.updateEpisode(next);
}

function hasChanged(row: EpisodeRow, next: EpisodeRow): boolean {
  return (
    row.agentId !== next.agentId || row.isPhone !== next.isPhone || row.firstAt !== next.firstAt
  );
}

/** Typed on the phone after the end: of the episode that ended last, if there was one. */
function countAfterwards(tx: Tx, sender: Sender, message: Message): void {
  const row = tx.reports.lastEnded(message.conversationId);
  if (row !== null) countSent(tx, row, sender, message);
}

function countSent(tx: Tx, row: EpisodeRow, agentId: Sender, { id, at, state }: Message): void {
  const place = { ...placeOf(tx, at), agentId, episodeId: row.id };
  tx.reports.addSent(place, 1);
  if (state === 'queued') tx.reports.keepUnsettled(id, place);
}

export interface Answer {
  readonly since: number;
  readonly sender: Sender;
  readonly message: Pick<Message, 'id' | 'at'>;
}

/** The wait that an answer ends. */
export function waitOf(
  tx: Tx,
  seq: number,
  row: EpisodeRow,
  { tags }: Pick<Conversation, 'tags'>,
  { since, sender, message }: Answer,
): WaitRow {
  return {
    id: seq,
    episodeId: row.id,
    messageId: message.id,
    agentId: sender,
    startedAt: since,
    startSlot: placeOf(tx, since).slot,
    endedAt: message.at,
    endDay: placeOf(tx, message.at).day,
    ...tookBetween(tx, since, message.at, tags),
    isLate: isLate(row, since),
  };
}

/** What an episode has of its first answer. */
export function firstOf(
  wait: WaitRow,
): Pick<
  EpisodeRow,
  'firstAt' | 'firstDay' | 'firstBy' | 'firstMessageId' | 'firstMs' | 'firstOpenMs'
> {
  return {
    firstAt: wait.endedAt,
    firstDay: wait.endDay,
    firstBy: wait.agentId,
    firstMessageId: wait.messageId,
    firstMs: wait.ms,
    firstOpenMs: wait.openMs,
  };
}
