import type { PageWindow } from './page-window.ts';

/** Marks a chat that exists as read, for the customer and on the phone. */
export async function markSeen(address: string): Promise<void> {
  const page = globalThis as unknown as PageWindow;
  const { Chat } = page.require('WAWebCollections');
  const wid = page.require('WAWebWidFactory').createWid(address);
  const api = page.require('WAWebApiContact');
  // WhatsApp may have moved the chat to the person's other address since.
  const other = wid.isLid() ? api.getPhoneNumber(wid) : api.getCurrentLid(wid);
  const chat = Chat.get(wid) ?? (other && Chat.get(other));
  if (!chat) return;
  await page.WWebJS.sendSeen(chat.id._serialized);
}
