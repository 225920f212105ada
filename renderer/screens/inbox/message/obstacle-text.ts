import { t } from '#renderer/i18n/index.ts';
import type { Desk } from '#renderer/state/desk.svelte.ts';
import type { Obstacle } from '#renderer/state/message-actions.svelte.ts';
import type { Conversation } from '#shared/domain/conversation.ts';

/** Why something cannot be done, as short as a menu needs it. */
export function obstacleText(obstacle: Obstacle, desk: Desk, { ownerId }: Conversation): string {
  const { hindrance } = t.actions;
  if (obstacle !== 'owned') return hindrance[obstacle];
  const owner = desk.people.find(ownerId);
  return owner ? hindrance.owned(owner.name) : hindrance.ownedUnknown;
}
