import type { Conversation } from '#shared/domain/conversation.ts';
import type { MessageId, WaMessageKey } from '#shared/domain/ids.ts';
import { isIncomplete } from '#shared/domain/message.ts';
import type { Author, Message } from '#shared/domain/message.ts';
import { catchUpWithEarly, happen } from '../actions/happened.ts';
import type { WhoOfUs } from '../actions/happened.ts';
import { incomingQuote } from '../actions/quote.ts';
import { seenInHistory } from '../actions/seen-in-history.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import { StoreError } from '../ports/store.ts';
import type { Reads } from '../ports/reads.ts';
import { contactOf, conversationWith } from '../contacts/conversation-with.ts';
import { recordAnswer, surveyAnswer } from '../survey/answer.ts';
import { sameCall } from './calls.ts';

/**
 * `live`: told by an event; `catch-up`: found afterwards in the chat; `import`: said before the
 * number was linked, so that nobody waits because of it.
 */
export type Arrival = 'live' | 'catch-up' | 'import';

/**
 * Stores a message that WhatsApp delivered, once, whatever is repeated (I3).
 * Resolves with the new message when it is on disk, with null when it was there already.
 */
export async function receive(
  ledger: Ledger,
  incoming: IncomingMessage,
  arrival: Arrival,
  hearing: Hearing = {},
): Promise<Message | null> {
  const store = (by: Hearing) => ledger.write((unit) => storeMessage(unit, incoming, arrival, by));
  try {
    return await store(hearing);
  } catch (error) {
    if (error instanceof StoreError || hearing.heard === undefined) throw error;
    // What would follow from a message must never cost the message itself.
    hearing.failed?.(error);
    return store({ ...hearing, heard: undefined });
  }
}

/** `before`: the conversation as it was without the message. */
export type Heard = (unit: Unit, message: Message, arrival: Arrival, before: Conversation) => void;

/** What a message needs besides itself to be stored, and who wants to know of it at once. */
export interface Hearing {
  readonly whoOfUs?: WhoOfUs;
  /** In the same unit of work: what follows from it is stored with it, or not at all. */
  readonly heard?: Heard | undefined;
  /** Told when `heard` threw, and the message was stored without. */
  readonly failed?: (error: unknown) => void;
}

const onThePhone: WhoOfUs = () => ({ type: 'phone' });

/** The same within a unit of work. */
export function storeMessage(
  unit: Unit,
  incoming: IncomingMessage,
  arrival: Arrival,
  { whoOfUs = onThePhone, heard }: Hearing = {},
): Message | null {
  const { tx, record } = unit;
  const known = storedAs(tx, incoming);
  if (known !== null) {
    complete(unit, known, incoming);
    for (const action of seenInHistory(known, incoming)) happen(unit, action, whoOfUs);
    return null;
  }

  // A line of WhatsApp's own starts no conversation.
  if (incoming.content.kind === 'system' && contactOf(tx, incoming.contact) === null) return null;
  const conversation = conversationWith(unit, incoming.contact);
  const rang = sameCall(tx, conversation, incoming);
  if (rang !== null) return complete(unit, rang, incoming);
  const answer = surveyAnswer(tx, conversation, incoming, arrival === 'import');
  const { kind, author } = answer === null ? placeOf(tx, incoming) : ANSWER;
  const message: Message = {
    id: tx.nextId('message') as MessageId,
    conversationId: conversation.id,
    waKey: incoming.key,
    author,
    at: arrival === 'live' ? inTimelineOrder(conversation, incoming.at) : incoming.at,
    content: incoming.content,
    state: kind === 'message.observed' || author.type === 'phone' ? 'sent' : 'received',
    failure: null,
    clientRef: null,
    arrivedLate: arrival === 'catch-up',
    isImported: arrival === 'import',
    ...extrasOf(tx, incoming),
  };
  record({
    kind: arrival === 'import' ? 'message.imported' : kind,
    conversationId: conversation.id,
    message,
  });
  if (answer !== null) recordAnswer(unit, answer, message);
  catchUpWithEarly(unit, incoming, whoOfUs);
  // Nobody has to do anything about a number that was asked for.
  if (answer === null) heard?.(unit, message, arrival, conversation);
  return message;
}

/** Also under a key with another address of the same person: chats move to a `@lid` and back. */
function storedAs(tx: Reads, { key, contact }: IncomingMessage): Message | null {
  const stored = tx.messages.byKey(key);
  if (stored !== null) return stored;
  for (const address of contact.addresses) {
    if (address === contact.address) continue;
    const other = key.replace(`_${contact.address}_`, `_${address}_`) as WaMessageKey;
    const found = other === key ? null : tx.messages.byKey(other);
    if (found !== null) return found;
  }
  return null;
}

/** What could not be read before may say more now. Anything else is a repetition. */
function complete({ record }: Unit, known: Message, { content }: IncomingMessage): null {
  if (known.deletion !== undefined) return null;
  if (isIncomplete(known.content) && !isIncomplete(content)) {
    const { conversationId, id: messageId } = known;
    record({ kind: 'message.completed', conversationId, messageId, content });
  }
  return null;
}

interface Place {
  readonly kind: 'message.received' | 'message.observed' | 'message.noted';
  readonly author: Author;
}

/** It is the customer's, and asks nothing of anybody. */
const ANSWER = { kind: 'message.noted', author: { type: 'contact' } } as const;

/** Who is behind it, and whether it asks something of us, answers something, or is just a line. */
function placeOf(read: Reads, { key, from, content }: IncomingMessage): Place {
  if (content.kind === 'system') return { kind: 'message.noted', author: { type: 'whatsapp' } };
  if (content.kind === 'call' && from === 'us') {
    return { kind: 'message.noted', author: { type: 'phone' } };
  }
  if (content.kind === 'call' && content.outcome === 'answered') {
    return { kind: 'message.noted', author: { type: 'whatsapp' } };
  }
  if (from === 'contact') return { kind: 'message.received', author: { type: 'contact' } };
  // Sent again under another key, it went out under this one as well: the customer has it twice.
  const again = read.messages.byEarlierKey(key);
  return { kind: 'message.observed', author: again?.author ?? { type: 'phone' } };
}

/** What the message brings along besides its content. */
function extrasOf(read: Reads, incoming: IncomingMessage): Partial<Message> {
  const { marks, editedAt, deletion, reactions = [], votes = [] } = incoming;
  const quote = incomingQuote(read, incoming);
  return {
    ...(quote === null ? {} : { quote }),
    ...(marks === undefined ? {} : { marks }),
    // What it said before nobody can tell any more.
    ...(editedAt === undefined ? {} : { edits: { at: editedAt, earlier: [] } }),
    ...(deletion === undefined ? {} : { deletion: { by: SIDES[deletion.by], at: deletion.at } }),
    ...(reactions.length === 0
      ? {}
      : { reactions: reactions.map(({ by, emoji, at }) => ({ author: SIDES[by], emoji, at })) }),
    ...(votes.length === 0
      ? {}
      : { votes: votes.map(({ by, options, at }) => ({ author: SIDES[by], options, at })) }),
  };
}

const SIDES = { contact: { type: 'contact' }, us: { type: 'phone' } } as const;

/**
 * WhatsApp tells whole seconds. A live message of the same second as our own newest one came after
 * it, and is shown after it.
 */
function inTimelineOrder({ lastAt, last }: Conversation, at: number): number {
  const isSameSecond = last !== null && at === Math.floor(lastAt / 1000) * 1000;
  return isSameSecond ? lastAt : at;
}
