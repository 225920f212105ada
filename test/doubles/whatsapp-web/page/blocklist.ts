import { Collection } from './collection.ts';
import { Model } from './model.ts';
import { define } from './require.ts';
import type { Wid } from './wid.ts';

/** Whom the number has blocked; WhatsApp Web keeps it under the address it was asked for. */
export const Blocklist = new Collection<Model>(Model);

interface Blockable {
  readonly id: Wid;
}

define('WAWebBlockContactUtils', {
  getContactToBlockOnlyUseIfNoAssociatedChat: (contact: Blockable) => contact,
});
define('WAWebBlockContactAction', {
  blockContact: async ({ contact }: { contact: Blockable }) =>
    void (Blocklist.get(contact.id) ?? Blocklist.add(new Model({ id: contact.id }))),
  unblockContact: async ({ id }: Blockable) => {
    const listed = Blocklist.get(id);
    if (listed) Blocklist.remove(listed);
  },
});
