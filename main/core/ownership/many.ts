import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ConversationId, Epoch } from '#shared/domain/ids.ts';
import type { SelectionResult } from '#shared/protocol/commands/selection.ts';
import { ok } from '#shared/util/result.ts';
import type { Failure, Ok, Result } from '#shared/util/result.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Undoable, Undoing } from './undo.ts';

/** What became of one conversation. */
export interface Step {
  readonly conversation: Conversation;
  /** What it was like; null: this changed nothing. */
  readonly before: Undoing | null;
}

/** One that can be taken back. */
export interface Change {
  readonly before: Undoing;
  readonly after: Conversation;
}

interface Asked {
  readonly conversationId: ConversationId;
  readonly epoch: Epoch;
}

type Why = Extract<SelectionResult, { outcome: 'refused' }>['why'];
type One<A extends Asked> = (asked: A) => Result<Step, Failure<Why>>;

interface Doing {
  readonly ledger: Ledger;
  readonly undoable: Undoable;
  readonly what: 'close' | 'transfer';
  readonly caller: Agent;
}

/**
 * Each by the rules for one alone, all of them in one unit of work: screens hear of them at once.
 * `begin` has what concerns all of them, and may refuse all.
 */
export async function many<A extends Asked, F extends Failure>(
  { ledger, undoable, what, caller }: Doing,
  conversations: readonly A[],
  begin: (unit: Unit) => Result<One<A>, F>,
): Promise<Ok<{ results: SelectionResult[] }> | F> {
  let changed: Change[] = [];
  const outcome = await ledger.write((unit) => {
    changed = [];
    const one = begin(unit);
    if (!one.ok) return one;
    const results = conversations.map((asked) => {
      const step = one.value(asked);
      if (!step.ok) return refusedOne(unit, asked, step.code);
      const { before, conversation } = step.value;
      if (before !== null) changed.push({ before, after: conversation });
      // Done by the same command, whose answer got lost.
      const isRepeated =
        conversation.epoch === asked.epoch + 1 && undoable.find(conversation.id, caller) !== null;
      return before !== null || isRepeated ? doneOne(conversation) : unchangedOne(asked);
    });
    return ok({ results });
  });
  for (const { before, after } of changed) undoable.done(what, before, after, caller);
  return outcome;
}

export function doneOne({ id, epoch }: Conversation): SelectionResult {
  return { outcome: 'done', conversationId: id, epoch };
}

export function unchangedOne({ conversationId }: Pick<Asked, 'conversationId'>): SelectionResult {
  return { outcome: 'unchanged', conversationId };
}

export function refusedOne(
  { tx }: Unit,
  { conversationId }: Pick<Asked, 'conversationId'>,
  why: Why,
): SelectionResult {
  const ownerId = tx.conversations.get(conversationId)?.ownerId ?? null;
  return { outcome: 'refused', conversationId, why, ownerId };
}
