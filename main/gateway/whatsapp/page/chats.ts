import type { PageKey, PageMessage, PageWindow } from './page-window.ts';

export interface PageChatSummary {
  readonly id: string;
  /** Seconds since 1970. */
  readonly t: number;
  /** The key of the newest message; null when the page does not say. */
  readonly last: { readonly fromMe: boolean; readonly remote: string; readonly id: string } | null;
  readonly unread: number;
}

export function listChats(): PageChatSummary[] {
  const page = globalThis as unknown as PageWindow;
  const people = page
    .require('WAWebCollections')
    .Chat.getModelsArray()
    .filter(({ id }) => id.server === 'c.us' || id.server === 'lid');
  const keyOf = (key: PageKey | null | undefined) =>
    key?.id && key.remote?._serialized
      ? { fromMe: key.fromMe, remote: key.remote._serialized, id: key.id }
      : null;
  return people.map(({ id, t, unreadCount, lastReceivedKey }) => ({
    id: id._serialized,
    t: t ?? 0,
    last: keyOf(lastReceivedKey),
    // -1: marked as unread by hand.
    unread: Math.max(0, unreadCount ?? 0),
  }));
}

interface HistoryRequest {
  readonly chat: string;
  readonly limit: number;
  /** Only older ones than the message with this id; null: the newest. */
  readonly before: string | null;
  /** Older messages are loaded only for so long. */
  readonly ms: number;
}

interface PageHistory {
  readonly found: unknown[];
  readonly next: string | null;
}

/**
 * Messages that are here or can be loaded in time, oldest first. What was loaded stays with the
 * page's chat, so that the next call goes on where this one ended.
 */
export async function readHistory(request: HistoryRequest): Promise<PageHistory> {
  const { chat: id, limit, before, ms } = request;
  const page = globalThis as unknown as PageWindow;
  const wid = page.require('WAWebWidFactory').createWid(id);
  const chat = page.require('WAWebCollections').Chat.get(wid);
  if (!chat) return { found: [], next: null };
  const startedAt = performance.now();
  const known = new Map<string, PageMessage>();
  let loaded: PageMessage[] = [];
  const keep = (earlier: readonly PageMessage[]) => {
    const news = earlier.filter((each) => !known.has(each.id.toString()));
    for (const each of news) known.set(each.id.toString(), each);
    loaded = [...news, ...loaded].sort((a, b) => a.t - b.t);
  };
  const end = () => {
    if (before === null) return loaded.length;
    return loaded.findIndex((each) => each.id.id === before);
  };
  keep(chat.msgs.getModelsArray());
  let isWhole = false;
  while (end() < limit && performance.now() - startedAt < ms) {
    const earlier = await page.require('WAWebChatLoadMessages').loadEarlierMsgs({ chat });
    isWhole = !earlier || earlier.length === 0;
    if (!earlier || isWhole) break;
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
  const until = end();
  // The place is not here (yet): nothing of it was missed, ask again.
  if (until < 0) return { found: [], next: isWhole ? null : before };
  const from = Math.max(0, until - limit);
  const stretch = loaded.slice(from, until);
  const oldest = stretch[0]?.id.id ?? before;
  return {
    found: stretch.filter((each) => each.isNotification !== true).map(read),
    next: from === 0 && isWhole ? null : oldest,
  };
}
