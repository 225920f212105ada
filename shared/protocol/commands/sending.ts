import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import {
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  waMessageKeySchema,
} from '../../domain/ids.ts';
import { messageSchema } from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

const result = z.object({ message: messageSchema, conversation: conversationSchema });

/** What a person decides about a message on its way, and what customers see of one being written. */
export const sendingCommands = {
  /**
   * Send an unconfirmed message once more: the asker has looked at the phone. Under the rules of
   * `reply.send`, and only while the message is unconfirmed under the key on the asker's screen
   * (`not-unconfirmed` otherwise; null after a backup was restored). Not repeated by itself: each decision is one more message.
   */
  'reply.send-again': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      epoch: epochSchema,
      lastSeenMessageId: messageIdSchema.nullable(),
      messageId: messageIdSchema,
      waKey: waMessageKeySchema.nullable(),
    }),
    result,
    failures: [
      'blocked',
      'not-found',
      'not-owner',
      'moved-on',
      'unseen-messages',
      'not-unconfirmed',
    ],
    repeatable: false,
  }),

  /** The phone shows that an unconfirmed message was sent. Not while somebody else has the chat. */
  'reply.was-sent': defineCommand({
    params: z.object({ messageId: messageIdSchema, waKey: waMessageKeySchema.nullable() }),
    result,
    failures: ['not-found', 'not-owner', 'not-unconfirmed'],
    repeatable: true,
  }),

  /**
   * Do not send a queued message. It ends as refused with the code `cancelled`; one that was to be
   * sent again is unconfirmed again. `not-queued`: it is on its way, or was sent, already.
   */
  'reply.cancel': defineCommand({
    params: z.object({ messageId: messageIdSchema }),
    result,
    failures: ['not-found', 'not-owner', 'not-queued'],
    repeatable: false,
  }),

  /**
   * The asker is writing an answer, or no longer is: repeated every few seconds while they do.
   * Colleagues see it, and the customer does unless the settings say otherwise. Not while somebody
   * else has the chat.
   */
  'conversation.typing': defineCommand({
    params: z.object({ conversationId: conversationIdSchema, isTyping: z.boolean() }),
    result: z.object({}),
    failures: ['not-found', 'not-owner'],
    repeatable: false,
  }),
} as const;
