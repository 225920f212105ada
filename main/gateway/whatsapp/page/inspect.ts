import type { PageWindow } from './page-window.ts';

export type Affected = 'reading' | 'listing' | 'sending' | 'media' | 'history';

export interface Inspection {
  /** Our own addresses, the phone's first. */
  readonly own: readonly string[];
  readonly phone: string | null;
  readonly displayName: string | null;
  readonly affected: readonly Affected[];
}

/** Who we are, and what of the page is no longer where the library and we look for it. */
export function inspectPage(): Inspection {
  const page = globalThis as unknown as PageWindow;
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  const isFunction = (read: () => unknown) => typeof attempt(read) === 'function';
  const canReadKeys = () => {
    const MsgKey = page.require('WAWebMsgKey');
    const wid = page.require('WAWebWidFactory').createWid('10000000@c.us');
    const me = page.require('WAWebUserPrefsMeUser').getMaybeMePnUser() ?? wid;
    const key = new MsgKey({ from: me, to: wid, id: 'SAMPLE', selfDir: 'out' });
    const text = (key as unknown as { _serialized?: unknown })._serialized;
    return key.toString() === 'true_10000000@c.us_SAMPLE' && text === key.toString();
  };
  const works: Record<Affected, boolean> = {
    reading:
      attempt(canReadKeys) === true &&
      isFunction(() => page.require('WAWebCollections').Msg.get) &&
      isFunction(() => page.WWebJS.getMessageModel),
    listing:
      attempt(() =>
        page
          .require('WAWebCollections')
          .Chat.getModelsArray()
          .every((chat) => typeof chat.id._serialized === 'string'),
      ) === true,
    sending:
      isFunction(() => page.WWebJS.sendMessage) &&
      isFunction(() => page.require('WAWebMsgKey').newId) &&
      isFunction(() => page.require('WAWebSendMsgChatAction').addAndSendMsgToChat),
    media:
      isFunction(
        () => page.require('WAWebDownloadManager').downloadManager.downloadAndMaybeDecrypt,
      ) && isFunction(() => page.require('WAWebMediaMmsV4Upload').uploadMedia),
    history: isFunction(() => page.require('WAWebChatLoadMessages').loadEarlierMsgs),
  };
  const me = attempt(() => page.require('WAWebUserPrefsMeUser'));
  const phone = attempt(() => me?.getMaybeMePnUser());
  const lid = attempt(() => me?.getMaybeMeLidUser());
  const names = Object.keys(works) as Affected[];
  return {
    own: [phone, lid].flatMap((wid) => (wid ? [wid._serialized] : [])),
    phone: phone ? phone.user : null,
    displayName: attempt(() => page.require('WAWebConnModel').Conn.pushname) ?? null,
    affected: names.filter((name) => !works[name]),
  };
}
