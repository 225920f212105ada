import { z } from 'zod';
import type { Conversation } from '../domain/conversation.ts';
import { epochSchema, messageIdSchema } from '../domain/ids.ts';
import type { MessageId } from '../domain/ids.ts';
import type { SeenState } from './pending-replies.ts';
import type { CommandFailure } from './types.ts';

const NO_EPOCH = epochSchema.parse(0);
const unseenDetailsSchema = z.object({ messages: z.array(z.object({ id: messageIdSchema })) });

/**
 * What a reply is written against. `onScreen` is what the open timeline shows, undefined without
 * one: then the list's preview is all the agent can have read. After a `failure` the agent was
 * shown what the conversation is like now, and everything the failure itself named.
 */
export function seenState(
  conversation: Conversation | undefined,
  onScreen: MessageId | null | undefined,
  failure: CommandFailure | null,
): SeenState {
  const epoch = conversation?.epoch ?? NO_EPOCH;
  const newest = conversation?.lastCustomerMessageId ?? null;
  if (failure === null) {
    return { epoch, lastSeenMessageId: onScreen === undefined ? newest : onScreen };
  }
  const named = unseenDetailsSchema.safeParse(failure.details).data?.messages ?? [];
  const ids = [newest, onScreen ?? null, ...named.map(({ id }) => id)];
  const known = ids.filter((id) => id !== null).sort((a, b) => a - b);
  return { epoch, lastSeenMessageId: known.at(-1) ?? null };
}
