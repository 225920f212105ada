import { z } from 'zod';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import {
  contactsContentSchema,
  locationContentSchema,
  pollContentSchema,
} from '#shared/domain/content-kinds.ts';
import { mediaKindSchema, sendFailureSchema } from '#shared/domain/message.ts';
import { linkPartSchema, linkTroubleSchema, ownPhoneSchema } from '#shared/domain/number.ts';
import {
  acknowledgementSchema,
  gatewayEventSchema,
  incomingMessageSchema,
} from '#main/core/ports/gateway.ts';
import type {
  ActionOutcome,
  ChatSummary,
  FindOutcome,
  HistoryPage,
  OutgoingAction,
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
  quote: waMessageKeySchema.optional(),
});

const outgoingActionSchema: z.ZodType<OutgoingAction> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('react'),
    key: waMessageKeySchema,
    emoji: z.string().nullable(),
  }),
  z.object({ type: z.literal('vote'), key: waMessageKeySchema, options: z.array(z.string()) }),
  z.object({ type: z.literal('edit'), key: waMessageKeySchema, text: z.string() }),
  z.object({ type: z.literal('delete'), key: waMessageKeySchema }),
]);

const actionOutcomeSchema: z.ZodType<ActionOutcome> = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  z.object({ outcome: z.literal('refused'), why: z.string() }),
  z.object({ outcome: z.literal('unknown'), why: z.string() }),
]);

const sendOutcomeSchema: z.ZodType<SendOutcome> = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted') }),
  z.object({ outcome: z.literal('refused'), failure: sendFailureSchema }),
  z.object({ outcome: z.literal('unknown'), why: z.string() }),
]);

const findOutcomeSchema: z.ZodType<FindOutcome> = z.union([
  acknowledgementSchema,
  z.enum(['pending', 'absent', 'unknown']),
]);

/** A file that the page holds, to be read in pieces and then closed. */
const openedMediaSchema = z.object({
  id: z.int(),
  size: z.int().nonnegative(),
  mime: z.string(),
  fileName: z.string().nullable(),
});

const chatSummarySchema: z.ZodType<ChatSummary> = z.object({
  address: waAddressSchema,
  lastMessageAt: z.int().nonnegative(),
  lastKey: waMessageKeySchema.nullable(),
  unread: z.int().nonnegative(),
});

const historyPageSchema: z.ZodType<HistoryPage> = z.object({
  messages: z.array(incomingMessageSchema),
  acknowledged: z.array(z.object({ key: waMessageKeySchema, state: acknowledgementSchema })),
  next: z.string().nullable(),
});

/** Each call's parameters and result. */
export const calls = {
  newKey: { params: z.object({ to: waAddressSchema }), result: waMessageKeySchema },
  send: { params: outgoingMessageSchema, result: sendOutcomeSchema },
  act: { params: outgoingActionSchema, result: actionOutcomeSchema },
  find: { params: z.object({ key: waMessageKeySchema }), result: findOutcomeSchema },
  showTyping: {
    params: z.object({ to: waAddressSchema, isTyping: z.boolean() }),
    result: z.object({}),
  },
  markSeen: { params: z.object({ address: waAddressSchema }), result: z.object({}) },
  openMedia: { params: z.object({ key: waMessageKeySchema }), result: openedMediaSchema },
  readMedia: {
    params: z.object({ id: z.int(), offset: z.int().nonnegative() }),
    result: z.object({ bytes: z.instanceof(Uint8Array) }),
  },
  rejectCall: {
    params: z.object({ callId: z.string(), peer: z.string() }),
    result: z.object({}),
  },
  closeMedia: { params: z.object({ id: z.int() }), result: z.object({}) },
  chats: { params: z.object({}), result: z.array(chatSummarySchema) },
  picture: {
    params: z.object({ address: waAddressSchema }),
    result: z.object({ bytes: z.instanceof(Uint8Array) }).nullable(),
  },
  blocked: { params: z.object({}), result: z.array(waAddressSchema) },
  setBlocked: {
    params: z.object({ address: waAddressSchema, isBlocked: z.boolean() }),
    result: z.null(),
  },
  history: {
    params: z.object({
      address: waAddressSchema,
      limit: z.int().positive(),
      before: z.string().nullable(),
    }),
    result: historyPageSchema,
  },
  memory: { params: z.object({}), result: z.number().nonnegative().nullable() },
} as const;

