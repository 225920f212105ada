import type { Conversation } from '#shared/domain/conversation.ts';

/** `after`: null when it was merged into another one. */
export interface ConversationChange {
  readonly before: Conversation | null;
  readonly after: Conversation | null;
}
