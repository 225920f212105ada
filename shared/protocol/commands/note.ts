import { z } from 'zod';
import { NOTE_LENGTH } from '../../domain/content-kinds.ts';
import {
  agentIdSchema,
  clientRefSchema,
  conversationIdSchema,
  messageIdSchema,
} from '../../domain/ids.ts';
import { messageSchema } from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

const wording = {
  text: z
    .string()
    .max(NOTE_LENGTH)
    .refine((text) => text.trim() !== '', 'The note is empty.'),
  /** Agents who are named in it and told. */
  mentions: z.array(agentIdSchema).max(50),
};

export const noteCommands = {
  /**
   * A note for colleagues, which never leaves the office. The same `clientRef` again answers with
   * the note that it made the first time.
   */
  'note.add': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      clientRef: clientRefSchema,
      ...wording,
    }),
    result: z.object({ message: messageSchema }),
    failures: ['not-found', 'client-ref-reused', 'unknown-agent'],
    repeatable: true,
  }),

  /** Its writer changes a note, for `NOTE_EDIT_MS` after writing it. */
  'note.edit': defineCommand({
    params: z.object({ messageId: messageIdSchema, ...wording }),
    result: z.object({ message: messageSchema }),
    failures: ['not-found', 'not-the-writer', 'too-late', 'unknown-agent'],
    repeatable: true,
  }),

  /** Its writer takes a note back in that time; a supervisor or an admin may at any time. */
  'note.delete': defineCommand({
    params: z.object({ messageId: messageIdSchema }),
    result: z.object({ message: messageSchema }),
    failures: ['not-found', 'not-the-writer', 'too-late'],
    repeatable: true,
  }),

  /** The asker has seen the notes that name them in this conversation. */
  'mention.see': defineCommand({
    params: z.object({ conversationId: conversationIdSchema }),
    result: z.object({}),
    failures: ['not-found'],
    repeatable: true,
  }),
} as const;
