import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId, MessageId } from '#shared/domain/ids.ts';
import type { SelectionResult } from '#shared/protocol/commands/selection.ts';
import { fail } from '#shared/util/result.ts';
import type { CommandHandlers, Screen } from '../api.ts';
import { notFound } from '../ownership/claim.ts';
import type { Sight, View } from './sight.ts';

type Params = Readonly<Record<string, unknown>>;
type Answer = { readonly ok: true; readonly value: unknown } | Refusal;
type Refusal = { readonly ok: false; readonly code: string; readonly message: string };
type Handle = (params: Params, caller: Agent, screen?: Screen) => Promise<Answer>;
type Selected = { readonly conversationId: ConversationId };

/** Who has just given a chat away may take that back: the handlers know whose doing it was. */
const OF_ONES_OWN_DOING = new Set(['conversation.undo', 'conversation.undo-many']);

/** These answer with numbers and epochs of what was the caller's and they gave away, and no more. */
const OF_WHAT_ONE_GAVE = new Set(['conversation.hand-over-all']);

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
        if (!isOpen && namesUnseen(params, before)) return notFound();
        const { seen, unseen } = isOpen ? { seen: params, unseen: [] } : split(params, before);
        const answer = withRefused(await handle(seen, caller, screen), unseen);
        // They may see less by now than when they asked.
        const after = sight.of(caller);
        const isTold = after === null || (answer.ok && OF_WHAT_ONE_GAVE.has(name));
        return isTold ? answer : answerIn(after, answer);
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
  const all = params['conversations'];
  if (!Array.isArray(all)) return { seen: params, unseen: [] };
  const conversations = all as readonly Selected[];
  const unseen = conversations.filter(({ conversationId: id }) => !view.sees(id));
  if (unseen.length === 0) return { seen: params, unseen };
  const seen = conversations.filter(({ conversationId: id }) => view.sees(id));
  return { seen: { ...params, conversations: seen }, unseen };
}

function withRefused(answer: Answer, unseen: readonly Selected[]): Answer {
  if (unseen.length === 0 || !answer.ok || !hasResults(answer.value)) return answer;
  const refused = unseen.map(({ conversationId }): SelectionResult => {
    return { outcome: 'refused', conversationId, why: 'not-found', ownerId: null };
  });
  return { ...answer, value: { ...answer.value, results: [...answer.value.results, ...refused] } };
}

function answerIn(view: View, answer: Answer): Answer {
  if (!answer.ok) {
    const { ok, code, message, ...details } = answer;
    return { ok, code, message, ...(view.keep(details) ?? {}) };
  }
  if (hasResults(answer.value)) {
    const results = answer.value.results.map((result) => nobodysIn(view, result));
    return { ...answer, value: { ...answer.value, results } };
  }
  const value = view.keep(answer.value);
  return value === undefined ? outOfSight() : { ...answer, value };
}

/** What they named themselves they may be told of; whose it is now they may not. */
function nobodysIn(view: View, result: SelectionResult): SelectionResult {
  const isTold = result.outcome !== 'refused' || view.sees(result.conversationId);
  return isTold ? result : { ...result, ownerId: null };
}

function hasResults(value: unknown): value is { readonly results: readonly SelectionResult[] } {
  return typeof value === 'object' && value !== null && 'results' in value;
}

function outOfSight() {
  return fail('out-of-sight', 'It was done, and the chat is none that you see any more.');
}
