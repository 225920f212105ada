import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { AgentStatus } from '#shared/domain/presence.ts';

/** `queue`: somebody waits for whoever takes it; `mine`: it concerns this person alone. */
export type AlertKind = 'queue' | 'mine';

interface Person {
  readonly id: AgentId;
  readonly status: AgentStatus;
  /** They want to hear of the queue. */
  readonly hearsOfQueue: boolean;
}

/**
 * Whether a customer's message is worth calling somebody for: what is theirs always, what waits while
 * they take new chats. Whoever is on a break or offline by their own choice is left in peace.
 */
export function alertForMessage(
  { state, ownerId }: Pick<Conversation, 'state' | 'ownerId'>,
  { id, status, hearsOfQueue }: Person,
): AlertKind | null {
  if (ownerId === id) return 'mine';
  if (state !== 'waiting' || !hearsOfQueue) return null;
  return status === 'online' || status === 'away' ? 'queue' : null;
}

/** Between two sounds, however much comes in, ms. */
export const BETWEEN_SOUNDS_MS = 3_000;
/** More notices than this within `CROWD_MS` become one that counts. */
export const CROWD = 3;
export const CROWD_MS = 8_000;
