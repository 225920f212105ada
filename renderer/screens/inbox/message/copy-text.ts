import { t } from '#renderer/i18n/index.ts';
import type { Toasts } from '#renderer/state/toasts.svelte.ts';

export async function copyText(text: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(t.actions.copied, 'good');
  } catch {
    toasts.show(t.actions.notCopied, 'bad');
  }
}
