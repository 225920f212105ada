import { z } from 'zod';
import { conversationSchema } from '../../domain/conversation.ts';
import {
  clientRefSchema,
  conversationIdSchema,
  epochSchema,
  mediaHashSchema,
  messageIdSchema,
} from '../../domain/ids.ts';
import {
  MAX_CAPTION_LENGTH,
  MAX_TEXT_LENGTH,
  mediaKindSchema,
  messageSchema,
} from '../../domain/message.ts';
import { defineCommand } from '../command.ts';

/** What an agent writes. Media were uploaded before (`PUT /media`) and are named by hash. */
export const replyBodySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: z
      .string()
      .max(MAX_TEXT_LENGTH)
      .refine((text) => text.trim() !== '', 'The message is empty.'),
  }),
  z.object({
    kind: mediaKindSchema.exclude(['sticker']),
    caption: z.string().max(MAX_CAPTION_LENGTH),
    hash: mediaHashSchema,
    fileName: z.string().min(1).max(255),
  }),
]);
export type ReplyBody = Readonly<z.infer<typeof replyBodySchema>>;

export const replyCommands = {
  /**
   * Answer the customer. Claims the conversation when nobody owns it. Stored and acknowledged as
   * queued at once; what becomes of it arrives as `message.state-changed`.
   *
   * `not-owner`: somebody else has it (`conversation` in the details says who);
   * `moved-on`: the owner changed meanwhile; `unseen-messages`: the customer wrote something that
   * the agent had not seen (`messages` in the details). Nothing was stored in these cases.
   * The same `clientRef` again answers with the message that it made the first time.
   */
  'reply.send': defineCommand({
    params: z.object({
      conversationId: conversationIdSchema,
      epoch: epochSchema,
      /** The newest customer message on the agent's screen. */
      lastSeenMessageId: messageIdSchema.nullable(),
      clientRef: clientRefSchema,
      body: replyBodySchema,
    }),
    result: z.object({ message: messageSchema, conversation: conversationSchema }),
    failures: [
      'not-found',
      'not-owner',
      'moved-on',
      'unseen-messages',
      'client-ref-reused',
      'media-missing',
    ],
    repeatable: true,
  }),
} as const;
