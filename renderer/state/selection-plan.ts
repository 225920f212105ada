import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, ConversationId } from '#shared/domain/ids.ts';
import { can } from '#shared/domain/rights.ts';
import type { SelectionResult } from '#shared/protocol/commands/selection.ts';

/** What of a conversation decides about it. */
type Selected = Pick<
  Conversation,
  'id' | 'state' | 'ownerId' | 'waitingSince' | 'unread' | 'contact'
>;

/** Why one of a selection stays as it is. */
export type WhyLeft =
  'theirs' | 'queued' | 'closed' | 'there' | 'changed' | 'wrote' | 'waits' | 'too-late';

export interface Left {
  readonly contact: Conversation['contact'];
  readonly why: WhyLeft;
  readonly ownerId: AgentId | null;
}

/** What will be asked of the host, and what is left out because the rules say so. */
export interface Plan<C> {
  readonly goes: readonly C[];
  readonly left: readonly Left[];
}

/** By the rules of the host, which decides again. */
export function transferPlan<C extends Selected>(selected: readonly C[], me: Agent): Plan<C> {
  return plan(selected, ({ state, ownerId }) => {
    if (state === 'closed') return 'closed';
    const mayGive = ownerId === me.id || ownerId === null || can(me.role, 'take-every-chat');
    return mayGive ? null : 'theirs';
  });
}

/** What nobody has; those with others have an owner who can be asked. */
export function claimPlan<C extends Selected>(selected: readonly C[], me: Agent): Plan<C> {
  return plan(selected, ({ state, ownerId }) => {
    if (ownerId !== null) return ownerId === me.id ? 'there' : 'theirs';
    return state === 'closed' ? 'closed' : null;
  });
}

/** Back into the queue goes what somebody has. */
export function queuePlan<C extends Selected>(selected: readonly C[]): Plan<C> {
  return plan(selected, ({ ownerId }) => (ownerId === null ? 'queued' : null));
}

/** Those whose customers wait are closed only when that is what is wanted. */
export function closePlan<C extends Selected>(
  selected: readonly C[],
  me: Agent,
  closesWaiting: boolean,
): Plan<C> {
  return plan(selected, (conversation) => {
    const { state, ownerId } = conversation;
    if (state === 'closed') return 'there';
    if (ownerId === null) return 'queued';
    if (ownerId !== me.id) return 'theirs';
    return isAwaited(conversation) && !closesWaiting ? 'waits' : null;
  });
}

/** The customer has had no answer, or has written what nobody has read. */
export function isAwaited({ waitingSince, unread }: Selected): boolean {
  return waitingSince !== null || unread > 0;
}

function plan<C extends Selected>(
  selected: readonly C[],
  why: (conversation: C) => WhyLeft | null,
): Plan<C> {
  const goes: C[] = [];
  const left: Left[] = [];
  for (const conversation of selected) {
    const reason = why(conversation);
    const { contact, ownerId } = conversation;
    if (reason === null) goes.push(conversation);
    else left.push({ contact, why: reason, ownerId });
  }
  return { goes, left };
}

/** Which of them the host did not do after all, and why. */
export function leftByHost(
  asked: readonly Selected[],
  results: readonly SelectionResult[],
  me: AgentId | null,
): readonly Left[] {
  const contacts = new Map<ConversationId, Conversation['contact']>(
    asked.map(({ id, contact }) => [id, contact]),
  );
  return results.flatMap((result) => {
    const contact = contacts.get(result.conversationId);
    if (contact === undefined || result.outcome === 'done') return [];
    if (result.outcome === 'unchanged') return { contact, why: 'there', ownerId: null };
    return { contact, why: whyRefused(result, me), ownerId: result.ownerId };
  });
}

function whyRefused(
  { why, ownerId }: Extract<SelectionResult, { outcome: 'refused' }>,
  me: AgentId | null,
): WhyLeft {
  if (why === 'unseen-messages') return 'wrote';
  if (why === 'too-late') return 'too-late';
  return ownerId !== null && ownerId !== me ? 'theirs' : 'changed';
}
