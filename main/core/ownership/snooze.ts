import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock } from '../ports/system.ts';
import { currentOf, owned } from './claim.ts';
import { unseenMessages } from './unseen.ts';

export function snoozeHandler(ledger: Ledger, clock: Clock): CommandHandler<'conversation.snooze'> {
  return ({ conversationId, epoch, lastSeenMessageId, until }, caller) =>
    ledger.write((unit) => {
      const mine = owned(unit, caller, conversationId, epoch);
      if (!mine.ok) return mine;
      const unseen = unseenMessages(unit.tx, mine.value, lastSeenMessageId);
      if (unseen !== null) return unseen;
      if (until !== null && until <= clock.now()) {
        return fail('in-the-past', 'Choose a time that is still to come.');
      }
      unit.record({ kind: 'conversation.snoozed', conversationId, until }, caller.id);
      return ok({ conversation: currentOf(unit, conversationId) });
    });
}

export function wakeHandler(ledger: Ledger): CommandHandler<'conversation.wake'> {
  return ({ conversationId, epoch }, caller) =>
    ledger.write((unit) => {
      const mine = owned(unit, caller, conversationId, epoch);
      if (!mine.ok) return mine;
      if (mine.value.state !== 'snoozed') return ok({ conversation: mine.value });
      unit.record({ kind: 'conversation.woken', conversationId, why: 'by-hand' }, caller.id);
      return ok({ conversation: currentOf(unit, conversationId) });
    });
}

/** Those whose time has come are their owners' again. */
export function wakeDue(unit: Unit, now: number): void {
  for (const { id: conversationId } of unit.tx.conversations.toWake(now)) {
    unit.record({ kind: 'conversation.woken', conversationId, why: 'time' });
  }
}
