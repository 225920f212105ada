import { z } from 'zod';
import {
  agentIdSchema,
  clientRefSchema,
  conversationIdSchema,
  mediaHashSchema,
  messageIdSchema,
  timestampSchema,
  waMessageKeySchema,
} from './ids.ts';

/** WhatsApp's own limit for one text message. */
export const MAX_TEXT_LENGTH = 65_536;
export const MAX_CAPTION_LENGTH = 1_024;

export const mediaKindSchema = z.enum(['image', 'video', 'audio', 'voice', 'document', 'sticker']);
export type MediaKind = z.infer<typeof mediaKindSchema>;

export const mediaSchema = z.object({
  /** `pending`: being fetched from WhatsApp; `failed`: could not be fetched. The message stays. */
  state: z.enum(['pending', 'ready', 'failed']),
  hash: mediaHashSchema.nullable(),
  mime: z.string().max(200),
  bytes: z.int().nonnegative().nullable(),
  fileName: z.string().max(255).nullable(),
  /** Length of audio and video in seconds. */
  seconds: z.number().nonnegative().nullable(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
});
export type Media = Readonly<z.infer<typeof mediaSchema>>;

export const textContentSchema = z.object({
  kind: z.literal('text'),
  text: z.string().max(MAX_TEXT_LENGTH),
});
export const mediaContentSchema = z.object({
  kind: mediaKindSchema,
  caption: z.string().max(MAX_TEXT_LENGTH),
  media: mediaSchema,
});
/** Something this version cannot show; `type` is WhatsApp's word for it. */
export const unsupportedContentSchema = z.object({
  kind: z.literal('unsupported'),
  type: z.string().max(100),
});

export const contentSchema = z.discriminatedUnion('kind', [
  textContentSchema,
  mediaContentSchema,
  unsupportedContentSchema,
]);
export type Content = Readonly<z.infer<typeof contentSchema>>;
export type MediaContent = Readonly<z.infer<typeof mediaContentSchema>>;

export function isMediaContent(content: Content): content is MediaContent {
  return content.kind !== 'text' && content.kind !== 'unsupported';
}

/**
 * `received` for everything that did not leave through our outbox from a contact;
 * an outgoing message goes queued -> sending -> sent -> delivered -> read -> played,
 * or ends as refused (WhatsApp said no) or unconfirmed (nobody can tell; a person judges).
 */
export const deliveryStateSchema = z.enum([
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'played',
  'refused',
  'unconfirmed',
]);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

export const authorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('contact') }),
  z.object({ type: z.literal('agent'), agentId: agentIdSchema }),
  /** Typed on the phone that owns the number. */
  z.object({ type: z.literal('phone') }),
]);
export type Author = Readonly<z.infer<typeof authorSchema>>;

/** Why a message was refused or could not be confirmed; `detail` is a sentence for a person. */
export const sendFailureSchema = z.object({
  code: z.enum(['not-on-whatsapp', 'not-linked', 'media-rejected', 'rejected', 'no-answer']),
  detail: z.string().max(500),
});
export type SendFailure = Readonly<z.infer<typeof sendFailureSchema>>;

export const messageSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  waKey: waMessageKeySchema.nullable(),
  author: authorSchema,
  /** WhatsApp's time for what came from there, the host's for what an agent wrote. */
  at: timestampSchema,
  content: contentSchema,
  state: deliveryStateSchema,
  failure: sendFailureSchema.nullable(),
  clientRef: clientRefSchema.nullable(),
  /** Found by catch-up, not by a live event. */
  arrivedLate: z.boolean(),
});
export type Message = Readonly<z.infer<typeof messageSchema>>;

const PROGRESS: readonly DeliveryState[] = [
  'queued',
  'sending',
  'refused',
  'unconfirmed',
  'sent',
  'delivered',
  'read',
  'played',
];

/**
 * Whether `next` says more than `current`. Acknowledgements arrive repeated and out of order, and
 * a real one overrules a refusal or a doubt: the message did go out.
 */
export function isProgress(current: DeliveryState, next: DeliveryState): boolean {
  return PROGRESS.indexOf(next) > PROGRESS.indexOf(current);
}
