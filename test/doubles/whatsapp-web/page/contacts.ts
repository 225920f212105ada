import { Collection } from './collection.ts';
import type { Key } from './collection.ts';
import { Model } from './model.ts';
import { ask } from './connection.ts';
import { define } from './require.ts';
import { Conn } from './socket.ts';
import { createWid } from './wid.ts';
import type { Wid } from './wid.ts';
import type { WireContact, WireMe } from '../protocol.ts';

class ContactModel extends Model {
  declare id: Wid;
  declare name: string | undefined;
  declare pushname: string | undefined;
  declare phoneNumber: Wid | undefined;
  declare isBusiness: boolean;
}

class ContactCollection extends Collection<ContactModel> {
  /** Makes one for an address nobody has written from. */
  async find(id: Key): Promise<ContactModel> {
    const wid = createWid(id);
    return this.get(wid) ?? this.add(new ContactModel({ id: wid, type: 'in' }));
  }
}

export const Contact = new ContactCollection(ContactModel);

const lids = new Map<string, Wid>();
const phones = new Map<string, Wid>();
const me: { phone?: Wid; lid?: Wid } = {};

export function setMe(wire: WireMe): void {
  me.phone = createWid(wire.id);
  me.lid = createWid(wire.lid);
  Conn.set({ wid: me.phone, pushname: wire.pushName });
}

export function upsertContact(wire: WireContact): void {
  const id = createWid(wire.id);
  const phone = wire.phone === undefined ? undefined : createWid(wire.phone);
  if (phone) phones.set(wire.id, phone);
  if (wire.lid !== undefined) lids.set(wire.id, createWid(wire.lid));
  const attributes = {
    name: wire.savedName,
    pushname: wire.pushName,
    phoneNumber: phone,
    type: 'in',
    isBusiness: false,
    isEnterprise: false,
    isContactBlocked: false,
  };
  const known = Contact.get(id);
  if (known) known.set(attributes);
  else Contact.add(new ContactModel({ id, ...attributes }));
}

async function queryWidExists(wid: Wid): Promise<{ wid: Wid } | null> {
  const address = await ask({ type: 'exists', address: String(wid) });
  return typeof address === 'string' ? { wid: createWid(address) } : null;
}

define('WAWebUserPrefsMeUser', {
  getMaybeMePnUser: () => me.phone,
  getMaybeMeLidUser: () => me.lid,
  getMeUser: () => me.phone,
});
define('WAWebApiContact', {
  getCurrentLid: (wid: Wid) => lids.get(String(wid)),
  getPhoneNumber: (wid: Wid) => phones.get(String(wid)),
  getAlternateUserWid: (wid: Wid) => lids.get(String(wid)) ?? phones.get(String(wid)),
});
define('WAWebLidMigrationUtils', {
  toPn: (wid: Wid) => (wid.isLid() ? phones.get(String(wid)) : wid),
  toLid: (wid: Wid) => (wid.isLid() ? wid : lids.get(String(wid))),
});
define('WAWebQueryExistsJob', { queryWidExists });
define('WAWebContactGetters', {
  getIsMe: (contact: ContactModel) => contact.id.equals(me.phone) || contact.id.equals(me.lid),
  getIsUser: (contact: ContactModel) => contact.id.isUser(),
  getIsGroup: (contact: ContactModel) => contact.id.isGroup(),
  getIsWAContact: (contact: ContactModel) => contact.id.isUser(),
  getUserid: (contact: ContactModel) => (contact.phoneNumber ?? contact.id).user,
  getVerifiedName: () => undefined,
  getVerifiedLevel: () => undefined,
  getStatusMute: () => false,
  getName: (contact: ContactModel) => contact.name,
  getShortName: (contact: ContactModel) => contact.name?.split(' ')[0],
  getPushname: (contact: ContactModel) => contact.pushname,
  getIsEnterprise: () => false,
});
define('WAWebFrontendContactGetters', {
  getIsMyContact: (contact: ContactModel) => contact.name !== undefined,
});
