import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Settings } from '#shared/domain/settings.ts';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Who comes before everybody else when a customer comes back: who had it last, where the office
 * wants that and it is not too long ago. `silentSince`: when the last thing was said.
 */
export function lastOwnerOf(
  { lastOwnerId }: Conversation,
  silentSince: number,
  { routing: { lastOwnerDays } }: Settings,
  at: number,
): AgentId | null {
  return at - silentSince > lastOwnerDays * DAY_MS || lastOwnerDays === 0 ? null : lastOwnerId;
}
