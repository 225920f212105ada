import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import { contactFieldsSchema } from '#shared/domain/contact-fields.ts';
import type { ContactFields } from '#shared/domain/contact-fields.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { ContactId, MediaHash, WaAddress } from '#shared/domain/ids.ts';
import type { Bindable, Prepares } from '../connection.ts';
import type { SearchIndex } from '../search-index.ts';
import { searchableNumbers } from './searchable-numbers.ts';
import { damaged, parseStored } from './stored-json.ts';

/** A contact's columns, prefixed so that they can be joined to others. */
export interface ContactRow {
  readonly contact_id: ContactId;
  readonly contact_name: string;
  readonly contact_phone: string | null;
  readonly contact_address: WaAddress;
  readonly contact_addresses: string;
  readonly our_name: string | null;
  readonly saved_name: string | null;
  readonly whatsapp_name: string | null;
  readonly is_blocked: number;
  readonly picture: MediaHash | null;
  readonly fields: string;
}

export const CONTACT_COLUMNS = `
  contacts.id AS contact_id, contacts.name AS contact_name, contacts.phone AS contact_phone,
  contacts.address AS contact_address, contacts.addresses AS contact_addresses, contacts.our_name,
  contacts.saved_name, contacts.whatsapp_name, contacts.is_blocked, contacts.picture,
  contacts.fields`;

export function toContact(row: ContactRow): Contact {
  return {
    id: row.contact_id,
    name: row.contact_name,
    names: { ours: row.our_name, saved: row.saved_name, whatsapp: row.whatsapp_name },
    phone: row.contact_phone,
    address: row.contact_address,
    addresses: toAddresses(row),
    isBlocked: row.is_blocked === 1,
    picture: row.picture,
    fields: toFields(row),
  };
}

function toFields(row: ContactRow): ContactFields {
  if (row.fields === '{}') return {};
  const fields = contactFieldsSchema.safeParse(
    parseStored(row.fields, `contact ${row.contact_id}`),
  );
  if (!fields.success) throw damaged(`contact ${row.contact_id}`, fields.error);
  return fields.data;
}

/** Only their being a list is checked: every page of every list reads these. */
function toAddresses(row: ContactRow): WaAddress[] {
  const addresses = parseStored(row.contact_addresses, `contact ${row.contact_id}`);
  if (!Array.isArray(addresses)) throw damaged(`contact ${row.contact_id}`);
  return addresses as WaAddress[];
}

export function contactReads(connection: Prepares): Reads['contacts'] {
  const byId = connection.prepare<[ContactId], ContactRow>(
    'contacts.get',
    `SELECT ${CONTACT_COLUMNS} FROM contacts WHERE id = ?`,
  );
  const byAddress = connection.prepare<[WaAddress], ContactRow>(
    'contacts.byAddresses',
    `SELECT ${CONTACT_COLUMNS}
     FROM contact_addresses AS a JOIN contacts ON contacts.id = a.contact_id WHERE a.address = ?`,
  );
  const byPhone = connection.prepare<[string], ContactRow>(
    'contacts.byPhone',
    `SELECT ${CONTACT_COLUMNS} FROM contacts WHERE phone = ? ORDER BY id`,
  );
  const apart = connection.prepare<[number, number], { apart: number }>(
    'contacts.areApart',
    'SELECT 1 AS apart FROM contacts_apart WHERE one_id = ? AND other_id = ?',
  );
  const blocked = connection.prepare<[], ContactRow>(
    'contacts.blocked',
    `SELECT ${CONTACT_COLUMNS} FROM contacts WHERE is_blocked = 1`,
  );
  // Asked for by admins alone, who look at the list of fields.
  const uses = connection.prepare<[], { name: string; contacts: number }>(
    'contacts.fieldUses',
    `SELECT each.key AS name, count(*) AS contacts
     FROM contacts, json_each(contacts.fields) AS each
     WHERE contacts.fields <> '{}' GROUP BY each.key ORDER BY contacts DESC, name`,
  );
  const orNull = (row: ContactRow | undefined) => (row === undefined ? null : toContact(row));
  return {
    get: (id) => orNull(byId.get(id)),
    byAddresses(addresses) {
      for (const address of addresses) {
        const row = byAddress.get(address);
        if (row !== undefined) return toContact(row);
      }
      return null;
    },
    byPhone: (phone) => byPhone.all(phone).map(toContact),
    areApart: (one, other) => apart.get(Math.min(one, other), Math.max(one, other)) !== undefined,
    blocked: () => blocked.all().map(toContact),
    fieldUses: () => uses.all(),
  };
}

