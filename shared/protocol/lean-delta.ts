import { z } from 'zod';
import { contactSchema } from '../domain/contact.ts';
import { conversationSchema } from '../domain/conversation.ts';
import type { Conversation, Preview } from '../domain/conversation.ts';
import type { ConversationId, Seq } from '../domain/ids.ts';
import { journalEntrySchema } from '../domain/journal.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { messageSchema } from '../domain/message.ts';
import type { Message } from '../domain/message.ts';
import { previewOf } from '../domain/preview.ts';

/** Values by the names of properties that need not be said: the schema fills them in. */
type Usual = ReadonlyMap<string, unknown>;

const ofConversation = usualIn(conversationSchema);
const ofContact = usualIn(contactSchema);
const ofEntry = usualIn(journalEntrySchema);
const ofMessage = usualIn(messageSchema);

type Lean = Record<string, unknown>;

interface Parts {
  readonly after: Seq;
  readonly entries: readonly JournalEntry[];
  readonly conversations: readonly Conversation[];
}

/**
 * A delta as it goes over the wire (see PROTOCOL.md): without what its schema fills in again, and
 * without what the rest of it says already, which `fullDelta` fills in. Every screen gets and reads
 * every delta, and half of a full one would be such.
 */
export function leanDelta(delta: Parts): object {
  let before: Pick<JournalEntry, 'seq'> & { at?: number } = { seq: delta.after };
  const newest = new Map<ConversationId, Message>();
  const entries = delta.entries.map((entry) => {
    const { seq, at, fact } = entry;
    const lean = without(ofEntry, entry);
    if (seq === before.seq + 1) lean.seq = undefined;
    if (at === before.at) lean.at = undefined;
    if ('message' in fact) {
      lean.fact = { ...fact, message: leanMessage(fact.message, fact.conversationId) };
      newest.set(fact.conversationId, fact.message);
    }
    before = entry;
    return lean;
  });
  const conversations = delta.conversations.map((conversation) =>
    leanConversation(conversation, newest.get(conversation.id)),
  );
  return { ...delta, entries, conversations };
}

function leanMessage(message: Message, conversationId: ConversationId): Lean {
  const lean = without(ofMessage, message);
  if (message.conversationId === conversationId) lean.conversationId = undefined;
  if (message.author.type === 'contact') lean.author = undefined;
  if (message.state === 'received') lean.state = undefined;
  return lean;
}

function leanConversation(conversation: Conversation, newest: Message | undefined): Lean {
  const { contact, last, lastAt } = conversation;
  const lean = without(ofConversation, conversation);
  lean.contact = without(ofContact, contact);
  if (last === null) return lean;
  if (newest !== undefined && isSamePreview(last, previewOf(newest))) lean.last = undefined;
  if (lastAt === last.at) lean.lastAt = undefined;
  return lean;
}

function isSamePreview(one: Preview, other: Preview): boolean {
  return (
    one.messageId === other.messageId &&
    one.at === other.at &&
    JSON.stringify(one.author) === JSON.stringify(other.author) &&
    one.kind === other.kind &&
    one.text === other.text &&
    one.state === other.state &&
    one.isDeleted === other.isDeleted &&
    one.reaction === undefined
  );
}

/**
 * Fills in, in place, what `leanDelta` left out of a delta because the rest of it says so. `frame`
 * was read from the wire and is still to be checked by its schema; may throw where it does not fit.
 */
export function fullDelta(frame: object): void {
  const { after, entries, conversations } = frame as WireDelta;
  let before: { seq: number; at?: number } = { seq: after };
  const newest = new Map<number, Message>();
  for (const entry of entries) {
    entry.seq ??= before.seq + 1;
    entry.at ??= before.at;
    before = entry as { seq: number };
    const { message, conversationId } = entry.fact;
    if (message === undefined) continue;
    message.conversationId ??= conversationId;
    message.author ??= { type: 'contact' };
    message.state ??= 'received';
    newest.set(conversationId, message as unknown as Message);
  }
  for (const conversation of conversations) {
    const message = newest.get(conversation.id);
    if (conversation.last === undefined && message) conversation.last = previewOf(message);
    conversation.lastAt ??= conversation.last?.at;
  }
}

interface WireDelta {
  readonly after: number;
  readonly entries: readonly {
    seq?: number | undefined;
    at?: number | undefined;
    readonly fact: { readonly conversationId: number; readonly message?: Lean };
  }[];
  readonly conversations: readonly {
    readonly id: number;
    last?: { readonly at: number } | null;
    lastAt?: number | undefined;
  }[];
}

function without(usual: Usual, value: object): Lean {
  const rest: Lean = { ...value };
  // JSON knows no `undefined`. Setting it costs less than building an object name by name.
  for (const [name, what] of usual) if (isSame(rest[name], what)) rest[name] = undefined;
  return rest;
}

function usualIn({ shape }: z.ZodObject): Usual {
  const usual = new Map<string, unknown>();
  for (const [name, schema] of Object.entries(shape)) {
    if (schema instanceof z.ZodDefault) usual.set(name, schema.def.defaultValue);
  }
  return usual;
}

/** Of lists and objects only empty ones: others are looked at by nobody here. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || (isEmpty(one) && isEmpty(other));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
