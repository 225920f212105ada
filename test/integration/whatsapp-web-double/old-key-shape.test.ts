import { randomBytes } from 'node:crypto';
import whatsapp from 'whatsapp-web.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { makeBench } from './stock-client.ts';
import type { Bench, StockClient } from './stock-client.ts';

/** The shape the library was written for: everything works as it comes. */
let bench: Bench;
let stock: StockClient;
let anna: Customer;

beforeAll(async () => {
  bench = await makeBench({ keyShape: 'old', autoAck: false });
  stock = await bench.ready();
  anna = bench.wa.customer('+4915112345', { name: 'Anna', savedName: 'Anna Berg' });
});
afterAll(() => bench.end());

test('a text arrives with its key', async () => {
  const written = anna.writes('hello');
  const message = await stock.message('message', 'hello');
  expect(message.id._serialized).toBe(`false_${anna.address}_${written.key.id}`);
  expect(message).toMatchObject({
    type: 'chat',
    from: anna.address,
    fromMe: false,
    hasMedia: false,
  });
  expect(message.timestamp).toBe(written.t);
});

test('media arrive and their bytes are equal', async () => {
  const files = [
    { bytes: randomBytes(70_000), type: 'image', mime: 'image/jpeg', caption: 'a picture' },
    { bytes: randomBytes(9_000), type: 'ptt', mime: 'audio/ogg; codecs=opus', seconds: 4 },
    { bytes: randomBytes(9_000), type: 'video', mime: 'video/mp4', caption: 'a film' },
    { bytes: randomBytes(900), type: 'sticker', mime: 'image/webp' },
    { bytes: randomBytes(20_000), type: 'document', mime: 'application/pdf', fileName: 'bill.pdf' },
  ];
  const before = stock.values('message').length;
  for (const { type, ...file } of files) anna.sendsMedia(type, file);
  const messages = await stock.first<whatsapp.Message>('message', before + files.length);

  for (const [index, file] of files.entries()) {
    const message = messages[before + index];
    expect(message).toMatchObject({ type: file.type, hasMedia: true, body: file.caption ?? '' });
    const media = await message?.downloadMedia();
    expect(media?.mimetype).toBe(file.mime);
    expect(media?.filename ?? undefined).toBe(file.fileName);
    expect(Buffer.from(media?.data ?? '', 'base64').equals(file.bytes)).toBe(true);
  }
});

test('media that WhatsApp no longer has give nothing', async () => {
  const sent = anna.sendsImage(randomBytes(100), 'image/png', 'gone');
  const message = await stock.message('message', 'gone');
  bench.wa.expireMedia(sent);
  expect(await message.downloadMedia()).toBeUndefined();
});

test('a place and a type nobody knows arrive as what they are', async () => {
  const before = stock.values('message').length;
  anna.sendsLocation(52.5, 13.4, 'Office');
  anna.sends('interactive', { title: 'Pick one' });
  const [place, other] = (await stock.first<whatsapp.Message>('message', before + 2)).slice(before);
  expect(place?.location).toMatchObject({ latitude: 52.5, longitude: 13.4 });
  expect(other).toMatchObject({ type: 'interactive', body: '' });
});

test('a sent text echoes before sendMessage resolves, then gets its acknowledgements', async () => {
  const result = await stock.client.sendMessage(anna.address, 'good morning');
  const echoed = stock.values<whatsapp.Message>('message_create').map((message) => message.body);
  expect(echoed).toContain('good morning');
  const sent = await bench.wa.waitForSent((message) => message.body === 'good morning');
  expect(result.id._serialized).toBe(`true_${anna.address}_${sent.key.id}`);
  expect(result.ack).toBe(0);

  bench.wa.acknowledge(sent, 1);
  await stock.acknowledged(sent.key.id, 1);
  anna.receives(sent);
  await stock.acknowledged(sent.key.id, 2);
  anna.reads(sent);
  await stock.acknowledged(sent.key.id, 3);
});

test('sent media reach WhatsApp with the same bytes', async () => {
  const bytes = randomBytes(50_000);
  const media = new whatsapp.MessageMedia('application/pdf', bytes.toString('base64'), 'offer.pdf');
  await stock.client.sendMessage(anna.address, media, { caption: 'our offer' });
  const sent = await bench.wa.waitForSent((message) => message.type === 'document');
  expect(sent.media).toMatchObject({
    mime: 'application/pdf',
    fileName: 'offer.pdf',
    caption: 'our offer',
  });
  expect(bench.wa.bytesOf(sent)?.equals(bytes)).toBe(true);
});

test('a sent picture, voice note and sticker have their types', async () => {
  const data = randomBytes(300).toString('base64');
  await stock.client.sendMessage(anna.address, new whatsapp.MessageMedia('image/png', data));
  const voice = new whatsapp.MessageMedia('audio/ogg; codecs=opus', data);
  await stock.client.sendMessage(anna.address, voice, { sendAudioAsVoice: true });
  await bench.wa.waitForSent((message) => message.type === 'image');
  await bench.wa.waitForSent((message) => message.type === 'ptt');
});

test('a reply quotes the message', async () => {
  const question = anna.writes('which colour?');
  const message = await stock.message('message', 'which colour?');
  await message.reply('blue');
  const sent = await bench.wa.waitForSent((it) => it.body === 'blue');
  expect(sent.quote).toMatchObject({ id: question.key.id, message: { body: question.body } });
});

