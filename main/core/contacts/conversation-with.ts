import { nameFor } from '#shared/domain/contact.ts';
import type { Contact, ContactNames } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { ContactId, ConversationId, WaAddress } from '#shared/domain/ids.ts';
import { dialledToday, waysToWrite } from '#shared/domain/same-number.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Unit } from '../journal/ledger.ts';
import type { IncomingMessage } from '../ports/gateway.ts';
import type { Tx } from '../ports/store.ts';
import { mergeConversations } from './merge.ts';

export type Person = IncomingMessage['contact'];

/**
 * The conversation with whoever is on the other side of a message; started when there is none. A
 * person is known by any of their addresses and by any way to write their number. When that leads
 * to several contacts they are one person and become one, unless somebody has undone just that.
 */
export function conversationWith(unit: Unit, person: Person): Conversation {
  const { tx, record } = unit;
  const known = tx.contacts.byAddresses([person.address]);
  if (known !== null && saysNothingNew(known, person)) return conversationOf(tx, known);

  const [first, ...others] = contactsOf(tx, person);
  if (first === undefined) {
    const conversationId = tx.nextId('conversation') as ConversationId;
    const contact = newContact(tx.nextId('contact') as ContactId, person);
    record({ kind: 'conversation.started', conversationId, contact });
    return conversationOf(tx, contact);
  }
  const conversation = others
    .filter(({ id }) => !tx.contacts.areApart(first.id, id))
    .map((other) => conversationOf(tx, other))
    .reduce((one, other) => mergeConversations(unit, one, other, null), conversationOf(tx, first));

  const updated = updatedContact(tx, conversation.contact, person);
  if (updated === null) return conversation;
  record({ kind: 'contact.changed', conversationId: conversation.id, contact: updated });
  return conversationOf(tx, updated);
}

/** The first contact that a person is known as. */
export function contactOf(tx: Tx, person: Person): Contact | null {
  return tx.contacts.byAddresses([person.address]) ?? contactsOf(tx, person)[0] ?? null;
}

function conversationOf(tx: Tx, contact: Contact): Conversation {
  const conversation = tx.conversations.byContact(contact.id);
  invariant(conversation !== null, 'a contact has a conversation');
  return conversation;
}

function saysNothingNew(contact: Contact, person: Person): boolean {
  const names = updatedNames(contact.names, person);
  return (
    contact.address === person.address &&
    (person.phone === null || contact.phone === dialledToday(person.phone)) &&
    person.addresses.every((address) => contact.addresses.includes(address)) &&
    isSameNames(contact.names, names)
  );
}

/** Whoever has one of the addresses or the number, the owner of the chat's own address first. */
function contactsOf(tx: Tx, person: Person): Contact[] {
  const phones = phonesOf(person);
  const written = phones.map((phone) => `${phone.slice(1)}@c.us` as WaAddress);
  const found = [...new Set([person.address, ...person.addresses, ...written])]
    .map((address) => tx.contacts.byAddresses([address]))
    .concat(phones.flatMap((phone) => tx.contacts.byPhone(phone)));
  const contacts = new Map<ContactId, Contact>();
  for (const contact of found) if (contact !== null) contacts.set(contact.id, contact);
  return [...contacts.values()];
}

/** Every way to write the numbers that the person is known under. */
function phonesOf({ address, addresses, phone }: Person): string[] {
  const spelled = [address, ...addresses].flatMap(
    (each) => /^([0-9]{4,16})@c\.us$/.exec(each)?.[1] ?? [],
  );
  const phones = [...spelled.map((digits) => `+${digits}`), ...(phone === null ? [] : [phone])];
  return [...new Set(phones.flatMap((each) => waysToWrite(each)))];
}

function newContact(id: ContactId, person: Person): Contact {
  const { address } = person;
  const phone = person.phone === null ? null : dialledToday(person.phone);
  const names = updatedNames({ ours: null, saved: null, whatsapp: null }, person);
  return {
    id,
    name: nameFor(names, { phone, address }),
    names,
    phone,
    address,
    addresses: [...new Set([address, ...person.addresses])],
    isBlocked: false,
    picture: null,
    fields: {},
  };
}

/** Null when nothing about the person is new. What leads to somebody kept apart is not taken. */
function updatedContact(tx: Tx, contact: Contact, person: Person): Contact | null {
  const isFree = (address: WaAddress) =>
    (tx.contacts.byAddresses([address])?.id ?? contact.id) === contact.id;
  const addresses = [...contact.addresses, person.address, ...person.addresses].filter(
    (address, index, all) => all.indexOf(address) === index && isFree(address),
  );
  const phone = freePhone(tx, contact, person) ?? contact.phone;
  const names = updatedNames(contact.names, person);
  const { address } = person;
  const isSame =
    phone === contact.phone &&
    address === contact.address &&
    addresses.length === contact.addresses.length &&
    isSameNames(names, contact.names);
  if (isSame) return null;
  return { ...contact, name: nameFor(names, { phone, address }), names, phone, address, addresses };
}

function freePhone(tx: Tx, contact: Contact, { phone }: Person): string | null {
  if (phone === null) return null;
  const others = waysToWrite(phone)
    .flatMap((each) => tx.contacts.byPhone(each))
    .filter(({ id }) => id !== contact.id);
  return others.length > 0 ? null : dialledToday(phone);
}

/** A name that WhatsApp Web did not know this time is no news; one taken off the phone is. */
function updatedNames(names: ContactNames, { savedName, whatsappName }: Person): ContactNames {
  return {
    ours: names.ours,
    saved: savedName === undefined ? names.saved : clean(savedName),
    whatsapp: clean(whatsappName) ?? names.whatsapp,
  };
}

function isSameNames(one: ContactNames, other: ContactNames): boolean {
  return one.saved === other.saved && one.whatsapp === other.whatsapp;
}

function clean(name: string | null): string | null {
  // Invisible direction marks in a name would turn the line around it on every screen.
  return name?.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ').trim() || null;
}
