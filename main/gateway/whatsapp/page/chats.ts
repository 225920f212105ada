import type { PageMessage, PageWindow } from './page-window.ts';

export interface PageChatSummary {
  readonly id: string;
  /** Seconds since 1970. */
  readonly t: number;
  readonly unread: number;
}

export function listChats(): PageChatSummary[] {
  const page = globalThis as unknown as PageWindow;
  const people = page
    .require('WAWebCollections')
    .Chat.getModelsArray()
    .filter(({ id }) => id.server === 'c.us' || id.server === 'lid');
  return people.map(({ id, t, unreadCount }) => ({
    id: id._serialized,
    t: t ?? 0,
    // -1: marked as unread by hand.
    unread: Math.max(0, unreadCount ?? 0),
  }));
}

interface HistoryRequest {
  readonly chat: string;
  readonly limit: number;
  /** Older messages are loaded only for so long. */
  readonly ms: number;
}

/** The newest messages that are here or can be loaded in time, oldest first. */
export async function readHistory({ chat: id, limit, ms }: HistoryRequest): Promise<unknown[]> {
  const page = globalThis as unknown as PageWindow;
  const wid = page.require('WAWebWidFactory').createWid(id);
  const chat = page.require('WAWebCollections').Chat.get(wid);
  if (!chat) return [];
  const startedAt = performance.now();
  let found: PageMessage[] = [];
  const keep = (earlier: readonly PageMessage[]) => {
    const known = new Set(found.map((each) => each.id.toString()));
    const news = earlier.filter((each) => !known.has(each.id.toString()));
    found = [...news.filter((each) => each.isNotification !== true), ...found];
  };
  keep(chat.msgs.getModelsArray());
  while (found.length < limit && performance.now() - startedAt < ms) {
    const earlier = await page.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat });
    if (!earlier || earlier.length === 0) break;
    keep(earlier);
  }
  const read = (message: PageMessage): unknown => {
    try {
      return page.WWebJS.getMessageModel(message);
    } catch {
      const { id: key, type, t, ack } = message;
      const remote = key.remote._serialized;
      return { id: { fromMe: key.fromMe, remote, id: key.id }, type, t, ack };
    }
  };
  return found
    .sort((a, b) => a.t - b.t)
    .slice(-limit)
    .map(read);
}
