import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ContactId, ConversationId } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Unit } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import type { Tx } from '../ports/store.ts';

type Sender = IncomingMessage['contact'];

/** A person is known by any of their addresses, else by the phone number. */
export function contactOf(tx: Tx, sender: Sender): Contact | null {
  return (
    tx.contacts.byAddresses([sender.address, ...sender.addresses]) ??
    (sender.phone === null ? null : tx.contacts.byPhone(sender.phone))
  );
}

/** The conversation with whoever is on the other side of a message; started when there is none. */
export function conversationWith(unit: Unit, sender: Sender): Conversation {
  const { tx, record } = unit;
  const contact = contactOf(tx, sender);

  if (contact === null) {
    const conversationId = tx.nextId('conversation') as ConversationId;
    const started = newContact(tx.nextId('contact') as ContactId, sender);
    record({ kind: 'conversation.started', conversationId, contact: started });
    return stored(unit, conversationId);
  }

  const conversation = tx.conversations.byContact(contact.id);
  invariant(conversation !== null, 'a contact has a conversation');
  const updated = updatedContact(contact, sender);
  if (updated === contact) return conversation;
  record({ kind: 'contact.changed', conversationId: conversation.id, contact: updated });
  return stored(unit, conversation.id);
}

function stored({ tx }: Unit, id: ConversationId): Conversation {
  const conversation = tx.conversations.get(id);
  invariant(conversation !== null, `conversation ${id} is stored`);
  return conversation;
}

function newContact(id: ContactId, sender: Sender): Contact {
  return {
    id,
    name: nameOf(sender) ?? sender.phone ?? sender.address.split('@', 1)[0] ?? sender.address,
    phone: sender.phone,
    address: sender.address,
    addresses: [...new Set([sender.address, ...sender.addresses])],
  };
}

/** The same object when nothing about the person is new. */
function updatedContact(contact: Contact, sender: Sender): Contact {
  const addresses = [...new Set([...contact.addresses, sender.address, ...sender.addresses])];
  const name = nameOf(sender) ?? betterThanNumber(contact, sender);
  const phone = sender.phone ?? contact.phone;
  const isSame =
    name === contact.name &&
    phone === contact.phone &&
    sender.address === contact.address &&
    addresses.length === contact.addresses.length;
  return isSame ? contact : { ...contact, name, phone, address: sender.address, addresses };
}

/** A contact known only by the number of its `@lid` gets its phone number as soon as it is known. */
function betterThanNumber(contact: Contact, sender: Sender): string {
  const isLidNumber = contact.phone === null && /^[0-9]+$/.test(contact.name);
  return isLidNumber && sender.phone !== null ? sender.phone : contact.name;
}

function nameOf({ savedName, whatsappName }: Sender): string | null {
  for (const name of [savedName, whatsappName]) {
    // Invisible direction marks in a name would turn the line around it on every screen.
    const clean = name?.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ').trim();
    if (clean) return clean;
  }
  return null;
}
