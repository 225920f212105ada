import type { PageKey, PageWindow } from './page-window.ts';

/**
 * WhatsApp Web calls the text of a message key `$1` since July 2026; the library knows it as
 * `_serialized`. Keys get it back, and so do the copies that leave the page.
 */
export function repairKeys(): void {
  const page = globalThis as unknown as PageWindow;
  const MsgKey = page.require('WAWebMsgKey');
  const wid = page.require('WAWebWidFactory').createWid('0@c.us');
  const sample = new MsgKey({ from: wid, to: wid, id: 'SAMPLE', selfDir: 'out' });
  if (Object.hasOwn(sample, '_serialized')) return;

  Object.defineProperty(MsgKey.prototype, '_serialized', {
    configurable: true,
    get(this: PageKey) {
      return this.toString();
    },
  });
  const { getMessageModel } = page.WWebJS;
  page.WWebJS.getMessageModel = (message) => {
    const model = getMessageModel(message);
    return { ...model, id: { ...model.id, _serialized: message.id.toString() } };
  };
}
