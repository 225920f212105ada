import { t } from '#renderer/i18n/index.ts';
import type { SnoozePreset } from '#shared/domain/snooze-presets.ts';
import type { Desk } from './desk.svelte.ts';
import { explain } from './problems.ts';
import { tellChange } from './undo-toast.ts';

/** In force at once; the toast leads back. */
export async function saveSnoozePresets(
  desk: Desk,
  presets: readonly SnoozePreset[],
  { isUndo = false } = {},
): Promise<boolean> {
  const before = [...desk.labels.all.snoozePresets];
  const reply = await desk.client.command('snooze-presets.save', {
    presets: [...presets],
    before,
  });
  const text = t.snoozePresets;
  if (!reply.ok) {
    desk.toasts.show(reply.code === 'changed' ? text.changed : explain(reply), 'bad');
    return false;
  }
  if (isUndo) tellChange(desk, text.undone, null);
  else tellChange(desk, text.saved, () => void saveSnoozePresets(desk, before, { isUndo: true }));
  return true;
}
