import { ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { doneOne, refusedOne } from './many.ts';
import { undoOne } from './undo.ts';
import type { Undoable } from './undo.ts';

/** What somebody has gone on with stays as it is, the others are taken back all the same. */
export function undoManyHandler(
  ledger: Ledger,
  undoable: Undoable,
): CommandHandler<'conversation.undo-many'> {
  return async ({ conversations }, caller) => {
    const results = await ledger.write((unit) =>
      conversations.map((asked) => {
        const undone = undoOne(unit, undoable, asked, caller);
        return undone.ok ? doneOne(undone.value) : refusedOne(unit, asked, undone.code);
      }),
    );
    for (const { outcome, conversationId } of results) {
      if (outcome === 'done') undoable.forget(conversationId);
    }
    return ok({ results });
  };
}
