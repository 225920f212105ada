import { z } from 'zod';
import {
  agentIdSchema,
  clientRefSchema,
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  timestampSchema,
} from '../domain/ids.ts';
import type { ClientRef } from '../domain/ids.ts';
import { replyBodySchema } from '../protocol/commands/reply.ts';

/** A reply on its way to the host as it is kept on this device, with whose it is and for which host. */
export const keptReplySchema = z.object({
  journalId: z.string(),
  author: agentIdSchema,
  clientRef: clientRefSchema,
  conversationId: conversationIdSchema,
  body: replyBodySchema,
  quote: messageIdSchema.nullable(),
  writtenAt: timestampSchema,
  seen: z.object({ epoch: epochSchema, lastSeenMessageId: messageIdSchema.nullable() }),
});
export type KeptReply = Readonly<z.infer<typeof keptReplySchema>>;

/**
 * Where replies outlive a screen that crashes, until the host has them. Its reference makes one
 * that is asked again, also by another screen of the same device, the same message.
 */
export interface ReplyShelf {
  all(): readonly KeptReply[];
  /** In place of an earlier one with the same reference. */
  put(reply: KeptReply): void;
  remove(clientRef: ClientRef): void;
}

/** For screens that keep nothing. */
export const noShelf: ReplyShelf = {
  all: () => [],
  put: () => undefined,
  remove: () => undefined,
};
