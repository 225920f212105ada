import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { wholeFile } from '#test/doubles/gateway/whole-file.ts';
import type { StoredMessage } from '#test/doubles/whatsapp-web/server/chat-record.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { makeProfileFolder, observeGateway, sendText } from './linked-gateway.ts';
import type { ObservedGateway } from './linked-gateway.ts';

const keyOf = ({ key }: StoredMessage): WaMessageKey =>
  waMessageKeySchema.parse(`${String(key.fromMe)}_${key.remote}_${key.id}`);
const isText = (text: string) => (message: IncomingMessage) =>
  message.content.kind === 'text' && message.content.text === text;

describe.each(['current', 'old'] as const)('on a page with %s message keys', (keyShape) => {
  let wa: WhatsAppDouble;
  let office: ObservedGateway;
  let folder: Awaited<ReturnType<typeof makeProfileFolder>>;

  beforeAll(async () => {
    wa = await startWhatsAppDouble({ keyShape });
    folder = await makeProfileFolder();
    office = observeGateway(folder.path, wa.browserPath);
    await office.gateway.start();
    await wa.phone.scan();
    await office.becomes('connected');
  });

  afterAll(async () => {
    await office.gateway.stop();
    await wa.close();
    await folder.remove();
  });

  const person = (number: string, about: Parameters<WhatsAppDouble['customer']>[1] = {}) => {
    const customer = wa.customer(number, about);
    return { customer, address: waAddressSchema.parse(customer.address) };
  };

  test('the number is connected and nothing of the page is affected', () => {
    expect(office.gateway.link()).toMatchObject({
      name: 'connected',
      phone: '+4930111222',
      displayName: 'Front Office',
      affected: [],
    });
  });

  test('a text arrives with who wrote it and when', async () => {
    const { customer, address } = person('+4915100001', { name: 'Anna', savedName: 'Anna Arndt' });
    const sent = customer.writes('Is my bicycle ready?', { at: 1_760_000_000 });

    expect(await office.message(isText('Is my bicycle ready?'))).toEqual({
      key: keyOf(sent),
      from: 'contact',
      at: 1_760_000_000_000,
      contact: {
        address,
        addresses: [address],
        phone: '+4915100001',
        savedName: 'Anna Arndt',
        whatsappName: 'Anna',
      },
      content: { kind: 'text', text: 'Is my bicycle ready?' },
    });
  });

  test('somebody with a hidden number is known by both addresses when WhatsApp tells', async () => {
    const { customer, address } = person('700000000000001@lid', {
      name: 'Lida',
      phone: '+4915100002',
    });
    customer.writes('from a lid');

    const { contact } = await office.message(isText('from a lid'));
    expect(contact.address).toBe(address);
    expect(contact.addresses).toEqual([address, '4915100002@c.us']);
    expect(contact.phone).toBe('+4915100002');
    expect(contact.whatsappName).toBe('Lida');
  });

  test('somebody is put on the block list and taken off it', async () => {
    const { customer, address } = person('+4915100077');
    customer.writes('To be blocked');
    await office.message(isText('To be blocked'));
    expect(await office.gateway.blocked()).not.toContain(address);
    await office.gateway.setBlocked(address, true);
    expect(await office.gateway.blocked()).toContain(address);
    await office.gateway.setBlocked(address, false);
    expect(await office.gateway.blocked()).not.toContain(address);
  });

  test('image, voice note and document arrive, and their bytes can be fetched', async () => {
    const { customer } = person('+4915100003');
    const files = {
      image: randomBytes(50_000),
      voice: randomBytes(20_000),
      document: randomBytes(300_000),
    };
    const sent = [
      customer.sendsImage(files.image, 'image/jpeg', 'The broken part'),
      customer.sendsVoice(files.voice, 7),
      customer.sendsDocument(files.document, 'application/pdf', 'Invoice 12.pdf'),
    ];
    const arrived = await Promise.all(
      sent.map((each) => office.message(({ key }) => key === keyOf(each))),
    );

    expect(arrived.map(({ content }) => content)).toMatchObject([
      {
        kind: 'image',
        caption: 'The broken part',
        media: { mime: 'image/jpeg', bytes: 50_000, width: 640 },
      },
      { kind: 'voice', caption: '', media: { state: 'pending', seconds: 7, hash: null } },
      {
        kind: 'document',
        caption: '',
        media: { fileName: 'Invoice 12.pdf', mime: 'application/pdf' },
      },
    ]);
    for (const [index, bytes] of Object.values(files).entries()) {
      const media = await office.gateway.fetchMedia(arrived[index]?.key as WaMessageKey);
      expect((await wholeFile(media)).equals(bytes)).toBe(true);
      expect(media.mime).toBe(sent[index]?.media?.mime);
    }
  });

  test('a file that WhatsApp has deleted is unavailable, and so is one that never was', async () => {
    const { customer, address } = person('+4915100004');
    const sent = customer.sendsImage(randomBytes(100));
    wa.expireMedia(sent);
    await office.message(({ key }) => key === keyOf(sent));

    const unavailable = expect.objectContaining({ code: 'media-unavailable' }) as unknown;
    await expect(office.gateway.fetchMedia(keyOf(sent))).rejects.toEqual(unavailable);
    const unknown = waMessageKeySchema.parse(`false_${address}_NEVER`);
    await expect(office.gateway.fetchMedia(unknown)).rejects.toEqual(unavailable);
  });

  test('groups, status, channels and notices stay out', async () => {
    const { customer, address } = person('+4915100006');
    wa.group('120363000000000001@g.us', 'Family', [customer]);
    customer.writes('to the group', { in: '120363000000000001@g.us' });
    customer.writes('to everybody', { in: 'status@broadcast' });
    customer.writes('to the channel', { in: '120363000000000002@newsletter' });
    customer.sends('e2e_notification');
    customer.writes('to the office');
    await office.message(isText('to the office'));

    const texts = office.events.flatMap((event) =>
      event.type === 'message' && event.message.contact.address === address
        ? [event.message.content]
        : [],
    );
    expect(texts).toEqual([{ kind: 'text', text: 'to the office' }]);
    expect(JSON.stringify(office.events)).not.toMatch(/to the group|to everybody|to the channel/);
    const chats = await office.gateway.chats();
    expect(chats.filter((chat) => !/^[0-9]+@(c\.us|lid)$/.test(chat.address))).toEqual([]);
  });

  test('a text goes out once under its prepared key, is echoed and acknowledged', async () => {
    const { customer, address } = person('+4915100007');
    const { key, outcome } = await sendText(office.gateway, address, 'It is ready.');
    expect(outcome).toEqual({ outcome: 'accepted' });

    const echo = await office.message((message) => message.key === key);
    expect(echo).toMatchObject({ from: 'us', content: { kind: 'text', text: 'It is ready.' } });
    await office.acknowledged(key, 'sent');
    customer.receives();
    await office.acknowledged(key, 'delivered');
    customer.reads();
    await office.acknowledged(key, 'read');
    expect(await office.gateway.find(key)).toBe('read');

    const copies = wa.sent.filter((message) => message.body === 'It is ready.');
    expect(copies.map(keyOf)).toEqual([key]);
  });

  test('sending does not mark the chat as read', async () => {
    const { customer, address } = person('+4915100008');
    customer.writes('unread question');
    await office.message(isText('unread question'));
    await sendText(office.gateway, address, 'answer');
    expect(wa.seen.filter(({ chat }) => chat === address)).toEqual([]);
    expect(wa.chat(address).unread).toBe(1);
  });

  test('an image goes out with its caption and the same bytes', async () => {
    const { address } = person('+4915100009');
    const bytes = randomBytes(40_000);
    const path = join(folder.path, 'picture.png');
    await writeFile(path, bytes);
    const key = await office.gateway.newKey(address);
    const outcome = await office.gateway.send({
      key,
      to: address,
      content: { kind: 'image', caption: 'Look', path, mime: 'image/png', fileName: 'picture.png' },
    });

    expect(outcome).toEqual({ outcome: 'accepted' });
    const sent = await wa.waitForSent((message) => message.to === address);
    expect(keyOf(sent)).toBe(key);
    expect(sent.media?.caption).toBe('Look');
    expect(wa.bytesOf(sent)?.equals(bytes)).toBe(true);
  });

  test('what the owner types on the phone is ours', async () => {
    const { address } = person('+4915100010');
    const typed = wa.phone.types(address, 'typed on the phone');
    const message = await office.message(isText('typed on the phone'));
    expect(message).toMatchObject({ key: keyOf(typed), from: 'us', contact: { address } });
  });

  test('a number that is not on WhatsApp is refused', async () => {
    const { outcome } = await sendText(office.gateway, '4999999999@c.us', 'anybody there?');
    expect(outcome).toMatchObject({ outcome: 'refused', failure: { code: 'not-on-whatsapp' } });
  });

  test('a file that cannot be read is refused', async () => {
    const { address } = person('+4915100011');
    const outcome = await office.gateway.send({
      key: await office.gateway.newKey(address),
      to: address,
      content: {
        kind: 'image',
        caption: '',
        path: join(folder.path, 'absent.png'),
        mime: 'image/png',
        fileName: 'absent.png',
      },
    });
    expect(outcome).toMatchObject({ outcome: 'refused', failure: { code: 'media-rejected' } });
  });

  test('a message that WhatsApp refuses is accepted first and refused afterwards', async () => {
    const { address } = person('+4915100012');
    await wa.faults.refuseSend('nack');
    const { key, outcome } = await sendText(office.gateway, address, 'refused');
    expect(outcome).toEqual({ outcome: 'accepted' });
    await office.acknowledged(key, 'refused');
    expect(await office.gateway.find(key)).toBe('refused');
  });

  test('a send that throws leaves it open what happened, and a look tells', async () => {
    const { address } = person('+4915100013');
    await wa.faults.refuseSend('throws');
    const { key, outcome } = await sendText(office.gateway, address, 'thrown');
    expect(outcome).toMatchObject({ outcome: 'unknown' });
    expect(await office.gateway.find(key)).toBe('absent');
  });

  test('a message on its way is pending', async () => {
    const { address } = person('+4915100015');
    await wa.faults.hangSend('silent');
    const { key, outcome } = await sendText(office.gateway, address, 'no acknowledgement');
    expect(outcome).toEqual({ outcome: 'accepted' });
    expect(await office.gateway.find(key)).toBe('pending');
  });

  test('history gives the newest messages, oldest first', async () => {
    const { customer, address } = person('+4915100016', { name: 'Hanna' });
    for (let index = 1; index <= 30; index += 1) {
      customer.writes(`number ${index}`, { at: 1_760_000_000 + index });
    }
    await office.message(isText('number 30'));
    const { messages: history } = await office.gateway.history(address, 10, null);
    expect(history.map(({ content }) => content.kind === 'text' && content.text)).toEqual(
      Array.from({ length: 10 }, (_, index) => `number ${index + 21}`),
    );
    expect(history[0]?.contact.whatsappName).toBe('Hanna');
  });

  test('a sync that repeats says ready again and repeats no message', async () => {
    const { customer } = person('+4915100017');
    const ready = office.next(({ type }) => type === 'ready');
    wa.faults.flipSync();
    await ready;
    const sent = customer.writes('once');
    const after = customer.writes('and after');
    await office.message(({ key }) => key === keyOf(after));
    const copies = office.events.filter(
      (event) => event.type === 'message' && event.message.key === keyOf(sent),
    );
    expect(copies).toHaveLength(1);
  });

  test('a chat is marked as read only when it is asked for', async () => {
    const { customer, address } = person('+4915100018');
    customer.writes('has anybody seen this?');
    await office.message(isText('has anybody seen this?'));
    await sendText(office.gateway, address, 'not by answering');
    const isTheirs = ({ chat }: { readonly chat: string }) => chat === address;
    expect(wa.seen.filter(isTheirs)).toEqual([]);
    await office.gateway.markSeen(address);
    // Asks WhatsApp as well, on the same way and after it.
    await office.gateway.history(address, 50, null);
    expect(wa.seen.filter(isTheirs)).toHaveLength(1);
  });

  test('the page has everything that was asked of it', () => {
    expect(wa.missingModules()).toEqual([]);
    expect(wa.pageErrors()).toEqual([]);
  });
});