test('chats, history and contacts can be read', async () => {
  const ben = bench.wa.customer('+4915199999', { name: 'Ben' });
  // A second apart: the library puts messages of the same second in any order.
  const start = Math.floor(Date.now() / 1000) - 120;
  for (let number = 1; number <= 120; number += 1) {
    ben.writes(`message ${number}`, { at: start + number });
  }
  await stock.message('message', 'message 120');

  const chats = await stock.client.getChats();
  const chat = chats.find((it) => it.name === '+4915199999');
  expect(chat).toMatchObject({ unreadCount: 120, isGroup: false });
  expect(chat?.lastMessage.body).toBe('message 120');

  const history = await chat?.fetchMessages({ limit: 100 });
  expect(history?.map((message) => message.body)).toEqual(
    Array.from({ length: 100 }, (_, index) => `message ${index + 21}`),
  );
  const contacts = await stock.client.getContacts();
  expect(contacts.find((contact) => contact.id._serialized === anna.address)).toMatchObject({
    name: 'Anna Berg',
    pushname: 'Anna',
    number: '4915112345',
    isMyContact: true,
  });
});

test('what cannot be read yet arrives as a message once it can', async () => {
  const late = anna.writesUnreadably('now you see me');
  const [unreadable] = await stock.first<whatsapp.Message>('message_ciphertext');
  expect(unreadable?.id.id).toBe(late.message.key.id);
  late.becomesReadable();
  expect((await stock.message('message', 'now you see me')).id.id).toBe(late.message.key.id);
});

test('edits and deletions are told', async () => {
  const written = anna.writes('at nine');
  await stock.message('message', 'at nine');
  const before = stock.values('message_edit').length;
  anna.edits(written, 'at ten');
  const edits = await stock.first('message_edit', before + 1);
  expect(edits.at(-1)).toMatchObject({ body: 'at ten' });
  anna.deletes(written);
  expect(await stock.first('message_revoke_everyone')).toMatchObject([{ type: 'revoked' }]);
});

test('a silent message is in the chat without an event', async () => {
  anna.writes('shh', { isSilent: true });
  anna.writes('aloud');
  await stock.message('message', 'aloud');
  const chat = await stock.client.getChatById(anna.address);
  const history = await chat.fetchMessages({ limit: 500 });
  expect(history.map((message) => message.body)).toContain('shh');
  expect(stock.values<whatsapp.Message>('message').map((it) => it.body)).not.toContain('shh');
});

test('a person has one chat, whichever of their addresses is used', async () => {
  const dora = bench.wa.customer('888000@lid', { name: 'Dora', phone: '+4915166666' });
  dora.writes('only one chat');
  await stock.message('message', 'only one chat');
  await stock.client.sendMessage('4915166666@c.us', 'to the phone address');
  const sent = await bench.wa.waitForSent((it) => it.body === 'to the phone address');
  expect(sent.to).toBe('888000@lid');
});

test('a person behind a @lid has a phone number', async () => {
  const carla = bench.wa.customer('777000@lid', { name: 'Carla', phone: '+4915155555' });
  carla.writes('from a lid');
  const message = await stock.message('message', 'from a lid');
  expect(message.from).toBe('777000@lid');
  expect(await stock.client.getContactLidAndPhone(['777000@lid'])).toEqual([
    { lid: '777000@lid', pn: '4915155555@c.us' },
  ]);
  await stock.client.sendMessage('777000@lid', 'to a lid');
  const sent = await bench.wa.waitForSent((it) => it.body === 'to a lid');
  expect(sent).toMatchObject({ to: '777000@lid', from: '900000000000001@lid' });
});

test('groups, status and channels arrive too, each from its own address', async () => {
  bench.wa.group('120363000@g.us', 'Neighbours', [anna]);
  anna.writes('in the group', { in: '120363000@g.us' });
  anna.writes('my status', { in: 'status@broadcast' });
  bench.wa.customer('120363999@newsletter', { name: 'News' }).writes('channel post');

  expect(await stock.message('message', 'in the group')).toMatchObject({
    from: '120363000@g.us',
    author: anna.address,
  });
  expect(await stock.message('message', 'my status')).toMatchObject({ isStatus: true });
  expect((await stock.message('message', 'channel post')).from).toBe('120363999@newsletter');
  const group = await stock.client.getChatById('120363000@g.us');
  expect(group).toMatchObject({ isGroup: true, name: 'Neighbours' });
});

test('what the owner types on the phone comes as a message of ours', async () => {
  const typed = bench.wa.phone.types(anna.address, 'from the phone');
  const message = await stock.message('message_create', 'from the phone');
  expect(message).toMatchObject({ fromMe: true, to: anna.address });
  expect(message.id.id).toBe(typed.key.id);
  expect(bench.wa.sent.map((sent) => sent.key.id)).not.toContain(typed.key.id);
});

test('nobody is written to who is not on WhatsApp', async () => {
  await expect(stock.client.sendMessage('4999@c.us', 'hello?')).rejects.toThrow('No LID for user');
  expect(await stock.client.isRegisteredUser('4999')).toBe(false);
  expect(await stock.client.isRegisteredUser('4915112345')).toBe(true);
});

test('the page lacks nothing that was asked for', () => {
  expect(bench.wa.missingModules()).toEqual([]);
});
