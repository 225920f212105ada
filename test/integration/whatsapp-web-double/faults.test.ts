import whatsapp from 'whatsapp-web.js';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { makeBench } from './stock-client.ts';
import type { Bench, StockClient } from './stock-client.ts';

let bench: Bench;
let stock: StockClient;
let anna: Customer;

beforeAll(async () => {
  bench = await makeBench({ keyShape: 'old' });
  stock = await bench.ready();
  anna = bench.wa.customer('+4915112345', { name: 'Anna' });
});
afterAll(() => bench.end());

test('500 messages in one go arrive complete and in order', async () => {
  const before = stock.values('message').length;
  const ben = bench.wa.customer('+4915199999', { name: 'Ben' });
  const texts = Array.from({ length: 500 }, (_, index) => `burst ${index}`);
  for (const [index, text] of texts.entries()) (index % 2 === 0 ? anna : ben).writes(text);
  const messages = await stock.first<{ body: string }>('message', before + 500);
  expect(messages.slice(before).map((message) => message.body)).toEqual(texts);
});

test('a refused message ends with acknowledgement -1 and reaches nobody', async () => {
  await bench.wa.faults.refuseSend('nack');
  const message = await stock.client.sendMessage(anna.address, 'refused');
  await stock.acknowledged(message.id.id, -1);
  await bench.wa.faults.refuseSend('throws');
  await expect(stock.client.sendMessage(anna.address, 'thrown')).rejects.toThrow('cannot send');
  expect(bench.wa.sent).toEqual([]);
});

test('a send can hang before and after the message went out', async () => {
  await bench.wa.faults.hangSend('before');
  void stock.client.sendMessage(anna.address, 'never out').catch(() => {});
  await bench.wa.faults.hangSend('after');
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  stock.client.sendMessage(anna.address, 'out').then(settle, settle);
  const sent = await bench.wa.waitForSent((message) => message.body === 'out');
  await stock.acknowledged(sent.key.id, 1);
  expect(isSettled).toBe(false);
  expect(bench.wa.sent).toHaveLength(1);
});

test('a message sent while WhatsApp says nothing stays at acknowledgement 0', async () => {
  await bench.wa.faults.hangSend('silent');
  const message = await stock.client.sendMessage(anna.address, 'quiet');
  await bench.wa.waitForSent((sent) => sent.key.id === message.id.id);
  const { key } = await bench.wa.waitForSent((sent) => sent.body === 'quiet');
  expect(await stock.client.getMessageById(`true_${anna.address}_${key.id}`)).toMatchObject({
    ack: 0,
  });
});

test('a download can fail and an upload, too', async () => {
  anna.sendsImage(new Uint8Array([1, 2, 3]), 'image/png', 'fails');
  const picture = await stock.message('message', 'fails');
  bench.wa.faults.failMedia('missing');
  expect(await picture.downloadMedia()).toBeUndefined();
  bench.wa.faults.failMedia('broken');
  await expect(picture.downloadMedia()).rejects.toThrow('500');
  expect((await picture.downloadMedia()).data).toBe('AQID');

  bench.wa.faults.failMedia('broken');
  const media = new whatsapp.MessageMedia('image/png', 'AQID');
  await expect(stock.client.sendMessage(anna.address, media)).rejects.toThrow('upload: 500');
});

test('after a lost socket the page comes back and shows what it missed', async () => {
  const before = stock.values('change_state').length;
  bench.wa.faults.dropSocket();
  await bench.wa.waitForConnected(0);
  anna.writes('during the blip');
  await stock.message('message', 'during the blip');
  expect(stock.values('change_state').slice(before)).toEqual(['OPENING', 'CONNECTED']);
});

test('what is on its way when the socket is cut comes afterwards, once and in order', async () => {
  const before = stock.values('message').length;
  const texts = Array.from({ length: 200 }, (_, index) => `on its way ${index}`);
  for (const text of texts.slice(0, 100)) anna.writes(text);
  bench.wa.faults.dropSocket();
  for (const text of texts.slice(100)) anna.writes(text);
  const messages = await stock.first<{ body: string }>('message', before + 200);
  expect(messages.slice(before).map((message) => message.body)).toEqual(texts);
});

test('while WhatsApp is unreachable nothing arrives; afterwards everything does', async () => {
  const restore = bench.wa.faults.unreachable();
  await bench.wa.waitForConnected(0);
  anna.writes('while unreachable');
  const sending = stock.client.sendMessage(anna.address, 'sent into the void');
  expect((await sending).ack).toBe(0);
  restore();
  await stock.message('message', 'while unreachable');
  await bench.wa.waitForSent((message) => message.body === 'sent into the void');
});

test('a busy page answers late, but answers', async () => {
  bench.wa.faults.busy(300);
  expect(await stock.client.getState()).toBe('CONNECTED');
});

test('a sync that flips makes authenticated and ready come again', async () => {
  const before = stock.values('ready').length;
  bench.wa.faults.flipSync();
  await stock.first('ready', before + 2);
});

test('after a reload the client gets ready again and messages go on', async () => {
  const before = stock.values('ready').length;
  bench.wa.faults.reloadPage();
  await stock.first('ready', before + 1);
  anna.writes('after the reload');
  await stock.message('message', 'after the reload');
});

test('a state the library does not accept closes the browser', async () => {
  bench.wa.faults.setState('CONFLICT');
  expect(await stock.first('disconnected')).toEqual(['CONFLICT']);
  await bench.wa.waitForConnected(0);
});

test('a sync that ends before the library listens never gets ready by itself', async () => {
  const other = await makeBench();
  onTestFinished(() => other.end());
  const first = await other.ready();
  await first.client.destroy();
  await other.wa.waitForConnected(0);
  other.wa.faults.syncEarly();
  const isSynced = other.wa.waitForSynced();
  const again = await other.start();
  await isSynced;
  await again.injected();
  expect(again.names()).toEqual([]);

  await again.client.pupPage?.evaluate('window.onAppStateHasSyncedEvent()');
  await again.first('ready');
});

test('the page lacks nothing that was asked for', () => {
  expect(bench.wa.missingModules()).toEqual([]);
});
