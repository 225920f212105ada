import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitSend, beginSend } from '#main/gateway/whatsapp/page/send.ts';

/** The parts of the page that a send touches, and of the library's way through it. */
function pretendPage(send: () => Promise<void> = async () => {}) {
  const page = {
    handedOver: [] as string[],
    acks: new Map<string, number>(),
    chats: new Map([['4915112345@c.us', wid('4915112345@c.us')]]),
    /** What the library does before it hands over: an upload. */
    prepare: async () => {},
    send,
  };
  vi.stubGlobal('WWebJS', {
    getChat: async (id: string) => {
      const found = page.chats.get(id);
      if (!found) throw new Error('No LID for user');
      return { id: found };
    },
    sendMessage: async (_chat: unknown, body: string, options: { extraOptions: object }) => {
      await page.prepare();
      const message: object = { id: 'the library’s own', body, ...options.extraOptions };
      page.handedOver.push('id' in message ? String(message.id) : '');
      await page.send();
    },
  });
  const modules: Record<string, unknown> = {
    WAWebUserPrefsMeUser: {
      getMaybeMePnUser: () => wid('4930111222@c.us'),
      getMaybeMeLidUser: () => wid('9@lid'),
    },
    WAWebMsgKey: class {
      readonly text: string;
      constructor({ to, id }: { to: Wid; id: string }) {
        this.text = `true_${to.toString()}_${id}`;
      }
      toString() {
        return this.text;
      }
    },
    WAWebCollections: {
      Msg: {
        get: (key: string) => (page.acks.has(key) ? { ack: page.acks.get(key) } : undefined),
      },
    },
  };
  vi.stubGlobal('require', (name: string) => modules[name]);
  return page;
}

interface Wid {
  isLid(): boolean;
  toString(): string;
}

const wid = (text: string): Wid => ({ isLid: () => text.endsWith('@lid'), toString: () => text });
const KEY = 'true_4915112345@c.us_ID1';
const order = { chat: '4915112345@c.us', id: 'ID1', text: 'hello', options: {}, ms: 1_000 };
const outcome = () => awaitSend({ id: 'ID1', ms: 10_000 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a send inside the page', () => {
  test('goes out under the prepared key', async () => {
    const page = pretendPage();
    beginSend(order);
    expect(await outcome()).toEqual({ result: 'accepted' });
    expect(page.handedOver).toEqual([KEY]);
    expect(await outcome()).toBe('gone');
  });

  test('to nobody on WhatsApp is not begun', async () => {
    const page = pretendPage();
    beginSend({ ...order, chat: '4999999@c.us' });
    expect(await outcome()).toEqual({ result: 'no-chat', why: 'No LID for user' });
    expect(page.handedOver).toEqual([]);
  });

  test('that fails before it is handed over did not go out', async () => {
    const page = pretendPage();
    page.prepare = () => Promise.reject(new Error('upload failed'));
    beginSend(order);
    expect(await outcome()).toEqual({
      result: 'failed',
      isHandedOver: false,
      ack: null,
      why: 'upload failed',
    });
  });

  test('that fails afterwards says how far the message got', async () => {
    const page = pretendPage(() => Promise.reject(new Error('cannot send')));
    page.acks.set(KEY, -1);
    beginSend(order);
    expect(await outcome()).toMatchObject({ isHandedOver: true, ack: -1, why: 'cannot send' });
  });

  test('that is ready too late is not handed over any more', async () => {
    const page = pretendPage();
    page.prepare = () => new Promise((resolve) => setTimeout(resolve, 1_001));
    beginSend(order);
    const late = outcome();
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await late).toMatchObject({ isHandedOver: false, why: 'too late to send' });
    expect(page.handedOver).toEqual([]);
  });

  test('that takes its time is running', async () => {
    pretendPage(() => new Promise(() => {}));
    beginSend(order);
    const waiting = outcome();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await waiting).toBe('running');
  });
});
