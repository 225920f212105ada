import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId, MessageId } from '#shared/domain/ids.ts';

/** A conversation as the naive model has it. */
export interface Chat {
  state: Conversation['state'];
  owner: AgentId | null;
  epoch: number;
  episode: number;
  lastCustomerMessage: MessageId | null;
  isBlocked: boolean;
  /** The customer wrote and nobody has answered or closed since. */
  waits: boolean;
  requestedBy: AgentId | null;
  /** Its owner has answered since it became theirs. */
  hasAnswered: boolean;
  /** Time of the newest message that lists show. */
  lastAt: number;
  /** Who made the present owner the owner. */
  ownedBecauseOf: AgentId | null;
  /** What can be taken back: by whom, from when on, and what it was like before. */
  done: { by: AgentId; at: number; before: Chat; isAnswered: boolean } | null;
}
