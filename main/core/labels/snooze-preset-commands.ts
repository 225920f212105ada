import { isSamePresets } from '#shared/domain/snooze-presets.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';

export function saveSnoozePresetsHandler(ledger: Ledger): CommandHandler<'snooze-presets.save'> {
  return async ({ presets: after, before: seen }, caller) => {
    if (caller.role !== 'admin') {
      return fail('forbidden', 'Only admins change what everybody chooses from.');
    }
    return ledger.write(({ tx, record }) => {
      const before = tx.labels.get().snoozePresets;
      if (isSamePresets(before, after)) return ok({});
      if (!isSamePresets(before, seen)) {
        return fail('changed', 'Somebody has changed this list meanwhile.');
      }
      record({ kind: 'snooze-presets.changed', before, after }, caller.id);
      return ok({});
    });
  };
}
