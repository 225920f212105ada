import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Reads } from '../ports/reads.ts';

/** A conversation's stay in the queue. */
interface Stay {
  /** When it came there. */
  readonly since: number;
  /** Who had it in this episode and put it back, did not open or did not answer it. */
  readonly gaveItBack: ReadonlySet<AgentId>;
}

export function stayOf({ journal }: Reads, conversation: Conversation): Stay {
  const entries = journal.handling([conversation.id], 0, Number.MAX_SAFE_INTEGER);
  const begun = entries.findLastIndex(({ fact }) => fact.kind === 'conversation.closed');
  const episode = entries.slice(begun + 1);
  const came = episode.findLast(bringsIntoQueue)?.at ?? 0;
  return {
    since: Math.max(came, conversation.waitingSince ?? conversation.lastAt),
    gaveItBack: new Set(episode.flatMap(whoGaveItBack)),
  };
}

function bringsIntoQueue({ fact }: JournalEntry): boolean {
  return (
    (fact.kind === 'conversation.transferred' && fact.toId === null) ||
    (fact.kind === 'conversation.undone' && fact.state === 'waiting')
  );
}

function whoGaveItBack({ fact }: JournalEntry): AgentId[] {
  if (fact.kind !== 'conversation.transferred' || fact.toId !== null) return [];
  const { fromId, why } = fact;
  return fromId === null || why === 'owner-left' || why === 'deactivated' ? [] : [fromId];
}
