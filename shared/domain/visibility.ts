import type { Agent } from './agent.ts';
import type { Conversation } from './conversation.ts';

/** What agents see of the office's chats; supervisors and admins see all of them. */
export const visibilities = ['every-chat', 'queue-and-own'] as const;

/**
 * With `queue-and-own`: the queue; what is theirs, closed ones that were theirs last included; what
 * has one of their skills as a tag; and where a note names them.
 */
export function isInSight(
  { id, skills }: Pick<Agent, 'id' | 'skills'>,
  { state, ownerId, lastOwnerId, tags, mentions }: Conversation,
): boolean {
  return (
    state === 'waiting' ||
    ownerId === id ||
    (state === 'closed' && lastOwnerId === id) ||
    tags.some((tag) => skills.includes(tag)) ||
    mentions.some(({ agentId }) => agentId === id)
  );
}
