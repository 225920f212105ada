import { mergeOutcome } from '#shared/domain/merge.ts';
import { can } from '#shared/domain/rights.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { movedOn, notFound, notOwner } from '../ownership/claim.ts';
import { mergeConversations, unmergeConversations } from './merge.ts';

export function mergeHandler(ledger: Ledger): CommandHandler<'contact.merge'> {
  return ({ conversationId, epoch, otherId, otherEpoch }, caller) =>
    ledger.write((unit) => {
      const one = unit.tx.conversations.get(conversationId);
      const other = unit.tx.conversations.get(otherId);
      if (one === null || other === null || one.id === other.id) return notFound();
      if (one.epoch !== epoch) return movedOn(one);
      if (other.epoch !== otherEpoch) return movedOn(other);
      const { gone, ownerId } = mergeOutcome(one, other);
      const losesOwner = gone.ownerId !== null && gone.ownerId !== ownerId;
      if (losesOwner && gone.ownerId !== caller.id && !can(caller.role, 'take-every-chat')) {
        return notOwner(gone);
      }
      return ok({ conversation: mergeConversations(unit, one, other, caller.id) });
    });
}

export function unmergeHandler(ledger: Ledger): CommandHandler<'contact.unmerge'> {
  return ({ goneId }, caller) =>
    ledger.write((unit) => {
      const undone = unmergeConversations(unit, goneId, caller.id);
      return undone === null ? notFound() : ok(undone);
    });
}
