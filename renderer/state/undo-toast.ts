import { t } from '#renderer/i18n/index.ts';
import type { Desk } from './desk.svelte.ts';

const lastToast = new WeakMap<Desk, number>();

/** One change after the other: the way back is offered for the last one alone. */
export function tellChange(desk: Desk, text: string, undo: (() => void) | null): void {
  const before = lastToast.get(desk);
  if (before !== undefined) desk.toasts.dismiss(before);
  const action =
    undo === null ? null : { label: t.common.undo, run: undo, takesBack: true as const };
  lastToast.set(desk, desk.toasts.show(text, 'good', action));
}
