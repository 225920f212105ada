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
 * one who was never here.
 */
export function statusDue(
  before: AgentPresence | null,
  { count, areIdle, isUsed }: ScreensOfAgent,
  hasSignedOut: boolean,
): DueStatus | null {
  const { status, chosen } = before ?? { status: 'offline', chosen: null };
  if (count === 0) {
    if (hasSignedOut && (status !== 'offline' || chosen !== null)) {
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
