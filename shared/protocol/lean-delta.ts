import { z } from 'zod';
import { asContact, contactSchema, nameFor } from '../domain/contact.ts';
import type { Contact, ContactNames } from '../domain/contact.ts';
import { conversationSchema } from '../domain/conversation.ts';
import type { Conversation, Preview } from '../domain/conversation.ts';
import type { ConversationId, Seq } from '../domain/ids.ts';
import { journalEntrySchema } from '../domain/journal.ts';
import type { Fact, JournalEntry } from '../domain/journal.ts';
import { messageSchema } from '../domain/message.ts';
import type { Message } from '../domain/message.ts';
import { previewOf } from '../domain/preview.ts';

/** Values by the names of properties that need not be said: the schema fills them in. */
type Usual = ReadonlyMap<string, unknown>;

const ofConversation = usualIn(conversationSchema);
const ofContact = usualIn(contactSchema);
const ofEntry = usualIn(journalEntrySchema);
const ofMessage = usualIn(messageSchema);
/** Not the schema's: it takes all three or none. */
const ofNames: Usual = new Map([
  ['ours', null],
  ['saved', null],
  ['whatsapp', null],
]);

type Lean = Record<string, unknown>;

interface Parts {
  readonly after: Seq;
  readonly entries: readonly JournalEntry[];
  readonly conversations: readonly Conversation[];
}

/** What the entries of a delta say of one conversation. */
interface Said {
  /** The last message that they bring of it, and where. */
  message?: Message;
  seq?: number;
  /** The person, as the last of them that names the whole contact does. */
  contact?: object;
}

/**
 * A delta as it goes over the wire (see PROTOCOL.md): without what its schema fills in again, and
 * without what the rest of it says already, which `fullDelta` fills in. Every screen gets and reads
 * every delta, and most of a full one would be such.
 */
export function leanDelta(delta: Parts): object {
  let before: Pick<JournalEntry, 'seq'> & { at?: number } = { seq: delta.after };
  let previous: Message | undefined;
  const said = new Map<ConversationId, Said>();
  const entries = delta.entries.map((entry) => {
    const { seq, at, fact } = entry;
    const lean = without(ofEntry, entry);
    if (seq === before.seq + 1) lean.seq = undefined;
    if (at === before.at) lean.at = undefined;
    if ('message' in fact) {
      lean.fact = leanMessageFact(fact, previous);
      previous = fact.message;
      noted(said, fact.conversationId, { message: fact.message, seq });
    } else if (isAboutPerson(fact)) {
      // Earlier versions knew less of a person.
      const contact = leanContact(asContact(fact.contact));
      lean.fact = { ...fact, contact };
      noted(said, fact.conversationId, { contact });
    }
    before = entry;
    return lean;
  });
  const conversations = delta.conversations.map((conversation) =>
    leanConversation(conversation, said.get(conversation.id) ?? {}),
  );
  return { ...delta, entries, conversations };
}

type AboutPerson = Extract<Fact, { kind: 'conversation.started' | 'contact.changed' }>;

function isAboutPerson<Any extends { readonly kind?: string }>(
  fact: Any,
): fact is Any & Pick<AboutPerson, 'kind'> {
  return fact.kind === 'conversation.started' || fact.kind === 'contact.changed';
}

function noted<Id>(said: Map<Id, Said>, id: Id, more: Said): void {
  const known = said.get(id);
  if (known === undefined) said.set(id, more);
  else Object.assign(known, more);
}

function leanMessageFact(
  fact: Extract<Fact, { message: Message }>,
  previous: Message | undefined,
): Lean {
  const { message } = fact;
  const lean = without(ofMessage, message);
  if (message.id === (previous?.id ?? Number.NaN) + 1) lean.id = undefined;
  if (message.at === previous?.at) lean.at = undefined;
  if (message.conversationId === fact.conversationId) lean.conversationId = undefined;
  if (message.author.type === 'contact') lean.author = undefined;
  if (message.state === 'received') lean.state = undefined;
  if (message.content.kind === 'text') lean.content = { ...message.content, kind: undefined };
  const kind = fact.kind === 'message.received' ? undefined : fact.kind;
  return { ...fact, kind, message: lean };
}

