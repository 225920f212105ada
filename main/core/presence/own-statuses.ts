import type { Fact } from '#shared/domain/journal.ts';
import { statusMeantBy } from '#shared/domain/own-statuses.ts';
import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import type { AgentPresence, AgentStatus, StatusReason } from '#shared/domain/presence.ts';

/** What an office made of a status of its own; `after` null: it has it no more. */
export interface OwnStatusChange {
  readonly before: OwnStatus | null;
  readonly after: OwnStatus | null;
}

export function ownStatusChange(fact: Fact): OwnStatusChange | null {
  if (fact.kind === 'own-status.removed') return { before: fact.ownStatus, after: null };
  return fact.kind === 'own-status.saved' ? { before: fact.before, after: fact.ownStatus } : null;
}

/** What becomes of somebody because of it; null: nothing. Who is offline or left alone stays so. */
export function statusAfter(
  { status, own }: AgentPresence,
  { before, after }: OwnStatusChange,
): { readonly status: AgentStatus; readonly why: StatusReason } | null {
  if (before === null || own?.id !== before.id) return null;
  const had = statusMeantBy(before);
  if (after === null || after.isRetired) {
    return { status: status === had ? 'online' : status, why: 'retired' };
  }
  const has = statusMeantBy(after);
  if (has === had || status === 'offline') return null;
  return { status: has, why: 'redefined' };
}
