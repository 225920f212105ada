import { t } from '#renderer/i18n/index.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { PHONE } from '#shared/domain/reports/rows.ts';

/** Whom a figure is credited to. */
export function senderName(desk: Desk, key: number | null): string {
  if (key === null) return t.reports.people.nobody;
  if (key === PHONE) return t.reports.people.phone;
  return desk.people.find(key as AgentId)?.name ?? t.reports.people.nobody;
}
