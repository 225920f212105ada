import { canStill, forbidden } from '../accounts/forbidden.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import { silenceBot } from '../bot/silence.ts';
import type { Ledger } from '../journal/ledger.ts';
import { atEpoch, claim, currentOf, nextEpoch } from './claim.ts';

export function takeOverHandler(ledger: Ledger): CommandHandler<'conversation.take-over'> {
  return ({ conversationId, epoch, reason }, caller) =>
    ledger.write((unit) => {
      if (!canStill(unit, caller, 'take-every-chat')) return forbidden('take-every-chat');
      const mine = unit.tx.conversations.get(conversationId);
      if (mine?.ownerId === caller.id) return ok({ conversation: mine });
      const current = atEpoch(unit, conversationId, epoch);
      if (!current.ok) return current;
      const { ownerId } = current.value;
      if (ownerId === null) {
        const claimed = claim(unit, caller, conversationId, epoch);
        return claimed.ok ? ok({ conversation: claimed.value }) : claimed;
      }
      silenceBot(unit, conversationId);
      unit.record(
        {
          kind: 'conversation.taken-over',
          conversationId,
          fromId: ownerId,
          ownerId: caller.id,
          epoch: nextEpoch(current.value),
          reason,
        },
        caller.id,
      );
      return ok({ conversation: currentOf(unit, conversationId) });
    });
}
