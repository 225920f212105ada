import { askForNotices, noticePermission } from '#renderer/bridge/notices.ts';
import { t } from '#renderer/i18n/index.ts';
import type { Desk } from '../desk.svelte.ts';

const KEY = 'deskline.notices-offered';

/** Once on each device: a browser shows notices only when its person allows them. */
export function offerNotices({ alertChoice, toasts }: Desk): void {
  if (noticePermission() !== 'undecided' || !alertChoice.is('notices')) return;
  if (localStorage.getItem(KEY) !== null) return;
  localStorage.setItem(KEY, 'yes');
  const run = (): void => void askForNotices();
  toasts.show(t.alerts.hint, 'neutral', { label: t.alerts.permission.allow, run });
}
