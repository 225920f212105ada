import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import { isCoverageFact } from '#shared/domain/coverage.ts';
import type { Coverage } from '#shared/domain/coverage.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { LostConversation } from '#shared/domain/move.ts';
import type { Delta } from '../api.ts';
import type { Reads, SeenBy } from '../ports/reads.ts';
import { lostFromSight } from './lost-from-sight.ts';
import type { View } from './sight.ts';

/** What a delta says beside what changed, as of now. */
export interface FeedState {
  readonly counts: Counts;
  readonly coverage: Coverage;
  readonly ownedSeenBy: Reads['conversations']['ownedSeenBy'];
}

/**
 * A delta for one who does not see everything: nothing of what they do not see now, what has left
 * their sight by its number alone, and what has come into it, `came`, as a whole. Who had one of
 * those that left, or asked for it, is told how that came; `entries` say it.
 */
export function deltaInSight(
  view: View,
  { was = new Map(), ...delta }: Delta,
  state: FeedState,
  entries: readonly JournalEntry[] = delta.entries,
) {
  const [gone, came]: [ConversationId[], ConversationId[]] = [[], []];
  const lost: LostConversation[] = [];
  for (const [id, before] of was) {
    const saw = before !== null && view.saw(before);
    const sees = view.sees(id);
    if (saw && !sees) gone.push(id);
    else if (!saw && sees) came.push(id);
    const told = before === null || sees ? null : lostFromSight(view.by.agentId, before, entries);
    if (told !== null) lost.push(told);
  }
  const moved = new Set([...gone, ...came]);
  const { counts, coverage } = state;
  const isCovered =
    delta.entries.some(({ fact }) => isCoverageFact(fact)) ||
    [...coverage.gaps, ...coverage.closed].some(
      ({ conversationId }) => conversationId !== null && moved.has(conversationId),
    );
  const shown: Delta = {
    ...delta,
    // All of the coverage goes along instead: its facts name chats in more than one way.
    entries: delta.entries.filter(
      (entry) => !isCoverageFact(entry.fact) && view.keep(entry) !== undefined,
    ),
    conversations: delta.conversations.filter(({ id }) => view.sees(id)),
    counts: countsIn(view.by, counts, state.ownedSeenBy),
    ...(gone.length > 0 ? { gone } : {}),
    ...(lost.length > 0 ? { lost } : {}),
    ...(isCovered ? { coverage: coverageIn(view, coverage) } : {}),
  };
  return { delta: shown, came };
}

/**
 * Of what they see. The queue is everybody's; how many chats a colleague has is no chat: one goes
 * by it when one passes something on.
 */
export function countsIn(
  by: SeenBy,
  { waiting, byOwner, mentions }: Counts,
  ownedSeenBy: FeedState['ownedSeenBy'],
): Counts {
  const own = (all: Counts['byOwner']): Counts['byOwner'] => {
    const mine = all[by.agentId];
    return mine === undefined ? {} : { [by.agentId]: mine };
  };
  return { waiting, byOwner, mentions: own(mentions), ...ownedSeenBy(by) };
}

export function coverageIn(view: View, { numbers, gaps, closed }: Coverage): Coverage {
  const isShown = ({ conversationId }: Coverage['gaps'][number]) =>
    conversationId === null || view.sees(conversationId);
  return { numbers, gaps: gaps.filter(isShown), closed: closed.filter(isShown) };
}

/** As each conversation was before the first of several changes. */
export function wasBefore(
  changes: Iterable<{ readonly before: Conversation | null; readonly after: Conversation | null }>,
): ReadonlyMap<ConversationId, Conversation | null> {
  const was = new Map<ConversationId, Conversation | null>();
  for (const { before, after } of changes) {
    const id = (before ?? after)?.id;
    if (id !== undefined && !was.has(id)) was.set(id, before);
  }
  return was;
}
