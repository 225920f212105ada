import { z } from 'zod';
import {
  contactCardSchema,
  contactsContentSchema,
  locationContentSchema,
  pollContentSchema,
} from '../../domain/content-kinds.ts';
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

/** WhatsApp's own limits. */
export const MAX_POLL_OPTIONS = 12;
export const MAX_POLL_TEXT = 255;
export const MAX_POLL_OPTION = 100;
const MAX_CARDS = 20;

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
    kind: mediaKindSchema,
    caption: z.string().max(MAX_CAPTION_LENGTH),
    hash: mediaHashSchema,
    fileName: z.string().min(1).max(255),
  }),
  locationContentSchema.extend({ isLive: z.literal(false) }),
  contactsContentSchema.extend({ cards: z.array(contactCardSchema).min(1).max(MAX_CARDS) }),
  pollContentSchema.extend({
    question: z.string().trim().min(1).max(MAX_POLL_TEXT),
    /** Different from each other. */
    options: z
      .array(z.string().trim().min(1).max(MAX_POLL_OPTION))
      .min(2)
      .max(MAX_POLL_OPTIONS)
      .refine((options) => new Set(options).size === options.length, 'Options must differ.'),
  }),
]);
export type ReplyBody = Readonly<z.infer<typeof replyBodySchema>>;

export const replyCommands = {
  /**
   * Answer the customer. Claims the conversation when nobody owns it. Stored and acknowledged as
   * queued at once; what becomes of it arrives as `message.state-changed`.
   *
   * `blocked`: the contact is on WhatsApp's block list, so that nothing can reach it;
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
      /** The message it answers. `quote-missing`: WhatsApp no longer has it to be quoted. */
      quote: messageIdSchema.optional(),
    }),
    result: z.object({ message: messageSchema, conversation: conversationSchema }),
    failures: [
      'blocked',
      'not-found',
      'not-owner',
      'moved-on',
      'unseen-messages',
      'client-ref-reused',
      'media-missing',
      'quote-missing',
    ],
    repeatable: true,
  }),
} as const;
