import type { Timeline } from '#shared/client/types.ts';
import type { MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';

export function fromCustomer(timeline: Timeline | null): readonly Message[] {
  return timeline?.messages.filter(({ author }) => author.type === 'contact') ?? [];
}

/** The customer's message that arrived last, which is not always the lowest one on the screen. */
export function newestFromCustomer(timeline: Timeline | null): MessageId | null {
  return fromCustomer(timeline).reduce<MessageId | null>(
    (newest, { id }) => (newest === null || id > newest ? id : newest),
    null,
  );
}
