import { withText } from '#shared/domain/apply-action.ts';
import type { IncomingMessage, MessageAction } from '#main/core/ports/gateway.ts';

/** A message as WhatsApp shows it after something happened to it. */
export function afterHappening(message: IncomingMessage, action: MessageAction): IncomingMessage {
  switch (action.type) {
    case 'edited': {
      const content = withText(message.content, action.text);
      return { ...message, content, editedAt: action.at };
    }
    case 'deleted': {
      const { quote: _quote, reactions: _reactions, ...rest } = message;
      const { by, at } = action;
      return { ...rest, content: { kind: 'text', text: '' }, deletion: { by, at } };
    }
    case 'reacted': {
      const { by, emoji, at } = action;
      const others = (message.reactions ?? []).filter((each) => each.by !== by);
      return { ...message, reactions: emoji === null ? others : [...others, { by, emoji, at }] };
    }
    case 'voted': {
      const { by, options, at } = action;
      const others = (message.votes ?? []).filter((each) => each.by !== by);
      return { ...message, votes: [...others, { by, options, at }] };
    }
  }
}
