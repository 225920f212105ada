import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import {
  conversationIdSchema,
  messageIdSchema,
  tagIdSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { journalEntrySchema } from '../../domain/journal.ts';
import { messageSchema } from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

export const conversationViewSchema = z.enum([
  'waiting',
  'mine',
  'all',
  'mentions',
  'snoozed',
  'closed',
  'tagged',
]);
export type ConversationView = z.infer<typeof conversationViewSchema>;

/** A place in a list: the sort key and, where keys are equal, the id. */
export const listCursorSchema = z.object({ at: timestampSchema, id: z.int().positive() });
export type ListCursor = Readonly<z.infer<typeof listCursorSchema>>;

export const conversationCommands = {
  /**
   * A page of a view. `waiting`: the longest waiting first; `mine` (open and owned by the asker),
   * `all` (not closed, whoever has it) and `closed`: the newest message first; `snoozed` (those of the asker): what wakes first,
   * then what only the customer wakes; `mentions` (with a note that names the asker): the newest
   * note first; `tagged` (whose current or last episode has the tag `tagId`): the newest message
   * first. `next` is null on the last page.
   */
  'conversation.list': defineCommand({
    params: z
      .object({
        view: conversationViewSchema,
        tagId: tagIdSchema.optional(),
        after: listCursorSchema.nullable(),
        limit: z.int().min(1).max(200),
      })
      .refine(({ view, tagId }) => (view === 'tagged') === (tagId !== undefined), {
        message: 'A tag belongs to the view `tagged`, and to no other.',
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
   * merged into another the other's: `conversation` says which it is. `events`: what happened
   * between people in that stretch of time, up to the next message on either side.
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
      events: z.array(journalEntrySchema),
      hasOlder: z.boolean(),
      hasNewer: z.boolean(),
    }),
    failures: ['not-found'],
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
