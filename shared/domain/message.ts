import { z } from 'zod';
import {
  clientRefSchema,
  conversationIdSchema,
  mediaHashSchema,
  messageIdSchema,
  timestampSchema,
  waMessageKeySchema,
} from './ids.ts';
import { authorSchema } from './author.ts';
import {
  callContentSchema,
  choiceContentSchema,
  contactsContentSchema,
  groupInviteContentSchema,
  locationContentSchema,
  menuContentSchema,
  noteContentSchema,
  orderContentSchema,
  paymentContentSchema,
  pollContentSchema,
  productContentSchema,
  scheduledEventContentSchema,
  systemContentSchema,
  waitingContentSchema,
} from './content-kinds.ts';
import { messageExtras } from './message-actions.ts';
import { sendingExtras } from './sending.ts';

/** WhatsApp's own limit for one text message. */
export const MAX_TEXT_LENGTH = 65_536;
export const MAX_CAPTION_LENGTH = 1_024;

/** `gif`: a video without sound that plays again and again. */
export const mediaKindSchema = z.enum([
  'image',
  'video',
  'gif',
  'audio',
  'voice',
  'document',
  'sticker',
]);
export type MediaKind = z.infer<typeof mediaKindSchema>;

export const mediaSchema = z.object({
  /**
   * `pending`: being fetched from WhatsApp; `failed`: could not be fetched, another try may;
   * `gone`: WhatsApp has it no more; `held`: too large to be fetched unasked. The message stays.
   */
  state: z.enum(['pending', 'ready', 'failed', 'gone', 'held']),
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
  locationContentSchema,
  contactsContentSchema,
  pollContentSchema,
  menuContentSchema,
  choiceContentSchema,
  orderContentSchema,
  productContentSchema,
  groupInviteContentSchema,
  scheduledEventContentSchema,
  paymentContentSchema,
  callContentSchema,
  waitingContentSchema,
  systemContentSchema,
  noteContentSchema,
  unsupportedContentSchema,
]);
export type Content = Readonly<z.infer<typeof contentSchema>>;
export type MediaContent = Readonly<z.infer<typeof mediaContentSchema>>;

/** What is neither text nor a file: stored and shown as a whole. */
export type OtherContent = Exclude<
  Content,
  MediaContent | { readonly kind: 'text' | 'unsupported' }
>;

export function isMediaContent(content: Content): content is MediaContent {
  return 'media' in content;
}

/** Whether what is shown of a message is not yet, or no more than a hint of, what it says. */
export function isIncomplete(content: Content): boolean {
  return (
    content.kind === 'waiting' ||
    (content.kind === 'unsupported' && content.type === 'ciphertext') ||
    (content.kind === 'call' && content.outcome === 'unknown')
  );
}

/**
 * `received` for everything that does not go out: what a contact wrote, lines, notes;
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

export { authorSchema } from './author.ts';
export type { Author } from './author.ts';

/**
 * Why a message was refused or could not be confirmed; `detail` is a sentence for a person.
 * `cancelled`: a person decided that it is not to be sent.
 */
export const sendFailureSchema = z.object({
  code: z.enum([
    'not-on-whatsapp',
    'not-linked',
    'media-rejected',
    'rejected',
    'no-answer',
    'cancelled',
  ]),
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
  failure: sendFailureSchema.nullable().default(null),
  clientRef: clientRefSchema.nullable().default(null),
  /** Found by catch-up, not by a live event. */
  arrivedLate: z.boolean().default(false),
  /** History from before the number was linked: nobody waits because of it, no figure counts it. */
  isImported: z.boolean().default(false),
  ...messageExtras,
  ...sendingExtras,
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
