import { z } from 'zod';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import {
  contactsContentSchema,
  locationContentSchema,
  pollContentSchema,
} from '#shared/domain/content-kinds.ts';
import { mediaKindSchema, sendFailureSchema } from '#shared/domain/message.ts';
import {
  acknowledgementSchema,
  gatewayEventSchema,
  incomingMessageSchema,
} from '#main/core/ports/gateway.ts';
import type {
  ChatSummary,
  FetchedMedia,
  FindOutcome,
  OutgoingMessage,
  SendOutcome,
} from '#main/core/ports/gateway.ts';

/** What the gateway and the worker that drives the browser say to each other. */

const outgoingMessageSchema: z.ZodType<OutgoingMessage> = z.object({
  key: waMessageKeySchema,
  to: waAddressSchema,
  content: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    locationContentSchema,
    contactsContentSchema,
    pollContentSchema,
    z.object({
      kind: mediaKindSchema,
      caption: z.string(),
      path: z.string(),
      mime: z.string(),
      fileName: z.string(),
    }),
  ]),
});

const sendOutcomeSchema: z.ZodType<SendOutcome> = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted') }),
  z.object({ outcome: z.literal('refused'), failure: sendFailureSchema }),
  z.object({ outcome: z.literal('unknown'), why: z.string() }),
]);

const findOutcomeSchema: z.ZodType<FindOutcome> = z.union([
  acknowledgementSchema,
  z.enum(['pending', 'absent', 'unknown']),
]);

const fetchedMediaSchema: z.ZodType<FetchedMedia> = z.object({
  bytes: z.instanceof(Uint8Array),
  mime: z.string(),
  fileName: z.string().nullable(),
});

const chatSummarySchema: z.ZodType<ChatSummary> = z.object({
  address: waAddressSchema,
  lastMessageAt: z.int().nonnegative(),
  unread: z.int().nonnegative(),
});

/** Each call's parameters and result. */
export const calls = {
  newKey: { params: z.object({ to: waAddressSchema }), result: waMessageKeySchema },
  send: { params: outgoingMessageSchema, result: sendOutcomeSchema },
  find: { params: z.object({ key: waMessageKeySchema }), result: findOutcomeSchema },
  fetchMedia: { params: z.object({ key: waMessageKeySchema }), result: fetchedMediaSchema },
  chats: { params: z.object({}), result: z.array(chatSummarySchema) },
  history: {
    params: z.object({ address: waAddressSchema, limit: z.int().positive() }),
    result: z.array(incomingMessageSchema),
  },
} as const;

export type CallName = keyof typeof calls;
export type CallParams<N extends CallName> = z.infer<(typeof calls)[N]['params']>;
export type CallResult<N extends CallName> = z.infer<(typeof calls)[N]['result']>;
export type CallHandlers = {
  readonly [N in CallName]: (params: CallParams<N>) => Promise<CallResult<N>>;
};

export const toWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stop') }),
  z.object({
    type: z.literal('call'),
    id: z.int(),
    name: z.enum(['newKey', 'send', 'find', 'fetchMedia', 'chats', 'history']),
    params: z.unknown(),
  }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

/** What happened to the link; the lifecycle decides what follows from it. */
export const factSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('code'), code: z.string() }),
  z.object({ type: z.literal('linking') }),
  z.object({ type: z.literal('syncing') }),
  z.object({
    type: z.literal('ready'),
    phone: z.string(),
    displayName: z.string().nullable(),
    affected: z.array(z.enum(['reading', 'listing', 'sending', 'media', 'history'])),
  }),
  /** WhatsApp Web lost its servers and tries again by itself. */
  z.object({ type: z.literal('offline') }),
  z.object({ type: z.literal('online') }),
  z.object({ type: z.literal('used-elsewhere') }),
  /** Nothing comes of this browser any more; `reason` is a sentence. */
  z.object({ type: z.literal('lost'), reason: z.string() }),
  z.object({ type: z.literal('logged-out'), reason: z.string() }),
]);
export type Fact = z.infer<typeof factSchema>;

export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('browser'), pid: z.int().positive() }),
  z.object({ type: z.literal('fact'), fact: factSchema }),
  z.object({ type: z.literal('event'), event: gatewayEventSchema }),
  z.object({ type: z.literal('answer'), id: z.int(), value: z.unknown() }),
  z.object({
    type: z.literal('failure'),
    id: z.int(),
    code: z.enum(['not-connected', 'timeout', 'media-unavailable', 'failed']),
    message: z.string(),
  }),
  z.object({
    type: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    details: z.record(z.string(), z.unknown()),
    what: z.string(),
  }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;

/** Milliseconds after which nobody can tell what became of a send. */
const sendLimitsSchema = z.object({ text: z.int().positive(), media: z.int().positive() });
export type SendLimits = Readonly<z.infer<typeof sendLimitsSchema>>;

export const workerDataSchema = z.object({
  directory: z.string(),
  browserPath: z.string(),
  sendLimits: sendLimitsSchema,
});
export type WorkerData = z.infer<typeof workerDataSchema>;
