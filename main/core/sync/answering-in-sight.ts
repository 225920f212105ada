import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId, ConversationId, Epoch, MessageId } from '#shared/domain/ids.ts';
import type { SelectionResult } from '#shared/protocol/commands/selection.ts';
import { fail } from '#shared/util/result.ts';
import type { CommandHandlers, Screen } from '../api.ts';
import { notFound } from '../ownership/claim.ts';
import type { Sight, View } from './sight.ts';

type Params = Readonly<Record<string, unknown>>;
type Answer = { readonly ok: true; readonly value: unknown } | Refusal;
type Refusal = { readonly ok: false; readonly code: string; readonly message: string };
type Handle = (params: Params, caller: Agent, screen?: Screen) => Promise<Answer>;
type Selected = { readonly conversationId: ConversationId; readonly epoch: Epoch };

/** Who has just given a chat away may take that back: the handlers know whose doing it was. */
const OF_ONES_OWN_DOING = new Set(['conversation.undo', 'conversation.undo-many']);

/** These answer with numbers and epochs of what was the caller's and they gave away, and no more. */
const OF_WHAT_ONE_GAVE = new Set(['conversation.hand-over-all']);

/** These make their caller the owner: who was slower than another is told who has it (I1). */
const CLAIMS = new Set(['conversation.claim', 'conversation.claim-many', 'reply.send']);

/** By these names commands call a conversation, and a message that nothing else places. */
export const CONVERSATION_NAMES = ['conversationId', 'otherId', 'goneId'] as const;
export const MESSAGE_NAMES = ['messageId'] as const;

/**
 * The handlers for what their callers see (I8). Every command passes here, whatever its name: what
 * it names and its caller does not see is not there for them, and nothing of it is in an answer.
 */
export function answeringInSight(sight: Sight, handlers: CommandHandlers): CommandHandlers {
  const guarded = Object.entries<Handle>(handlers as unknown as Record<string, Handle>).map(
    ([name, handle]): [string, Handle] => [
      name,
      async (params, caller, screen) => {
        const before = sight.of(caller);
        const isOpen = before === null || OF_ONES_OWN_DOING.has(name);
        const isClaim = CLAIMS.has(name);
        if (!isOpen && namesUnseen(params, before)) {
          return (isClaim ? tooSlow(before, params) : null) ?? notFound();
        }
        const { seen, unseen } = isOpen ? { seen: params, unseen: [] } : split(params, before);
        const handled = await handle(seen, caller, screen);
        const answer =
          before === null ? handled : withRefused(handled, unseen, isClaim ? before : null);
        // They may see less by now than when they asked.
        const after = sight.of(caller);
        const isTold = after === null || (answer.ok && OF_WHAT_ONE_GAVE.has(name));
        if (isTold) return answer;
        const refusal = isClaim && !answer.ok ? tooSlow(after, params) : null;
        return refusal ?? answerIn(after, answer, isClaim ? selectedIn(params) : []);
      },
    ],
  );
  return Object.fromEntries(guarded) as unknown as CommandHandlers;
}

function namesUnseen(params: Params, view: View): boolean {
  return (
    CONVERSATION_NAMES.some((name) => {
      const id = params[name];
      return typeof id === 'number' && !view.sees(id as ConversationId);
    }) ||
    MESSAGE_NAMES.some((name) => {
      const id = params[name];
      return typeof id === 'number' && !view.seesMessage(id as MessageId);
    })
  );
}

/** Of a selection, what is not seen is refused by itself and leaves the rest as it is. */
function split(params: Params, view: View) {
  const conversations = selectedIn(params);
  const unseen = conversations.filter(({ conversationId: id }) => !view.sees(id));
  if (unseen.length === 0) return { seen: params, unseen };
  const seen = conversations.filter(({ conversationId: id }) => view.sees(id));
  return { seen: { ...params, conversations: seen }, unseen };
}

/** `raced`: these were claims, and who was faster is told. */
function withRefused(answer: Answer, unseen: readonly Selected[], raced: View | null): Answer {
  if (unseen.length === 0 || !answer.ok || !hasResults(answer.value)) return answer;
  const refused = unseen.map(({ conversationId, epoch }): SelectionResult => {
    const ownerId = raced ? whoHasIt(raced, { conversationId, epoch }) : null;
    const why = ownerId === null ? 'not-found' : 'not-owner';
    return { outcome: 'refused', conversationId, why, ownerId };
  });
  return { ...answer, value: { ...answer.value, results: [...answer.value.results, ...refused] } };
}

/** Null too: who was faster has passed it on. */
function whoHasIt(view: View, { conversationId, epoch }: Selected): AgentId | null {
  const faster = view.fasterThan(conversationId, epoch);
  return faster?.hasIt ? faster.agentId : null;
}

/** Who was faster with what they wanted to claim and do not see any more, and nothing else of it. */
function tooSlow(view: View, { conversationId: id, epoch }: Params): Refusal | null {
  if (typeof id !== 'number' || typeof epoch !== 'number') return null;
  if (view.sees(id as ConversationId)) return null;
  const faster = view.fasterThan(id as ConversationId, epoch as Epoch);
  if (faster === null) return null;
  const { agentId, hasIt } = faster;
  return hasIt
    ? fail('not-owner', 'Somebody else is answering this conversation.', { ownerId: agentId })
    : fail('not-owner', 'Somebody else took this conversation.', { fasterId: agentId });
}

function selectedIn({ conversations }: Params): readonly Selected[] {
  return Array.isArray(conversations) ? (conversations as readonly Selected[]) : [];
}

/** `claimed`: what they wanted to claim, of which they are told who was faster. */
function answerIn(view: View, answer: Answer, claimed: readonly Selected[]): Answer {
  if (!answer.ok) {
    const { ok, code, message, ...details } = answer;
    return { ok, code, message, ...(view.keep(details) ?? {}) };
  }
  if (hasResults(answer.value)) {
    const results = answer.value.results.map((result) => nobodysIn(view, result, claimed));
    return { ...answer, value: { ...answer.value, results } };
  }
  const value = view.keep(answer.value);
  return value === undefined ? outOfSight() : { ...answer, value };
}

/** What they named themselves they may be told of; whose it is now they may not. */
function nobodysIn(
  view: View,
  result: SelectionResult,
  claimed: readonly Selected[],
): SelectionResult {
  if (result.outcome !== 'refused' || view.sees(result.conversationId)) return result;
  const one = claimed.find(({ conversationId }) => conversationId === result.conversationId);
  return { ...result, ownerId: one ? whoHasIt(view, one) : null };
}

function hasResults(value: unknown): value is { readonly results: readonly SelectionResult[] } {
  return typeof value === 'object' && value !== null && 'results' in value;
}

function outOfSight() {
  return fail('out-of-sight', 'It was done, and the chat is none that you see any more.');
}
