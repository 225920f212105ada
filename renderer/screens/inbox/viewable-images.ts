import type { Timeline } from '#shared/client/types.ts';
import type { Message } from '#shared/domain/message.ts';

/** The photos that the viewer goes through, oldest first. */
export function viewableImages({ messages }: Timeline): readonly Message[] {
  return messages.filter(
    ({ content }) => content.kind === 'image' && content.media.state === 'ready',
  );
}
