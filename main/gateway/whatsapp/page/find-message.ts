import type { PageWindow } from './page-window.ts';

interface FindRequest {
  readonly chat: string;
  readonly id: string;
}

/** How far an own message got (WhatsApp's number), or null when the page has no such message. */
export async function findAck({ chat, id }: FindRequest): Promise<number | null> {
  const page = globalThis as unknown as PageWindow;
  const { Msg } = page.require('WAWebCollections');
  const wid = page.require('WAWebWidFactory').createWid(chat);
  const api = page.require('WAWebApiContact');
  // WhatsApp may have moved the chat to the person's other address since.
  const other = wid.isLid() ? api.getPhoneNumber(wid) : api.getCurrentLid(wid);
  for (const each of [wid, other]) {
    if (!each) continue;
    const key = `true_${each._serialized}_${id}`;
    const found = Msg.get(key) ?? (await Msg.getMessagesById([key]))?.messages?.[0];
    if (found) return found.ack;
  }
  return null;
}