interface ContactWrites {
  /** Inserts or replaces; costs one look-up when nothing changed. */
  put(contact: Contact): void;
  forget(id: ContactId): void;
  setApart: Tx['state']['setApart'];
}

const COLUMNS = [
  'name',
  'phone',
  'address',
  'addresses',
  'our_name',
  'saved_name',
  'whatsapp_name',
  'is_blocked',
  'picture',
  'fields',
  'numbers',
];

export function contactWrites(connection: Prepares, index: SearchIndex): ContactWrites {
  const current = connection.prepare<[ContactId], ContactRow>(
    'contacts.current',
    `SELECT ${CONTACT_COLUMNS} FROM contacts WHERE id = ?`,
  );
  const put = connection.prepare<[...Bindable[], ContactId], never>(
    'contacts.put',
    `INSERT INTO contacts (${COLUMNS.join(', ')}, id)
     VALUES (${COLUMNS.map(() => '?').join(', ')}, ?)
     ON CONFLICT (id) DO UPDATE SET
       ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  );
  const leads = addressIndex(connection);
  const remove = connection.prepare<[ContactId], never>(
    'contacts.forget',
    'DELETE FROM contacts WHERE id = ?',
  );

  return {
    put(contact) {
      const addresses = JSON.stringify(contact.addresses);
      const old = current.get(contact.id);
      if (old !== undefined && isSame(old, contact, addresses)) return;
      put.run(...valuesOf(contact, addresses), contact.id);
      if (old?.contact_addresses !== addresses) leads.set(contact);
      if (old?.contact_name !== contact.name) index.contact(contact);
      if ((old?.fields ?? '{}') !== JSON.stringify(contact.fields)) index.contactFields(contact);
    },
    forget(id) {
      leads.forget(id);
      remove.run(id);
      index.forgetContact(id);
    },
    setApart: apartWrites(connection),
  };
}

/** In the order of COLUMNS. */
function valuesOf(contact: Contact, addresses: string): Bindable[] {
  const { name, names, phone, address, isBlocked, picture, fields } = contact;
  const numbers = searchableNumbers(phone, contact.addresses);
  const known = [names.ours, names.saved, names.whatsapp];
  const rest = [isBlocked ? 1 : 0, picture, JSON.stringify(fields), numbers];
  return [name, phone, address, addresses, ...known, ...rest];
}

function isSame(old: ContactRow, contact: Contact, addresses: string): boolean {
  const { names } = contact;
  return (
    old.contact_name === contact.name &&
    old.contact_phone === contact.phone &&
    old.contact_address === contact.address &&
    old.contact_addresses === addresses &&
    old.our_name === names.ours &&
    old.saved_name === names.saved &&
    old.whatsapp_name === names.whatsapp &&
    old.is_blocked === (contact.isBlocked ? 1 : 0) &&
    old.picture === contact.picture &&
    old.fields === JSON.stringify(contact.fields)
  );
}

function apartWrites(connection: Prepares): Tx['state']['setApart'] {
  const add = connection.prepare<[number, number], never>(
    'contacts.setApart',
    'INSERT OR IGNORE INTO contacts_apart (one_id, other_id) VALUES (?, ?)',
  );
  const remove = connection.prepare<[number, number], never>(
    'contacts.endApart',
    'DELETE FROM contacts_apart WHERE one_id = ? AND other_id = ?',
  );
  return (one, other, isApart) =>
    void (isApart ? add : remove).run(Math.min(one, other), Math.max(one, other));
}

function addressIndex(connection: Prepares) {
  const forget = connection.prepare<[ContactId], never>(
    'contacts.forgetAddresses',
    'DELETE FROM contact_addresses WHERE contact_id = ?',
  );
  const lead = connection.prepare<[WaAddress, ContactId], never>(
    'contacts.leadAddress',
    `INSERT INTO contact_addresses (address, contact_id) VALUES (?, ?)
     ON CONFLICT (address) DO UPDATE SET contact_id = excluded.contact_id`,
  );
  return {
    set(contact: Contact): void {
      forget.run(contact.id);
      for (const address of contact.addresses) lead.run(address, contact.id);
    },
    forget: (id: ContactId): void => void forget.run(id),
  };
}
