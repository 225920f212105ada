import type { Reads } from '#main/core/ports/store.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { ContactId, WaAddress } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';
import type { SearchIndex } from '../search-index.ts';
import { damaged, parseStored } from './stored-json.ts';

/** A contact's columns, prefixed so that they can be joined to others. */
export interface ContactRow {
  readonly contact_id: ContactId;
  readonly contact_name: string;
  readonly contact_phone: string | null;
  readonly contact_address: WaAddress;
  readonly contact_addresses: string;
}

export const CONTACT_COLUMNS = `
  contacts.id AS contact_id, contacts.name AS contact_name, contacts.phone AS contact_phone,
  contacts.address AS contact_address, contacts.addresses AS contact_addresses`;

export function toContact(row: ContactRow): Contact {
  return {
    id: row.contact_id,
    name: row.contact_name,
    phone: row.contact_phone,
    address: row.contact_address,
    addresses: toAddresses(row),
  };
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
    `SELECT ${CONTACT_COLUMNS} FROM contacts WHERE phone = ? ORDER BY id LIMIT 1`,
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
    byPhone: (phone) => orNull(byPhone.get(phone)),
  };
}

interface ContactWrites {
  /** Inserts or replaces; costs one look-up when nothing changed. */
  put(contact: Contact): void;
}

export function contactWrites(connection: Prepares, index: SearchIndex): ContactWrites {
  const current = connection.prepare<[ContactId], ContactRow>(
    'contacts.current',
    `SELECT ${CONTACT_COLUMNS} FROM contacts WHERE id = ?`,
  );
  const put = connection.prepare<[ContactId, string, string | null, WaAddress, string], never>(
    'contacts.put',
    `INSERT INTO contacts (id, name, phone, address, addresses) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       name = excluded.name, phone = excluded.phone,
       address = excluded.address, addresses = excluded.addresses`,
  );
  const leadTo = addressIndex(connection);

  return {
    put(contact) {
      const addresses = JSON.stringify(contact.addresses);
      const old = current.get(contact.id);
      if (old !== undefined && isSame(old, contact, addresses)) return;
      put.run(contact.id, contact.name, contact.phone, contact.address, addresses);
      if (old?.contact_addresses !== addresses) leadTo(contact);
      if (old?.contact_name !== contact.name) index.contact(contact);
    },
  };
}

function isSame(old: ContactRow, contact: Contact, addresses: string): boolean {
  return (
    old.contact_name === contact.name &&
    old.contact_phone === contact.phone &&
    old.contact_address === contact.address &&
    old.contact_addresses === addresses
  );
}

function addressIndex(connection: Prepares): (contact: Contact) => void {
  const forget = connection.prepare<[ContactId], never>(
    'contacts.forgetAddresses',
    'DELETE FROM contact_addresses WHERE contact_id = ?',
  );
  const lead = connection.prepare<[WaAddress, ContactId], never>(
    'contacts.leadAddress',
    `INSERT INTO contact_addresses (address, contact_id) VALUES (?, ?)
     ON CONFLICT (address) DO UPDATE SET contact_id = excluded.contact_id`,
  );
  return (contact) => {
    forget.run(contact.id);
    for (const address of contact.addresses) lead.run(address, contact.id);
  };
}
