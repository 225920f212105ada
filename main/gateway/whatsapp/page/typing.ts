import type { PageWindow } from './page-window.ts';

interface TypingRequest {
  readonly to: string;
  readonly isTyping: boolean;
}

/** In a chat that exists: nothing is asked of WhatsApp about people who are only about to be written to. */
export async function showTyping({ to, isTyping }: TypingRequest): Promise<void> {
  const page = globalThis as unknown as PageWindow;
  const { Chat } = page.require('WAWebCollections');
  const wid = page.require('WAWebWidFactory').createWid(to);
  const api = page.require('WAWebApiContact');
  // WhatsApp may have moved the chat to the person's other address since.
  const other = wid.isLid() ? api.getPhoneNumber(wid) : api.getCurrentLid(wid);
  const chat = Chat.get(wid) ?? (other && Chat.get(other));
  if (!chat) return;
  await page.WWebJS.sendChatstate(isTyping ? 'typing' : 'stop', chat.id._serialized);
}
