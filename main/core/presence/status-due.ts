import type { OwnStatus } from '#shared/domain/own-statuses.ts';
import { choiceMeant } from '#shared/domain/presence.ts';
import type { AgentPresence, AgentStatus, StatusReason } from '#shared/domain/presence.ts';

/** An agent's screens, taken together. */
export interface ScreensOfAgent {
  /** Those that were lost a moment ago are still among them. */
  readonly count: number;
  /** All of them said that they are left alone. */
  readonly areIdle: boolean;
  /** One of them said that it is used. */
  readonly isUsed: boolean;
}

export interface DueStatus {
  readonly status: AgentStatus;
  readonly why: StatusReason;
}

/**
 * The status an agent gets by what their screens do; null: it stays as it is. `before`: null for
 * one who was never here. `ownStatuses`: the office's, for who chose one of them.
 */
export function statusDue(
  before: AgentPresence | null,
  { count, areIdle, isUsed }: ScreensOfAgent,
  hasSignedOut: boolean,
  ownStatuses: () => readonly OwnStatus[],
): DueStatus | null {
  const { status, own } = before ?? { status: 'offline', own: null };
  const chosen =
    own === null ? (before?.chosen ?? null) : choiceMeant({ chosen: null, own }, ownStatuses());
  if (count === 0) {
    if (hasSignedOut && (status !== 'offline' || chosen !== null || own !== null)) {
      return { status: 'offline', why: 'signed-out' };
    }
    return status === 'offline' ? null : { status: 'offline', why: 'disconnected' };
  }
  if (status === 'offline') {
    return chosen === 'offline' ? null : { status: chosen ?? 'online', why: 'connected' };
  }
  // What a person chose, nothing but a person changes.
  if (chosen !== null) return null;
  if (status === 'online' && areIdle) return { status: 'away', why: 'idle' };
  if (status === 'away' && isUsed) return { status: 'online', why: 'back' };
  return null;
}