function leanConversation(conversation: Conversation, { message, seq, contact }: Said): Lean {
  const { last, lastAt } = conversation;
  const lean = without(ofConversation, conversation);
  const person = leanContact(conversation.contact);
  lean.contact = isSameJson(person, contact) ? undefined : person;
  if (conversation.revision === seq) lean.revision = undefined;
  if (conversation.lastCustomerMessageId === message?.id) lean.lastCustomerMessageId = undefined;
  if (last === null) return lean;
  if (message !== undefined && isSamePreview(last, previewOf(message))) lean.last = undefined;
  if (lastAt === last.at) lean.lastAt = undefined;
  return lean;
}

function leanContact(contact: Contact): Lean {
  const { names, name, phone, address, addresses } = contact;
  const lean = without(ofContact, contact);
  lean.names = without(ofNames, names);
  if (name === nameFor(names, contact)) lean.name = undefined;
  if (phone === phoneIn(address)) lean.phone = undefined;
  if (addresses.length === 1 && addresses[0] === address) lean.addresses = undefined;
  return lean;
}

/** As WhatsApp addresses a number. */
const phoneIn = (address: string): string => `+${address.slice(0, address.indexOf('@'))}`;

const isSameJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

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
  let previous: WireMessage | undefined;
  const said = new Map<number, Said>();
  for (const entry of entries) {
    entry.seq ??= before.seq + 1;
    entry.at ??= before.at;
    before = entry as { seq: number };
    const { message, contact, conversationId } = entry.fact;
    if (message !== undefined) {
      fillMessage(entry.fact, message, previous);
      previous = message;
      noted(said, conversationId, { message: message as unknown as Message, seq: entry.seq });
    } else if (contact !== undefined) {
      fillContact(contact);
      if (isAboutPerson(entry.fact)) noted(said, conversationId, { contact });
    }
  }
  for (const conversation of conversations) {
    fillConversation(conversation, said.get(conversation.id) ?? {});
  }
}

function fillMessage(
  fact: WireFact,
  message: WireMessage,
  previous: WireMessage | undefined,
): void {
  fact.kind ??= 'message.received';
  if (message.id === undefined && previous?.id !== undefined) message.id = previous.id + 1;
  message.at ??= previous?.at;
  message.conversationId ??= fact.conversationId;
  message.author ??= { type: 'contact' };
  message.state ??= 'received';
  message.content.kind ??= 'text';
}

function fillConversation(conversation: WireConversation, { message, seq, contact }: Said): void {
  if (conversation.contact === undefined) conversation.contact = contact;
  else fillContact(conversation.contact as WireContact);
  conversation.revision ??= seq;
  if (conversation.lastCustomerMessageId === undefined && message !== undefined) {
    conversation.lastCustomerMessageId = message.id;
  }
  if (conversation.last === undefined && message) conversation.last = previewOf(message);
  conversation.lastAt ??= conversation.last?.at;
}

function fillContact(contact: WireContact): void {
  const { address, names } = contact;
  if (names !== undefined) for (const name of ofNames.keys()) names[name] ??= null;
  if (contact.phone === undefined) contact.phone = phoneIn(address);
  contact.addresses ??= [address];
  contact.name ??= nameFor(names as unknown as ContactNames, contact as unknown as Contact);
}

interface WireMessage {
  id?: number | undefined;
  at?: number | undefined;
  conversationId?: number;
  author?: object;
  state?: string;
  readonly content: { kind?: string };
}

interface WireContact {
  readonly address: string;
  readonly names?: Lean;
  name?: string;
  phone?: string | null;
  addresses?: string[];
}

interface WireFact {
  kind?: string;
  readonly conversationId: number;
  readonly message?: WireMessage;
  readonly contact?: WireContact;
}

interface WireConversation {
  readonly id: number;
  contact?: object | undefined;
  last?: { readonly at: number } | null;
  lastAt?: number | undefined;
  lastCustomerMessageId?: number | null;
  revision?: number | undefined;
}

interface WireDelta {
  readonly after: number;
  readonly entries: readonly {
    seq?: number | undefined;
    at?: number | undefined;
    readonly fact: WireFact;
  }[];
  readonly conversations: readonly WireConversation[];
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
