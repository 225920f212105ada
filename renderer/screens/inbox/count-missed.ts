import type { Timeline } from '#shared/client/types.ts';

/** How many messages the customer has written after the one with this id. */
export function countMissed({ messages }: Timeline, after: number): number {
  return messages.filter(({ id, author }) => author.type === 'contact' && id > after).length;
}
