import type { PageWindow } from './page-window.ts';

/** Addresses on the block list, as far as the page has it: asks nobody. */
export function readBlocklist(): string[] {
  const page = globalThis as unknown as PageWindow;
  const { Blocklist } = page.require('WAWebCollections');
  return Blocklist.getModelsArray().map(({ id }) => id._serialized);
}

interface BlockRequest {
  readonly address: string;
  readonly isBlocked: boolean;
}

/** As the library's Contact.block and unblock do it. True: the list says so now. */
export async function changeBlocked({ address, isBlocked }: BlockRequest): Promise<boolean> {
  const page = globalThis as unknown as PageWindow;
  const { Blocklist, Contact } = page.require('WAWebCollections');
  const contact = await Contact.find(address);
  const resolved = page
    .require('WAWebBlockContactUtils')
    .getContactToBlockOnlyUseIfNoAssociatedChat(contact, 'ChatListBlock');
  const actions = page.require('WAWebBlockContactAction');
  if (isBlocked) await actions.blockContact({ contact: resolved });
  else await actions.unblockContact(resolved);
  // One person may be on it under either address.
  const listed = [contact, resolved].some(({ id }) => Blocklist.get(id) !== undefined);
  return listed === isBlocked;
}
