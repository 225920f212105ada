import type { Fact, JournalEntry } from '#shared/domain/journal.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';
import type { Tx } from '../ports/store.ts';
import { begin, endEpisode, followTags, goOn, merged } from './episodes.ts';

/**
 * Two conversations became one. What was counted stays; the episode of the one that ends goes on as
 * a part of the other's, and is neither closed nor missed.
 */
export function countMerge(
  tx: Tx,
  entry: JournalEntry,
  { conversationId, goneId }: Extract<Fact, { kind: 'contact.merged' }>,
  changes: readonly ConversationChange[],
): void {
  const gone = changes.find(({ before }) => before?.id === goneId)?.before;
  const into = changes.find(({ after }) => after?.id === conversationId);
  if (gone && gone.state !== 'closed') endEpisode(tx, entry, gone, merged(entry.at));
  if (into?.after) followTags(tx, into.before, into.after);
  tx.reports.moveEpisodes(goneId, conversationId);
}

/** Each has again what began in it. What began while they were one stays where it is. */
export function countUnmerge(
  tx: Tx,
  entry: JournalEntry,
  { conversationId, goneId }: Extract<Fact, { kind: 'contact.unmerged' }>,
  changes: readonly ConversationChange[],
): void {
  const homes = [goneId, ...tx.merges.under(goneId).map((each) => each.goneId)];
  tx.reports.moveEpisodes(conversationId, goneId, homes);
  for (const { before, after } of changes) {
    if (after === null) continue;
    if (before === null) {
      if (after.state === 'closed') continue;
      const last = tx.reports.lastEnded(after.id);
      if (last?.endedHow === 'merged') goOn(tx, last, false);
      else begin(tx, entry, after);
    } else if (before.state !== 'closed' && after.state === 'closed') {
      endEpisode(tx, entry, before, merged(entry.at));
    }
  }
}
