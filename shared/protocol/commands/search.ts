import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import { messageSchema } from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

export const searchCommands = {
  /**
   * Contacts by name or number, messages by words (each word or its beginning; all must occur),
   * newest first. `text` with fewer than 2 letters in every word finds nothing.
   */
  search: defineCommand({
    params: z.object({ text: z.string().max(200), limit: z.int().min(1).max(50) }),
    result: z.object({
      conversations: z.array(conversationSchema),
      messages: z.array(z.object({ message: messageSchema, conversation: conversationSchema })),
    }),
    failures: [],
    repeatable: true,
  }),
} as const;
