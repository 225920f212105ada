import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, OutcomeId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import type { EndedHow } from '#shared/domain/reports/rows.ts';
import type { EpisodeRow } from '../ports/report-rows.ts';
import type { Tx } from '../ports/store.ts';
import { placeOf, tookBetween } from './office-day.ts';

const NOT_ENDED = {
  endedAt: null,
  endDay: null,
  endedSeq: null,
  endedHow: null,
  outcomeId: null,
  isWon: false,
  value: null,
  currency: null,
  closedBy: null,
  ms: null,
  openMs: null,
  isMissed: false,
} as const;

const NOT_ANSWERED = {
  agentId: null,
  firstAt: null,
  firstDay: null,
  firstBy: null,
  firstMessageId: null,
  firstMs: null,
  firstOpenMs: null,
} as const;

/** Begins an episode, or takes back that the last one ended: its number says which. */
export function beginOrGoOn(
  tx: Tx,
  entry: JournalEntry,
  before: Conversation | null,
  after: Conversation,
): void {
  const last = before?.episode === after.episode ? tx.reports.lastEnded(after.id) : null;
  if (last === null) return begin(tx, entry, after);
  goOn(tx, last, entry.fact.kind === 'conversation.undone');
  followTags(tx, before, after);
}

/** It has not ended after all. */
export function goOn(tx: Tx, row: EpisodeRow, isUndone: boolean): void {
  // That the customer's wait had ended with it is taken back as well.
  if (isUndone && row.endedSeq !== null) tx.reports.removeWait(row.endedSeq);
  tx.reports.updateEpisode({ ...row, ...NOT_ENDED });
}

export function begin(tx: Tx, entry: JournalEntry, after: Conversation): void {
  const { fact, seq } = entry;
  const message = fact.kind === 'message.received' ? fact.message : null;
  const isCustomers = message !== null || after.state === 'waiting';
  const startedAt = message?.at ?? (isCustomers ? (after.waitingSince ?? entry.at) : entry.at);
  const { day, slot } = placeOf(tx, startedAt);
  tx.reports.insertEpisode({
    id: seq,
    conversationId: after.id,
    homeId: after.id,
    visit: tx.reports.countEpisodes(after.id) + 1,
    openedBy: isCustomers ? 'customer' : 'agent',
    startedAt,
    startDay: day,
    startSlot: slot,
    ...NOT_ENDED,
    ...NOT_ANSWERED,
    isBot: false,
    isPhone: false,
    lateAt: null,
  });
  for (const tagId of after.tags) tx.reports.setTag(seq, tagId, true);
}

/** How an episode ended. */
export interface Ending {
  readonly how: EndedHow;
  readonly at: number;
  readonly closedBy: AgentId | null;
  readonly outcomeId: OutcomeId | null;
  readonly isWon: boolean;
  readonly value: number | null;
  readonly currency: string | null;
}

const PLAIN = {
  closedBy: null,
  outcomeId: null,
  isWon: false,
  value: null,
  currency: null,
} as const;

/** Of an entry after which a conversation is closed that was not before. */
export function endOfFact(tx: Tx, { at, by, fact }: JournalEntry): Ending {
  if (fact.kind === 'message.observed') return { how: 'phone', at: fact.message.at, ...PLAIN };
  if (fact.kind !== 'conversation.closed') return merged(at);
  const how = fact.isSilent === true ? 'silence' : 'closed';
  if (fact.outcomeId === undefined) return { how, at, ...PLAIN, closedBy: by };
  const outcome = tx.labels.get().outcomes.find(({ id }) => id === fact.outcomeId);
  return {
    how,
    at,
    closedBy: by,
    outcomeId: fact.outcomeId,
    // As it was when it was chosen: what becomes of the outcome later changes no old report.
    isWon: outcome?.isWon === true,
    value: fact.value?.amount ?? null,
    currency: fact.value?.currency ?? null,
  };
}

export function merged(at: number): Ending {
  return { how: 'merged', at, ...PLAIN };
}

export function endEpisode(
  tx: Tx,
  { seq }: JournalEntry,
  before: Conversation,
  { how, at, ...ending }: Ending,
): void {
  const row = tx.reports.openEpisode(before.id);
  if (row === null) return;
  const { waitingSince, tags } = before;
  const endedAt = Math.max(at, row.startedAt);
  const { day } = placeOf(tx, endedAt);
  const isLeft = waitingSince !== null && (how === 'closed' || how === 'silence');
  tx.reports.updateEpisode({
    ...row,
    ...ending,
    endedAt,
    endDay: day,
    endedSeq: seq,
    endedHow: how,
    ...tookBetween(tx, row.startedAt, endedAt, tags),
    isMissed: isLeft && row.firstAt === null,
  });
  if (!isLeft) return;
  const { slot } = placeOf(tx, waitingSince);
  tx.reports.putWait({
    id: seq,
    episodeId: row.id,
    messageId: null,
    agentId: null,
    startedAt: waitingSince,
    startSlot: slot,
    endedAt,
    endDay: day,
    ...tookBetween(tx, waitingSince, endedAt, tags),
    isLate: isLate(row, waitingSince),
  });
}

export function isLate({ lateAt }: EpisodeRow, since: number): boolean {
  return lateAt !== null && lateAt >= since;
}

/** One of the customer's messages arrived while we were away. */
export function markLate(tx: Tx, { conversationId, at }: Message): void {
  const row = tx.reports.openEpisode(conversationId);
  if (row === null || (row.lateAt ?? -1) >= at) return;
  tx.reports.updateEpisode({ ...row, lateAt: at });
}

/** Tags of an episode stay what they were when it ended. */
export function followTags(tx: Tx, before: Conversation | null, after: Conversation): void {
  if (before === null || before.tags === after.tags) return;
  const added = after.tags.filter((id) => !before.tags.includes(id));
  const gone = before.tags.filter((id) => !after.tags.includes(id));
  if (added.length + gone.length === 0) return;
  const row = tx.reports.openEpisode(after.id) ?? tx.reports.lastEnded(after.id);
  if (row === null) return;
  for (const tagId of added) tx.reports.setTag(row.id, tagId, true);
  for (const tagId of gone) tx.reports.setTag(row.id, tagId, false);
}
