import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { atEpoch, currentOf, notOwner } from './claim.ts';
import { give } from './transfer.ts';
import { undoing } from './undo.ts';
import type { Undoable, Undoing } from './undo.ts';

export function requestHandler(ledger: Ledger): CommandHandler<'conversation.request'> {
  return ({ conversationId, epoch }, caller) =>
    ledger.write((unit) => {
      const current = atEpoch(unit, conversationId, epoch);
      if (!current.ok) return current;
      const { ownerId, request } = current.value;
      // Theirs already, or nobody's: there is nobody to ask.
      if (ownerId === caller.id || request?.byId === caller.id) {
        return ok({ conversation: current.value });
      }
      // They left while the command was on its way.
      const hasLeft = unit.tx.agents.get(caller.id)?.isDeactivated === true;
      if (ownerId === null || hasLeft) return notOwner(current.value);
      if (request !== null) {
        return fail(
          'already-requested',
          'A colleague has just asked for it; wait for the answer.',
          {
            conversation: current.value,
          },
        );
      }
      unit.record({ kind: 'conversation.requested', conversationId, byId: caller.id }, caller.id);
      return ok({ conversation: currentOf(unit, conversationId) });
    });
}

/** What is handed over can be taken back as a transfer can. */
export function answerRequestHandler(
  ledger: Ledger,
  undoable: Undoable,
): CommandHandler<'conversation.answer-request'> {
  return async ({ conversationId, epoch, answer }, caller) => {
    let before: Undoing | null = null;
    const outcome = await ledger.write((unit) => {
      before = null;
      const current = atEpoch(unit, conversationId, epoch);
      if (!current.ok) return current;
      const { ownerId, request } = current.value;
      if (request === null) {
        return fail('no-request', 'Nobody asks for it any more.', { conversation: current.value });
      }
      const mayAnswer = answer === 'withdraw' ? request.byId === caller.id : ownerId === caller.id;
      if (!mayAnswer) return notOwner(current.value);
      const { byId } = request;
      if (answer === 'hand-over') {
        const given = { toId: byId, tagId: null, why: 'request', noteId: null } as const;
        before = undoing(unit, current.value);
        give(unit, current.value, given, caller.id);
      } else {
        const how = answer === 'keep' ? 'kept' : 'withdrawn';
        unit.record({ kind: 'conversation.request-ended', conversationId, byId, how }, caller.id);
      }
      return ok({ conversation: currentOf(unit, conversationId) });
    });
    if (outcome.ok && before !== null) {
      undoable.done('transfer', before, outcome.value.conversation, caller);
    }
    return outcome;
  };
}

/** Requests that the owners did not answer: everything stays as it is. */
export function expireRequests(unit: Unit, askedBefore: number): void {
  for (const { id: conversationId, request } of unit.tx.conversations.notAnswered(askedBefore)) {
    if (request === null) continue;
    const { byId } = request;
    unit.record({ kind: 'conversation.request-ended', conversationId, byId, how: 'expired' });
  }
}
