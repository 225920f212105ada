import type { PageWid, PageWindow } from './page-window.ts';

export interface PageContactFacts {
  readonly address: string;
  readonly other: string | null;
  readonly savedName: string | null;
  readonly whatsappName: string | null;
}

/** From the page's own cache: nothing here asks WhatsApp's servers. */
export function readContacts(addresses: readonly string[]): PageContactFacts[] {
  const page = globalThis as unknown as PageWindow;
  const { Contact } = page.require('WAWebCollections');
  const attempt = <T>(read: () => T | null | undefined): T | null => {
    try {
      return read() ?? null;
    } catch {
      return null;
    }
  };
  const otherOf = (wid: PageWid): PageWid | null => {
    const api = attempt(() => page.require('WAWebApiContact'));
    if (!wid.isLid()) return attempt(() => api?.getCurrentLid(wid));
    return attempt(() => api?.getPhoneNumber(wid)) ?? attempt(() => Contact.get(wid)?.phoneNumber);
  };
  return addresses.map((address) => {
    const wid = page.require('WAWebWidFactory').createWid(address);
    const other = otherOf(wid);
    // The phone's address book may hang on either of the two.
    const contacts = [wid, other].flatMap((each) => (each && Contact.get(each)) ?? []);
    const getters = page.require('WAWebContactGetters');
    const first = (read: (contact: (typeof contacts)[number]) => string | undefined) =>
      contacts.map((contact) => attempt(() => read(contact))).find(Boolean) ?? null;
    return {
      address,
      other: other?._serialized ?? null,
      savedName: first(getters.getName),
      whatsappName: first(getters.getPushname) ?? first(getters.getVerifiedName),
    };
  });
}
