import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';

/** The counts after a change: what the conversation was no longer counts, what it is does. */
export function countsAfter(counts: Counts, { before, after }: ConversationChange): Counts {
  const isSamePlace = before?.state === after?.state && before?.ownerId === after?.ownerId;
  if (isSamePlace) return counts;
  const without = before === null ? counts : add(counts, before, -1);
  return after === null ? without : add(without, after, 1);
}

function add(counts: Counts, { state, ownerId }: Conversation, by: 1 | -1): Counts {
  if (state === 'waiting') return { ...counts, waiting: counts.waiting + by };
  if (state !== 'open' || ownerId === null) return counts;
  const { [ownerId]: owned = 0, ...others } = counts.byOwner;
  const left = owned + by;
  return {
    ...counts,
    open: counts.open + by,
    byOwner: left === 0 ? others : { ...others, [ownerId]: left },
  };
}
