import type { Conversation } from '#shared/domain/conversation.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Message } from '#shared/domain/message.ts';
import type { AgentPresence } from '#shared/domain/presence.ts';
import { PHONE } from '#shared/domain/reports/rows.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';
import type { Tx } from '../ports/store.ts';
import { countAnswer } from './answers.ts';
import { beginOrGoOn, endEpisode, endOfFact, followTags, markLate } from './episodes.ts';
import { placeOf } from './office-day.ts';
import { countMerge, countUnmerge } from './merged-episodes.ts';
import { countRating } from './ratings.ts';
import { followDelivery } from './refused-answers.ts';
import { followChats, followStatus } from './running-counts.ts';

/** What an entry changed, as it was before it. */
export interface Past {
  /** The message whose state changed. */
  readonly message: Message | null;
  /** Of the agent whose status changed. */
  readonly presence: AgentPresence | null;
}

/**
 * Keeps the rows of reports where the journal is: part of the projection, so that replaying the
 * journal makes the same rows. A customer's message costs something only when it begins an episode.
 */
export function projectReports(
  tx: Tx,
  entry: JournalEntry,
  changes: readonly ConversationChange[],
  past: Past,
): void {
  const { fact } = entry;
  for (const change of changes) followChats(tx, entry.at, change);
  if (fact.kind === 'agent.status-changed') followStatus(tx, entry.at, fact, past.presence);
  else if (fact.kind === 'contact.merged') countMerge(tx, entry, fact, changes);
  else if (fact.kind === 'contact.unmerged') countUnmerge(tx, entry, fact, changes);
  else if (fact.kind === 'message.state-changed') {
    if (past.message !== null) followDelivery(tx, fact, past.message);
    followLife(tx, entry, changes);
  } else if ('conversationId' in fact) countIn(tx, entry, changes);
}

/** What one conversation's own facts do to its episode. */
function countIn(tx: Tx, entry: JournalEntry, changes: readonly ConversationChange[]): void {
  const { fact } = entry;
  switch (fact.kind) {
    case 'message.received':
      followLife(tx, entry, changes);
      if (fact.message.arrivedLate) markLate(tx, fact.message);
      return;
    case 'message.queued': {
      const { author } = fact.message;
      const before = beforeOf(tx, fact.conversationId, changes);
      if (author.type === 'agent') countAnswer(tx, entry, before, author.agentId, fact.message);
      return;
    }
    case 'message.observed': {
      const { author } = fact.message;
      const before = beforeOf(tx, fact.conversationId, changes);
      // One that was sent twice shows up once more under its writer's name.
      const sender = author.type === 'agent' ? author.agentId : PHONE;
      countAnswer(tx, entry, before, sender, fact.message);
      return followLife(tx, entry, changes);
    }
    case 'conversation.transferred':
    case 'conversation.taken-over':
    case 'conversation.undone':
      followLife(tx, entry, changes);
      return countTransfer(tx, entry);
    case 'conversation.claimed':
    case 'conversation.closed':
    case 'conversation.tagged':
      return followLife(tx, entry, changes);
    case 'survey.asked':
    case 'survey.answered':
    case 'survey.dropped':
      return countRating(tx, entry, fact);
    case 'bot.began': {
      const row = tx.reports.openEpisode(fact.conversationId);
      if (row !== null && !row.isBot) tx.reports.updateEpisode({ ...row, isBot: true });
      return;
    }
    default:
  }
}

/** Where it begins, goes on and ends. */
function followLife(tx: Tx, entry: JournalEntry, changes: readonly ConversationChange[]): void {
  for (const { before, after } of changes) {
    if (after === null) continue;
    const wasOpen = before !== null && before.state !== 'closed';
    const isOpen = after.state !== 'closed';
    if (!wasOpen && isOpen) beginOrGoOn(tx, entry, before, after);
    else followTags(tx, before, after);
    if (wasOpen && !isOpen) endEpisode(tx, entry, before, endOfFact(tx, entry));
  }
}

/** From an owner to somebody else or into the queue, or out of the queue to a colleague. */
function countTransfer(tx: Tx, { seq, at, by, fact }: JournalEntry): void {
  if (!('conversationId' in fact)) return;
  const row = tx.reports.openEpisode(fact.conversationId);
  if (row === null) return;
  if (fact.kind === 'conversation.undone') {
    if (fact.what === 'transfer') tx.reports.removeLatestTransfer(row.id);
    return;
  }
  const isTransfer =
    fact.kind === 'conversation.taken-over' ||
    (fact.kind === 'conversation.transferred' &&
      (fact.fromId !== null || (fact.toId !== null && by !== null)));
  if (!isTransfer) return;
  const toId = fact.kind === 'conversation.taken-over' ? fact.ownerId : fact.toId;
  const { fromId } = fact;
  tx.reports.insertTransfer({ id: seq, episodeId: row.id, ...placeOf(tx, at), fromId, toId });
}

function beforeOf(
  tx: Tx,
  id: Conversation['id'],
  [change]: readonly ConversationChange[],
): Conversation | null {
  return change === undefined ? tx.conversations.get(id) : change.before;
}
