import { z } from 'zod';
import type { Delta } from '#main/core/api.ts';
import { contactSchema } from '#shared/domain/contact.ts';
import { conversationSchema } from '#shared/domain/conversation.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { journalEntrySchema } from '#shared/domain/journal.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { messageSchema } from '#shared/domain/message.ts';

/** Values by the names of properties that need not be said. */
type Usual = ReadonlyMap<string, unknown>;

const ofConversation = usualIn(conversationSchema);
const ofContact = usualIn(contactSchema);
const ofEntry = usualIn(journalEntrySchema);
const ofMessage = usualIn(messageSchema);

/**
 * A delta without what its schema fills in again (see PROTOCOL.md). Every screen gets every delta,
 * and a fifth of one says that there is no snooze, no tag, no failure and so on.
 */
export function leanDelta(delta: Delta): object {
  return {
    ...delta,
    entries: delta.entries.map(leanEntry),
    conversations: delta.conversations.map(leanConversation),
  };
}

function leanConversation(conversation: Conversation): object {
  const contact = without(ofContact, conversation.contact);
  return { ...without(ofConversation, conversation), contact };
}

function leanEntry(entry: JournalEntry): object {
  const { fact } = entry;
  if (!('message' in fact)) return without(ofEntry, entry);
  const message = without(ofMessage, fact.message);
  return { ...without(ofEntry, entry), fact: { ...fact, message } };
}

function without(usual: Usual, value: object): object {
  const rest: Record<string, unknown> = { ...value };
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
