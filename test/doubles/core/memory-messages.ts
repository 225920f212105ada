import { afterSending } from '#shared/domain/apply-action.ts';
import type { Fact } from '#shared/domain/journal.ts';
import { isMediaContent } from '#shared/domain/message.ts';
import type { Message } from '#shared/domain/message.ts';

/** A conversation's messages after a fact, in timeline order. The slow and obvious way. */
export function applyToMessages(messages: readonly Message[], fact: Fact): readonly Message[] {
  switch (fact.kind) {
    case 'message.received':
    case 'message.queued':
    case 'message.observed':
    case 'message.noted':
    case 'message.imported':
      return [...messages, fact.message].sort((a, b) => a.at - b.at || a.id - b.id);
    case 'message.state-changed':
    case 'message.held':
      return messages.map((message) =>
        message.id === fact.messageId ? afterSending(message, fact) : message,
      );
    case 'message.completed':
      return messages.map((message) =>
        message.id === fact.messageId ? { ...message, content: fact.content } : message,
      );
    case 'message.media-changed':
      return messages.map((message) =>
        message.id === fact.messageId && isMediaContent(message.content)
          ? { ...message, content: { ...message.content, media: fact.media } }
          : message,
      );
    default:
      return messages;
  }
}
