import { z } from 'zod';
import { contactSchema } from './contact.ts';
import {
  agentIdSchema,
  conversationIdSchema,
  epochSchema,
  messageIdSchema,
  seqSchema,
  tagIdSchema,
  timestampSchema,
} from './ids.ts';
import { botPartSchema } from './bot/part.ts';
import { handoverSchema, mentionSchema, requestSchema } from './handling.ts';
import { rulePartSchema } from './rules/part.ts';
import { authorSchema, deliveryStateSchema, mediaKindSchema } from './message.ts';

/**
 * `waiting`: it is in the queue, nobody owns it; `open`: an agent owns it; `snoozed`: an agent owns
 * it and put it away until a time or until the customer writes; `closed`: nobody waits and nobody
 * owns it (closed by its owner, or answered on the phone).
 */
export const conversationStateSchema = z.enum(['waiting', 'open', 'snoozed', 'closed']);
export type ConversationState = z.infer<typeof conversationStateSchema>;

/** A message's kind as lists tell them apart: a missed call is more than a call. */
export const previewKindSchema = z.enum([
  'text',
  ...mediaKindSchema.options,
  'location',
  'contacts',
  'poll',
  'menu',
  'choice',
  'order',
  'product',
  'group-invite',
  'scheduled-event',
  'payment',
  'call',
  'missed-call',
  'waiting',
  'system',
  'note',
  'unsupported',
]);
export type PreviewKind = z.infer<typeof previewKindSchema>;

/** The newest message as the list shows it. */
export const previewSchema = z.object({
  messageId: messageIdSchema,
  at: timestampSchema,
  author: authorSchema,
  kind: previewKindSchema,
  /** First characters of what it says: text, caption, file's or place's name; may be empty. */
  text: z.string().max(160),
  state: deliveryStateSchema,
  /** It was taken back; its text is empty. */
  isDeleted: z.literal(true).optional(),
  /** The newest reaction to any message of the conversation, when it is newer than this one. */
  reaction: z
    .object({ messageId: messageIdSchema, author: authorSchema, emoji: z.string().min(1).max(64) })
    .optional(),
});
export type Preview = Readonly<z.infer<typeof previewSchema>>;

/** A conversation as lists and commands need it; its messages are read page by page. */
export const conversationSchema = z.object({
  id: conversationIdSchema,
  contact: contactSchema,
  state: conversationStateSchema,
  ownerId: agentIdSchema.nullable(),
  /** Who owned it last; the owner while there is one. */
  lastOwnerId: agentIdSchema.nullable().default(null),
  epoch: epochSchema,
  /** 1 for the first stretch from open to close, raised whenever a customer reopens it. */
  episode: z.int().nonnegative(),
  last: previewSchema.nullable(),
  /** Sort key of lists: time of the newest message, else of the conversation's start. */
  lastAt: timestampSchema,
  lastCustomerMessageId: messageIdSchema.nullable(),
  /** Time of the oldest customer message that nobody has answered. */
  waitingSince: timestampSchema.nullable(),
  unread: z.int().nonnegative(),
  /** When it wakes; null unless it is snoozed, or when only the customer wakes it. */
  snoozedUntil: timestampSchema.nullable().default(null),
  /** Null once its owner has opened it. */
  handover: handoverSchema.nullable().default(null),
  request: requestSchema.nullable().default(null),
  /** The customer has waited for long: when it goes back to the queue without an answer. */
  answerDueAt: timestampSchema.nullable().default(null),
  /** Of this episode, in the order they were put on. */
  tags: z.array(tagIdSchema).default([]),
  /** At most one for each agent. */
  mentions: z.array(mentionSchema).default([]),
  /** Null: the chatbot has had nothing to do with it. */
  bot: botPartSchema.nullable().default(null),
  /** Null: no rule has done anything in this episode that it is not to do twice. */
  rules: rulePartSchema.nullable().default(null),
  /** Journal position of its newest change: of two copies the larger one is newer. */
  revision: seqSchema,
});
export type Conversation = Readonly<z.infer<typeof conversationSchema>>;

/** The last moment that a date can name. */
const NEVER = 8_640_000_000_000_000;

/** Place among the snoozed ones: what only the customer wakes comes after the others. */
export function wakesAt({ snoozedUntil }: Pick<Conversation, 'snoozedUntil'>): number {
  return snoozedUntil ?? NEVER;
}

const perAgent = z.record(z.string(), z.int().nonnegative());

/** How many conversations are in each view; a record has a key for each agent with any. */
export const countsSchema = z.object({
  waiting: z.int().nonnegative(),
  open: z.int().nonnegative(),
  byOwner: perAgent,
  snoozed: perAgent.default({}),
  /** With notes that name the agent and that the agent has not seen. */
  mentions: perAgent.default({}),
});
export const NO_COUNTS = { waiting: 0, open: 0, byOwner: {}, snoozed: {}, mentions: {} } as const;
export type Counts = Readonly<z.infer<typeof countsSchema>>;
