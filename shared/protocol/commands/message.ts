import { z } from 'zod';
import {
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  timestampSchema,
} from '../../domain/ids.ts';
import { choiceSchema, emojiSchema } from '../../domain/message-actions.ts';
import { deliveryStateSchema, MAX_TEXT_LENGTH, messageSchema } from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

/** All that change something: the owner of the conversation alone, under the epoch on the screen. */
const target = {
  conversationId: conversationIdSchema,
  epoch: epochSchema,
  messageId: messageIdSchema,
};

const result = z.object({ message: messageSchema });

/**
 * `not-possible`: WhatsApp or the rules do not allow it for this message, `message` says why;
 * `refused`: WhatsApp Web did not do it; `unconfirmed`: nobody can tell whether it was done, a
 * person has to check on the phone.
 */
const failures = [
  'not-found',
  'not-owner',
  'moved-on',
  'not-possible',
  'refused',
  'unconfirmed',
] as const;

export const messageCommands = {
  /** React with one emoji, in place of the reaction before; null takes it back. */
  'message.react': defineCommand({
    params: z.object({ ...target, emoji: emojiSchema.nullable() }),
    result,
    failures,
    repeatable: true,
  }),

  /**
   * Vote in a poll that the customer sent, in place of our vote before; no options take it back.
   * Not sent again after a lost connection: another vote may have been cast since.
   */
  'message.vote': defineCommand({
    params: z.object({ ...target, options: choiceSchema }),
    result,
    failures,
    repeatable: false,
  }),

  /** Change the text or caption of a message that the asker wrote, within 15 minutes. */
  'message.edit': defineCommand({
    params: z.object({
      ...target,
      text: z
        .string()
        .max(MAX_TEXT_LENGTH)
        .refine((text) => text.trim() !== '', 'The message is empty.'),
    }),
    result,
    failures,
    repeatable: true,
  }),

  /** Delete a message of ours for everyone: who wrote it, a supervisor or an admin; within two and a half days. */
  'message.delete': defineCommand({
    params: z.object(target),
    result,
    failures,
    repeatable: true,
  }),

  /** When a message of ours got how far on its way, in the order in which that became known. */
  'message.info': defineCommand({
    params: z.object({ messageId: messageIdSchema }),
    result: z.object({
      steps: z.array(z.object({ state: deliveryStateSchema, at: timestampSchema })),
    }),
    failures: ['not-found'],
    repeatable: true,
  }),
} as const;
