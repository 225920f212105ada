import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import {
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { messageSchema } from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

export const conversationViewSchema = z.enum(['waiting', 'mine', 'all']);
export type ConversationView = z.infer<typeof conversationViewSchema>;

/** A place in a list: the sort key and, where keys are equal, the id. */
export const listCursorSchema = z.object({ at: timestampSchema, id: z.int().positive() });
export type ListCursor = Readonly<z.infer<typeof listCursorSchema>>;

const conversationResult = z.object({ conversation: conversationSchema });

export const conversationCommands = {
  /**
   * A page of a view. `waiting`: the longest waiting first; `mine` (open and owned by the asker)
   * and `all`: the newest message first. `next` is null on the last page.
   */
  'conversation.list': defineCommand({
    params: z.object({
      view: conversationViewSchema,
      after: listCursorSchema.nullable(),
      limit: z.int().min(1).max(200),
    }),
    result: z.object({
      conversations: z.array(conversationSchema),
      next: listCursorSchema.nullable(),
    }),
    failures: [],
    repeatable: true,
  }),

  /**
   * Messages of one conversation in the order of the timeline, oldest first: the newest `limit`
   * without an anchor, those right before or after the anchor, or those around it. Of one that was
   * merged into another the other's: `conversation` says which it is.
   */
  'conversation.history': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      anchor: z
        .object({ messageId: messageIdSchema, side: z.enum(['before', 'after', 'around']) })
        .nullable(),
      limit: z.int().min(1).max(200),
    }),
    result: z.object({
      conversation: conversationSchema,
      messages: z.array(messageSchema),
      hasOlder: z.boolean(),
      hasNewer: z.boolean(),
    }),
    failures: ['not-found'],
    repeatable: true,
  }),

  /** Become the owner of a waiting or closed conversation. Answering claims as well. */
  'conversation.claim': defineCommand({
    params: z.object({ conversationId: conversationIdSchema, epoch: epochSchema }),
    result: conversationResult,
    failures: ['not-found', 'not-owner', 'moved-on'],
    repeatable: true,
  }),

  /** The owner ends the episode. Refused while the customer has written something unseen. */
  'conversation.close': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      epoch: epochSchema,
      lastSeenMessageId: messageIdSchema.nullable(),
    }),
    result: conversationResult,
    failures: ['not-found', 'not-owner', 'moved-on', 'unseen-messages'],
    repeatable: true,
  }),

  /** The owner has the customer's messages up to `upTo` on the screen. Others change nothing. */
  'conversation.read': defineCommand({
    params: z.object({ conversationId: conversationIdSchema, upTo: messageIdSchema }),
    result: z.object({}),
    failures: ['not-found'],
    repeatable: true,
  }),
} as const;
