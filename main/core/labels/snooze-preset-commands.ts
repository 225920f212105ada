import { isSamePresets } from '#shared/domain/snooze-presets.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';

export function saveSnoozePresetsHandler(ledger: Ledger): CommandHandler<'snooze-presets.save'> {
  return ({ presets: after, before: seen }, caller) =>
    ledger.write(({ tx, record }) => {
      const before = tx.labels.get().snoozePresets;
      if (isSamePresets(before, after)) return ok({});
      if (!isSamePresets(before, seen)) {
        return fail('changed', 'Somebody has changed this list meanwhile.');
      }
      record({ kind: 'snooze-presets.changed', before, after }, caller.id);
      return ok({});
    });
}
