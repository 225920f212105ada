import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { currentOf, nextEpoch, owned } from './claim.ts';
import { undoing } from './undo.ts';
import type { Undoable, Undoing } from './undo.ts';
import { unseenMessages } from './unseen.ts';

export function closeHandler(
  ledger: Ledger,
  undoable: Undoable,
): CommandHandler<'conversation.close'> {
  return async (params, caller) => {
    let before: Undoing | null = null;
    const outcome = await ledger.write((unit) => {
      before = null;
      const { conversationId, epoch, lastSeenMessageId, outcomeId, note } = params;
      const current = unit.tx.conversations.get(conversationId);
      // The same close again, after a lost connection.
      if (current?.state === 'closed') return ok({ conversation: current });
      const mine = owned(unit, caller, conversationId, epoch);
      if (!mine.ok) return mine;
      const unseen = unseenMessages(unit.tx, mine.value, lastSeenMessageId);
      if (unseen !== null) return unseen;
      const known = unit.tx.labels.get().outcomes;
      if (outcomeId !== undefined && !known.some(({ id }) => id === outcomeId)) {
        return fail('unknown-outcome', 'There is no such outcome (any more).');
      }
      before = undoing(unit, mine.value);
      unit.record(
        {
          kind: 'conversation.closed',
          conversationId,
          epoch: nextEpoch(mine.value),
          episode: mine.value.episode,
          ...(outcomeId === undefined ? {} : { outcomeId }),
          ...(note === undefined ? {} : { note }),
        },
        caller.id,
      );
      return ok({ conversation: currentOf(unit, conversationId) });
    });
    if (outcome.ok && before !== null)
      undoable.done('close', before, outcome.value.conversation, caller);
    return outcome;
  };
}

/** Ends the episodes in which nobody has said anything since, and nobody waits. */
export function closeSilent(unit: Unit, since: number): void {
  for (const conversation of unit.tx.conversations.silent(since)) {
    unit.record({
      kind: 'conversation.closed',
      conversationId: conversation.id,
      epoch: nextEpoch(conversation),
      episode: conversation.episode,
      isSilent: true,
    });
  }
}