export type CallName = keyof typeof calls;
export type CallParams<N extends CallName> = z.infer<(typeof calls)[N]['params']>;
export type CallResult<N extends CallName> = z.infer<(typeof calls)[N]['result']>;
export type CallHandlers = {
  readonly [N in CallName]: (params: CallParams<N>) => Promise<CallResult<N>>;
};

/** What a running session is told to do; what comes of it arrives as facts. */
export const sessionOrderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reload-page') }),
  z.object({ type: z.literal('refresh-code') }),
  z.object({ type: z.literal('take-over') }),
  /** The PC slept: is the page still there? */
  z.object({ type: z.literal('look-now') }),
  z.object({ type: z.literal('pair'), phone: ownPhoneSchema }),
  /** Back from a code to type to the picture. */
  z.object({ type: z.literal('cancel-pairing') }),
]);
export type SessionOrder = z.infer<typeof sessionOrderSchema>;

export const toWorkerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('order'), order: sessionOrderSchema }),
  z.object({
    type: z.literal('call'),
    id: z.int(),
    name: z.enum([
      'newKey',
      'send',
      'act',
      'find',
      'showTyping',
      'markSeen',
      'openMedia',
      'readMedia',
      'closeMedia',
      'rejectCall',
      'chats',
      'history',
      'picture',
      'blocked',
      'setBlocked',
      'memory',
    ]),
    params: z.unknown(),
  }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

/** What happened to the link; the lifecycle decides what follows from it. */
export const factSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('code'), code: z.string() }),
  /** WhatsApp shows no more pictures until it is asked to. */
  z.object({ type: z.literal('codes-lapsed') }),
  z.object({ type: z.literal('pairing-code'), code: z.string() }),
  z.object({
    type: z.literal('pairing-failed'),
    problem: z.enum(['too-many-tries', 'failed']),
  }),
  z.object({ type: z.literal('linking') }),
  /** In percent. */
  z.object({ type: z.literal('syncing'), progress: z.int().min(0).max(100).nullable() }),
  z.object({
    type: z.literal('ready'),
    phone: z.string(),
    displayName: z.string().nullable(),
    affected: z.array(linkPartSchema),
  }),
  /** The browser has written to the disk what the page stored to become ready. */
  z.object({ type: z.literal('settled') }),
  /** WhatsApp Web lost its servers and tries again by itself. */
  z.object({ type: z.literal('offline') }),
  z.object({ type: z.literal('phone-offline') }),
  z.object({ type: z.literal('online') }),
  z.object({ type: z.literal('used-elsewhere') }),
  /** The page is of no use as it is; the session waits to be told what to do. */
  z.object({ type: z.literal('trouble'), trouble: linkTroubleSchema, detail: z.string() }),
  /** The session is over. So it is after each of the following. */
  z.object({ type: z.literal('lost'), trouble: linkTroubleSchema, detail: z.string() }),
  z.object({ type: z.literal('no-network'), detail: z.string() }),
  z.object({
    type: z.literal('changed'),
    reason: z.enum(['outdated', 'unknown-page']),
    detail: z.string(),
  }),
  z.object({ type: z.literal('blocked'), by: z.enum(['whatsapp', 'proxy']) }),
  z.object({ type: z.literal('logged-out') }),
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

const ms = z.int().positive();
const sessionPaceSchema = z.object({
  /** For the browser to start and WhatsApp Web to show a code or begin to sync. */
  start: ms,
  /** For a page to say which version of WhatsApp Web it is. */
  recognize: ms,
  /** For a page that was loaded anew to get as far. */
  reload: ms,
  /** For a sync that says nothing of its progress. */
  sync: ms,
  /** For WhatsApp Web to find its servers again by itself. */
  offline: ms,
  /** Between signs of life. */
  look: ms,
  /** For a sign of life: more than a busy page's longest stretch. */
  answer: ms,
});
export type SessionPace = Readonly<z.infer<typeof sessionPaceSchema>>;

export const workerDataSchema = z.object({
  directory: z.string(),
  browserPath: z.string(),
  sendLimits: sendLimitsSchema,
  pace: sessionPaceSchema,
});
export type WorkerData = z.infer<typeof workerDataSchema>;
