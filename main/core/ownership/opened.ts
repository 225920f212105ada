import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { notFound } from './claim.ts';
import { give } from './transfer.ts';

export function openedHandler(ledger: Ledger): CommandHandler<'conversation.opened'> {
  return ({ conversationId, epoch }, caller) =>
    ledger.write((unit) => {
      const conversation = unit.tx.conversations.get(conversationId);
      if (conversation === null) return notFound();
      const { ownerId, handover } = conversation;
      if (ownerId === caller.id && handover !== null && epoch === conversation.epoch) {
        unit.record({ kind: 'conversation.opened', conversationId }, caller.id);
      }
      return ok({});
    });
}

/** What was given to somebody who did not look at it goes back into the queue. */
export function returnNotOpened(unit: Unit, givenBefore: number): void {
  for (const conversation of unit.tx.conversations.notOpened(givenBefore)) {
    const given = { toId: null, tagId: null, why: 'not-opened', noteId: null } as const;
    give(unit, conversation, given, null);
  }
}
