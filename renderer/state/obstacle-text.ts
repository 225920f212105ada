import { t } from '#renderer/i18n/index.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Desk } from './desk.svelte.ts';
import type { Obstacle } from './message-actions.svelte.ts';

/** Why something cannot be done, as short as a menu needs it. */
export function obstacleText(obstacle: Obstacle, desk: Desk, { ownerId }: Conversation): string {
  const { hindrance } = t.actions;
  if (obstacle !== 'owned') return hindrance[obstacle];
  const owner = desk.people.find(ownerId);
  return owner ? hindrance.owned(owner.name) : hindrance.ownedUnknown;
}
