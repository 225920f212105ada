import { z } from 'zod';
import { timestampSchema, waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import type { WaAddress, WaMessageKey } from '#shared/domain/ids.ts';
import type {
  ContactsContent,
  LocationContent,
  PollContent,
} from '#shared/domain/content-kinds.ts';
import { choiceSchema, marksSchema } from '#shared/domain/message-actions.ts';
import { contentSchema, MAX_TEXT_LENGTH } from '#shared/domain/message.ts';
import type { MediaKind, SendFailure } from '#shared/domain/message.ts';
import { linkStateSchema } from '#shared/domain/number.ts';
import type { LinkOrder, LinkState } from '#shared/domain/number.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';

const side = z.enum(['contact', 'us']);

/**
 * Something happened to a message, which may not have arrived here yet. Repeated and out of order
 * like everything that WhatsApp tells.
 */
export const messageActionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('reacted'),
    key: waMessageKeySchema,
    by: side,
    /** Null: the reaction was taken back. */
    emoji: z.string().min(1).max(64).nullable(),
    at: timestampSchema,
  }),
  z.object({
    type: z.literal('edited'),
    key: waMessageKeySchema,
    text: z.string().max(MAX_TEXT_LENGTH),
    at: timestampSchema,
  }),
  z.object({
    type: z.literal('deleted'),
    key: waMessageKeySchema,
    by: side,
    at: timestampSchema,
  }),
  z.object({
    type: z.literal('voted'),
    key: waMessageKeySchema,
    by: side,
    /** The names of what is chosen now; empty when the vote was taken back. */
    options: choiceSchema,
    at: timestampSchema,
  }),
]);
export type MessageAction = Readonly<z.infer<typeof messageActionSchema>>;

/** A message as WhatsApp delivered it, of a chat with one person. Groups never get this far. */
export const incomingMessageSchema = z.object({
  key: waMessageKeySchema,
  /** `contact`: the customer wrote it; `us`: it left from our number, here or on the phone. */
  from: z.enum(['contact', 'us']),
  at: timestampSchema,
  contact: z.object({
    /** The chat's address: where an answer goes. */
    address: waAddressSchema,
    /** Every address known to be the same person, the chat's included. */
    addresses: z.array(waAddressSchema).min(1),
    phone: z
      .string()
      .regex(/^\+[0-9]{4,16}$/)
      .nullable(),
    /** Saved on the phone; null: not saved; missing: not known this time. */
    savedName: z.string().max(200).nullable().optional(),
    /** What the person calls themselves on WhatsApp. */
    whatsappName: z.string().max(200).nullable(),
  }),
  /** Media arrive as `pending`; their bytes are fetched afterwards with `fetchMedia`. */
  content: contentSchema,
  /** The message that it answers, as WhatsApp sends it along. */
  quote: z.object({ key: waMessageKeySchema, from: side, content: contentSchema }).optional(),
  marks: marksSchema.optional(),
  /** `content` is what it says since then, no longer what was written first. */
  editedAt: timestampSchema.optional(),
  /** Taken back for everyone: `content` is all that WhatsApp still has. */
  deletion: z.object({ by: side, at: timestampSchema }).optional(),
  /** When WhatsApp Web was asked for it, of what was found in a chat; absent of what was told. */
  asOf: timestampSchema.optional(),
  /** All there are, where WhatsApp told; absent where it did not. */
  reactions: z
    .array(z.object({ by: side, emoji: z.string().min(1).max(64), at: timestampSchema }))
    .optional(),
  votes: z.array(z.object({ by: side, options: choiceSchema, at: timestampSchema })).optional(),
});
export type IncomingMessage = Readonly<z.infer<typeof incomingMessageSchema>>;

export const acknowledgementSchema = z.enum(['sent', 'delivered', 'read', 'played', 'refused']);
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

export const gatewayEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('link'), state: linkStateSchema }),
  /**
   * Ready to read and send. Arrives at every (re)connection, also repeated: a reason to catch up.
   */
  z.object({ type: z.literal('ready') }),
  /** It rings. The message about it came right before, under this key. */
  z.object({
    type: z.literal('call'),
    key: waMessageKeySchema,
    callId: z.string().min(1).max(200),
    /** Who calls, as WhatsApp names them in calls. */
    peer: z.string().min(3).max(200),
  }),
  /** Also our own ones, as soon as WhatsApp Web shows them. May arrive more than once. */
  z.object({ type: z.literal('message'), message: incomingMessageSchema }),
  z.object({
    type: z.literal('acknowledged'),
    key: waMessageKeySchema,
    state: acknowledgementSchema,
  }),
  ...messageActionSchema.options,
]);
export type GatewayEvent = Readonly<z.infer<typeof gatewayEventSchema>>;

/** A chat as far as catch-up needs it. */
export interface ChatSummary {
  readonly address: WaAddress;
  readonly lastMessageAt: number;
  /** The newest message; null when WhatsApp Web does not say. */
  readonly lastKey: WaMessageKey | null;
  readonly unread: number;
}

