import type { Conversation, Counts } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { ConversationChange } from '../journal/conversation-change.ts';

/** The counts after a change: what the conversation was no longer counts, what it is does. */
export function countsAfter(counts: Counts, { before, after }: ConversationChange): Counts {
  const isSamePlace =
    before?.state === after?.state &&
    before?.ownerId === after?.ownerId &&
    before?.mentions === after?.mentions;
  if (isSamePlace) return counts;
  const without = before === null ? counts : add(counts, before, -1);
  return after === null ? without : add(without, after, 1);
}

function add(before: Counts, { state, ownerId, mentions }: Conversation, by: 1 | -1): Counts {
  const named = mentions.filter(({ isSeen }) => !isSeen);
  const counts =
    named.length === 0
      ? before
      : {
          ...before,
          mentions: named.reduce((all, { agentId }) => plus(all, agentId, by), before.mentions),
        };
  if (state === 'waiting') return { ...counts, waiting: counts.waiting + by };
  if (ownerId === null) return counts;
  if (state === 'snoozed') return { ...counts, snoozed: plus(counts.snoozed, ownerId, by) };
  if (state !== 'open') return counts;
  return { ...counts, open: counts.open + by, byOwner: plus(counts.byOwner, ownerId, by) };
}

/** Who has none is not in it. */
function plus(all: Counts['byOwner'], agentId: AgentId, by: 1 | -1): Counts['byOwner'] {
  const { [agentId]: had = 0, ...others } = all;
  const has = had + by;
  return has === 0 ? others : { ...others, [agentId]: has };
}
