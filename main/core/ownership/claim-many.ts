import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { claim } from './claim.ts';
import { doneOne, refusedOne, unchangedOne } from './many.ts';

/** Whoever was faster keeps theirs, the others are claimed all the same. */
export function claimManyHandler(ledger: Ledger): CommandHandler<'conversation.claim-many'> {
  return async ({ conversations }, caller) => {
    const results = await ledger.write((unit) =>
      conversations.map((asked) => {
        const claimed = claim(unit, caller, asked.conversationId, asked.epoch);
        if (!claimed.ok) return refusedOne(unit, asked, claimed.code);
        // By this command, or by the same one whose answer got lost.
        const isNew = claimed.value.epoch !== asked.epoch;
        return isNew ? doneOne(claimed.value) : unchangedOne(asked);
      }),
    );
    return ok({ results });
  };
}
