import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { makeBench } from './stock-client.ts';
import type { Bench, StockClient } from './stock-client.ts';

/** What today's WhatsApp Web does to the library's newest release. */
let bench: Bench;
let stock: StockClient;
let anna: Customer;

beforeAll(async () => {
  bench = await makeBench();
  stock = await bench.ready();
  anna = bench.wa.customer('+4915112345', { name: 'Anna' });
});
afterAll(() => bench.end());

test('a message arrives, but its id has no _serialized', async () => {
  const written = anna.writes('hello');
  const message = await stock.message('message', 'hello');
  expect(message.from).toBe(anna.address);
  expect(message.id._serialized).toBeUndefined();
  expect(message.id).toEqual({
    fromMe: false,
    remote: anna.address,
    id: written.key.id,
    $1: `false_${anna.address}_${written.key.id}`,
  });
});

test('user ids keep their _serialized', () => {
  expect(stock.client.info.wid._serialized).toBe('4930111222@c.us');
});

test('sendMessage resolves with undefined although the message went out, once', async () => {
  const result: unknown = await stock.client.sendMessage(anna.address, 'good morning');
  expect(result).toBeUndefined();
  const sent = await bench.wa.waitForSent((message) => message.body === 'good morning');
  expect(sent).toMatchObject({ to: anna.address, type: 'chat' });
  await stock.message('message_create', 'good morning');
  expect(bench.wa.sent).toHaveLength(1);
});

test('listing chats, opening one and downloading media throw', async () => {
  anna.sendsImage(new Uint8Array([1, 2, 3]), 'image/png', 'look');
  const picture = await stock.message('message', 'look');
  expect(picture.hasMedia).toBe(true);
  await expect(picture.downloadMedia()).rejects.toThrow();
  await expect(stock.client.getChats()).rejects.toThrow();
  await expect(stock.client.getChatById(anna.address)).rejects.toThrow();
});

test('a message can get its id before it is sent, and be found by it afterwards', async () => {
  const id = await stock.client.pupPage?.evaluate(
    sendWithOwnId,
    anna.address,
    'with an id of my own',
  );
  const sent = await bench.wa.waitForSent((message) => message.body === 'with an id of my own');
  expect(sent.key.id).toBe(id);
  expect(sent.key.id).toMatch(/^3EB0[0-9A-F]{18}$/);

  await stock.acknowledged(sent.key.id, 1);
  const key = `true_${anna.address}_${sent.key.id}`;
  expect(await stock.client.getMessageById(key)).toMatchObject({ ack: 1, fromMe: true });
  expect(await stock.client.getMessageById(`true_${anna.address}_3EB0FFFF`)).toBeNull();
});

interface PageModules {
  WAWebMsgKey: { new (parts: object): { id: string }; newId(): Promise<string> };
  WAWebUserPrefsMeUser: { getMaybeMePnUser(): object };
  WAWebCollections: { Chat: { get(id: string): { id: object } } };
  WAWebSendMsgChatAction: {
    addAndSendMsgToChat(chat: object, message: object): [Promise<object>, Promise<object>];
  };
}

/** Runs in the page: the parts of the library's send that matter, with the id made first. */
async function sendWithOwnId(to: string, text: string): Promise<string> {
  const load = <N extends keyof PageModules>(name: N) =>
    (window as unknown as { require(name: N): PageModules[N] }).require(name);
  const MsgKey = load('WAWebMsgKey');
  const chat = load('WAWebCollections').Chat.get(to);
  const from = load('WAWebUserPrefsMeUser').getMaybeMePnUser();
  const id = await MsgKey.newId();
  const message = {
    id: new MsgKey({ from, to: chat.id, id, selfDir: 'out' }),
    ack: 0,
    body: text,
    from,
    to: chat.id,
    local: true,
    self: 'out',
    t: Math.floor(Date.now() / 1000),
    isNewMsg: true,
    type: 'chat',
  };
  const [accepted, answered] = load('WAWebSendMsgChatAction').addAndSendMsgToChat(chat, message);
  await accepted;
  await answered;
  return id;
}

test('the page lacks nothing that was asked for', () => {
  expect(bench.wa.missingModules()).toEqual([]);
});
