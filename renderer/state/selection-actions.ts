import { t } from '#renderer/i18n/index.ts';
import type { CommandFailure, CommandReply } from '#shared/client/types.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { MOST_AT_ONCE } from '#shared/domain/handling.ts';
import type { OutcomeId } from '#shared/domain/ids.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import type { SelectionResult } from '#shared/protocol/commands/selection.ts';
import type { Desk } from './desk.svelte.ts';
import { mentionedIn, destinationName, explainHandling } from './handling-actions.ts';
import { newClientRef } from './note-writing.svelte.ts';
import { leftByHost, queuePlan } from './selection-plan.ts';
import type { Left, Plan } from './selection-plan.ts';
import { leftSentences } from './selection-words.ts';

type ManyCommand =
  | 'conversation.claim-many'
  | 'conversation.transfer-many'
  | 'conversation.close-many'
  | 'conversation.undo-many';

interface Came {
  readonly results: readonly SelectionResult[];
  /** What kept the rest from being asked for. */
  readonly failure: CommandFailure | null;
}

type Done = Extract<SelectionResult, { outcome: 'done' }>;

/** True: something is this person's now. */
export async function claimSelected(desk: Desk, plan: Plan<Conversation>): Promise<boolean> {
  const came = await inLots(plan.goes, (lot) =>
    desk.client.command('conversation.claim-many', { conversations: lot.map(asked) }),
  );
  return tell(desk, { what: 'claim', ...plan, came, sentence: t.selection.claimed });
}

/** True: something went there. */
export async function transferSelected(
  desk: Desk,
  plan: Plan<Conversation>,
  to: Destination,
  note: string,
): Promise<boolean> {
  const { goes, left } = to.type === 'queue' ? queuePlan(plan.goes) : { ...plan, left: [] };
  const came = await inLots(goes, (lot) =>
    desk.client.command('conversation.transfer-many', {
      conversations: lot.map((each) => ({ ...asked(each), clientRef: newClientRef() })),
      to,
      note: note.trim(),
      mentions: mentionedIn(desk, note),
    }),
  );
  const { went } = t.selection;
  const sentence = (count: number) => went(count, destinationName(desk, to));
  return tell(desk, { what: 'transfer', goes, left: [...plan.left, ...left], came, sentence });
}

/** True: something is closed. */
export async function closeSelected(
  desk: Desk,
  plan: Plan<Conversation>,
  outcomeId: OutcomeId | null,
  note: string,
): Promise<boolean> {
  const text = note.trim();
  const came = await inLots(plan.goes, (lot) =>
    desk.client.command('conversation.close-many', {
      // The list shows the customer's last message: what came since then keeps a chat open.
      conversations: lot.map((each) => ({
        ...asked(each),
        lastSeenMessageId: each.lastCustomerMessageId,
      })),
      ...(outcomeId === null ? {} : { outcomeId }),
      ...(text === '' ? {} : { note: text }),
    }),
  );
  return tell(desk, { what: 'close', ...plan, came, sentence: t.selection.closed });
}

/** True: nothing is left in this person's hands. */
export async function handOverAll(desk: Desk, to: Destination, note: string): Promise<boolean> {
  // Some of them may be none that this person sees, once they are given away.
  const known = new Map(desk.client.replica.conversations);
  const reply = await desk.client.command('conversation.hand-over-all', {
    to,
    note: note.trim(),
    mentions: mentionedIn(desk, note),
  });
  if (!reply.ok) {
    desk.toasts.show(explainHandling(desk, reply), 'bad');
    return false;
  }
  const { conversations } = reply.value;
  const goes = conversations.flatMap(({ conversationId }) => known.get(conversationId) ?? []);
  const run = (): void => void undoAll(desk, conversations, goes);
  const done = t.selection.went(conversations.length, destinationName(desk, to));
  desk.toasts.show(
    done,
    'good',
    conversations.length === 0 ? null : { label: t.handling.undo, run, takesBack: true },
  );
  return true;
}

async function undoAll(
  desk: Desk,
  done: readonly Pick<Done, 'conversationId' | 'epoch'>[],
  goes: readonly Conversation[],
): Promise<void> {
  const came = await inLots(done, (lot) =>
    desk.client.command('conversation.undo-many', {
      conversations: lot.map(({ conversationId, epoch }) => ({ conversationId, epoch })),
    }),
  );
  tell(desk, { what: 'undo', goes, left: [], came, sentence: t.selection.undone });
}

function asked({ id, epoch }: Conversation) {
  return { conversationId: id, epoch };
}

/** As many at once as the host takes; after a failure the rest is left. */
async function inLots<E>(
  all: readonly E[],
  ask: (lot: readonly E[]) => Promise<CommandReply<ManyCommand>>,
): Promise<Came> {
  const results: SelectionResult[] = [];
  for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
    const reply = await ask(all.slice(from, from + MOST_AT_ONCE));
    if (!reply.ok) return { results, failure: reply };
    results.push(...reply.value.results);
  }
  return { results, failure: null };
}

interface Report {
  readonly what: 'claim' | 'transfer' | 'close' | 'undo';
  readonly goes: readonly Conversation[];
  readonly left: readonly Left[];
  readonly came: Came;
  readonly sentence: (count: number) => string;
}

/** Says how many were done, which were not and why, and offers to take it back. */
function tell(desk: Desk, { what, goes, left, came, sentence }: Report): boolean {
  const { results, failure } = came;
  const done = results.filter((result) => result.outcome === 'done');
  const all = [...left, ...leftByHost(goes, results, desk.people.me?.id ?? null)];
  const words = [
    done.length > 0 ? sentence(done.length) : t.selection.nothing[what],
    leftSentences(desk, what, all),
    failure === null ? '' : explainHandling(desk, failure),
  ];
  const text = words.filter((each) => each !== '').join(' ');
  const isGood = done.length > 0 && failure === null;
  const undo =
    done.length === 0 || what === 'undo' || what === 'claim'
      ? null
      : {
          label: t.handling.undo,
          run: () => void undoAll(desk, done, goes),
          takesBack: true as const,
        };
  desk.toasts.show(text, isGood ? 'good' : 'bad', undo);
  return done.length > 0;
}