/** A stretch of a chat; one call is bounded in time, so a stretch may be shorter than asked for. */
export interface HistoryPage {
  /** Oldest first. What is not for the domain is left out. */
  readonly messages: readonly IncomingMessage[];
  /** How far our own messages among them got. */
  readonly acknowledged: readonly { readonly key: WaMessageKey; readonly state: Acknowledgement }[];
  /** `before` of the next older stretch; null when WhatsApp Web has nothing older. */
  readonly next: string | null;
}

export type OutgoingContent =
  | { readonly kind: 'text'; readonly text: string }
  | LocationContent
  | ContactsContent
  | PollContent
  | {
      readonly kind: MediaKind;
      readonly caption: string;
      /** Absolute path of the file. */
      readonly path: string;
      readonly mime: string;
      readonly fileName: string;
    };

export interface OutgoingMessage {
  /** Made by `newKey`, stored before this call. */
  readonly key: WaMessageKey;
  readonly to: WaAddress;
  readonly content: OutgoingContent;
  /** The message it answers. When WhatsApp Web cannot quote it, the send is refused. */
  readonly quote?: WaMessageKey | undefined;
}

/** What an agent wants to happen to a message that exists on WhatsApp. */
export type OutgoingAction =
  | { readonly type: 'react'; readonly key: WaMessageKey; readonly emoji: string | null }
  /** In place of our vote before; empty takes it back. */
  | { readonly type: 'vote'; readonly key: WaMessageKey; readonly options: readonly string[] }
  | { readonly type: 'edit'; readonly key: WaMessageKey; readonly text: string }
  /** For everyone. */
  | { readonly type: 'delete'; readonly key: WaMessageKey };

/** `done`: WhatsApp Web shows it. `unknown`: nobody can tell from here whether it happened. */
export type ActionOutcome =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly why: string }
  | { readonly outcome: 'unknown'; readonly why: string };

/**
 * `accepted`: WhatsApp Web took it (not yet: it was sent; acknowledgements say that).
 * `refused`: it certainly did not go out. `unknown`: nobody can tell from here; see `find`.
 */
export type SendOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'refused'; readonly failure: SendFailure }
  | { readonly outcome: 'unknown'; readonly why: string };

/** `absent`: WhatsApp Web has no such message; `unknown`: it could not be asked. */
export type FindOutcome = Acknowledgement | 'pending' | 'absent' | 'unknown';

export interface FetchedMedia {
  /** Large files come in pieces; whoever fetched them reads them to the end or gives up. */
  readonly bytes: AsyncIterable<Uint8Array> | Uint8Array;
  readonly mime: string;
  readonly fileName: string | null;
}

/**
 * WhatsApp, as far as the domain knows it. Every call ends within a bounded time; those that
 * cannot be served reject with a GatewayError, except where an outcome says so.
 */
export interface Gateway {
  start(): Promise<void>;
  /** Ends the browser in order; calls under way end with it. Idempotent. */
  stop(): Promise<void>;
  on(listener: (event: GatewayEvent) => void): Unsubscribe;
  link(): LinkState;
  /** Does what a person asks of the link; false when its state has no place for it. */
  order(order: LinkOrder): boolean;
  /** This PC slept: looks whether the link still works now, instead of at the next regular time. */
  lookNow(): void;
  /** What the page of WhatsApp Web takes of this computer's memory, in bytes; null when unknown. */
  memory(): Promise<number | null>;
  /** The key that the next message to this address will have. */
  newKey(to: WaAddress): Promise<WaMessageKey>;
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Never rejects; sends and actions leave one after the other. */
  act(action: OutgoingAction): Promise<ActionOutcome>;
  find(key: WaMessageKey): Promise<FindOutcome>;
  /** Whether the customer sees that somebody writes to them. Ends soon and delays nothing else. */
  showTyping(to: WaAddress, isTyping: boolean): Promise<void>;
  /** Customers see that everything they wrote so far was read: their ticks turn blue. */
  markSeen(address: WaAddress): Promise<void>;
  fetchMedia(key: WaMessageKey): Promise<FetchedMedia>;
  /** Ends a call that rings. */
  rejectCall(call: { readonly callId: string; readonly peer: string }): Promise<void>;
  /**
   * The small profile picture; null when there is none or it is hidden from us. Asks WhatsApp's
   * servers: rarely, please.
   */
  picture(address: WaAddress): Promise<Uint8Array | null>;
  /** Addresses that the number has blocked; asks WhatsApp Web, not WhatsApp's servers. */
  blocked(): Promise<readonly WaAddress[]>;
  /** Rejects unless WhatsApp Web's own list says so afterwards. */
  setBlocked(address: WaAddress, isBlocked: boolean): Promise<void>;
  /** Chats with one person, newest first. */
  chats(): Promise<readonly ChatSummary[]>;
  /** Up to `limit` messages of a chat, the newest, or those older than a page's `next`. */
  history(address: WaAddress, limit: number, before: string | null): Promise<HistoryPage>;
}

export class GatewayError extends Error {
  readonly code: 'not-connected' | 'timeout' | 'media-unavailable' | 'failed';

  constructor(code: GatewayError['code'], message: string) {
    super(message);
    this.name = 'GatewayError';
    this.code = code;
  }
}
