import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingContent } from '#main/core/ports/gateway.ts';
import { waAddressSchema, waMessageKeySchema } from '#shared/domain/ids.ts';
import { wholeFile } from '#test/doubles/gateway/whole-file.ts';
import type { StoredMessage } from '#test/doubles/whatsapp-web/server/chat-record.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import { makeProfileFolder, observeGateway } from './linked-gateway.ts';
import type { ObservedGateway } from './linked-gateway.ts';

const keyOf = ({ key }: StoredMessage) =>
  waMessageKeySchema.parse(`${String(key.fromMe)}_${key.remote}_${key.id}`);

const VCARD = 'BEGIN:VCARD\nVERSION:3.0\nFN:Grace\nTEL;type=CELL;waid=491511:+49 151 1\nEND:VCARD';
const grace = {
  name: 'Grace',
  organization: '',
  phones: [{ number: '+49 151 1', label: 'CELL' }],
  emails: [],
};

/** As WhatsApp Web's models have them: its type, its properties, and what comes of it. */
const KINDS: readonly (readonly [string, Record<string, unknown>, object])[] = [
  [
    'location',
    { lat: 52.5, lng: 13.3, loc: 'Gate\nSquare 1, Berlin', body: '/9j/4AAQSkZJRg==' },
    { kind: 'location', latitude: 52.5, name: 'Gate', address: 'Square 1, Berlin', isLive: false },
  ],
  ['location', { lat: 1, lng: 2, isLive: true }, { kind: 'location', isLive: true }],
  ['vcard', { body: VCARD, vcardFormattedName: 'Grace' }, { kind: 'contacts', cards: [grace] }],
  [
    'multi_vcard',
    {
      body: '',
      vcardList: [
        { displayName: 'Grace', vcard: VCARD },
        { displayName: 'Ada', vcard: '' },
      ],
    },
    { kind: 'contacts', cards: [grace, { name: 'Ada' }] },
  ],
  [
    'poll_creation',
    {
      pollName: 'When?',
      pollOptions: [
        { name: 'Now', localId: 0 },
        { name: 'Later', localId: 1 },
      ],
      pollSelectableOptionsCount: 1,
    },
    { kind: 'poll', question: 'When?', options: ['Now', 'Later'], allowsMany: false },
  ],
  [
    'list',
    { list: { title: 'Branch', description: 'Which?', sections: [{ rows: [{ title: 'Port' }] }] } },
    { kind: 'menu', text: 'Which?', options: [{ title: 'Port' }] },
  ],
  [
    'list_response',
    { body: 'Port', listResponse: { title: 'Port', singleSelectReply: { selectedRowId: 'a' } } },
    { kind: 'choice', text: 'Port' },
  ],
  ['buttons_response', { body: 'Yes', selectedButtonId: 'b' }, { kind: 'choice', text: 'Yes' }],
  [
    'order',
    { orderTitle: 'Bread', itemCount: 2, totalAmount1000: 9_000, totalCurrencyCode: 'EUR' },
    { kind: 'order', items: 2, total: { thousandths: 9_000, currency: 'EUR' } },
  ],
  ['product', { title: 'Rye', description: 'Dark' }, { kind: 'product', title: 'Rye' }],
  [
    'groups_v4_invite',
    { inviteGrpName: 'Neighbours', inviteCodeExp: 1_790_000_000 },
    { kind: 'group-invite', groupName: 'Neighbours' },
  ],
  [
    'event_creation',
    { eventName: 'Tasting', eventStartTime: 1_790_000_000, eventLocation: { name: 'Harbour' } },
    { kind: 'scheduled-event', name: 'Tasting', startsAt: 1_790_000_000_000, place: 'Harbour' },
  ],
  [
    'payment',
    { paymentAmount1000: 12_000, paymentCurrency: 'INR', paymentNoteMsg: { body: 'Bread' } },
    { kind: 'payment', amount: { thousandths: 12_000, currency: 'INR' }, note: 'Bread' },
  ],
  ['call_log', { subtype: 'miss_video' }, { kind: 'call', isVideo: true, outcome: 'missed' }],
  ['call_log', { callOutcome: 'Connected', callDuration: 5 }, { kind: 'call', seconds: 5 }],
  [
    'e2e_notification',
    { subtype: 'identity' },
    { kind: 'system', notice: { type: 'security-code-changed' } },
  ],
  [
    'protocol',
    { subtype: 'ephemeral_setting', ephemeralDuration: 86_400 },
    { kind: 'system', notice: { type: 'disappearing-timer', seconds: 86_400 } },
  ],
  ['brand_new', {}, { kind: 'unsupported', type: 'brand_new' }],
];

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

  test.each(KINDS)('%s %o arrives as what it is', async (type, extra, content) => {
    const customer = wa.customer('+4915100020', { name: 'Grace' });
    const sent = customer.sends(type, extra);
    const message = await office.message(({ key }) => key === keyOf(sent));
    expect(message).toMatchObject({ from: 'contact', content });
  });

  test('a GIF is a video that plays like one', async () => {
    const customer = wa.customer('+4915100021', { name: 'Ada' });
    const bytes = randomBytes(3_000);
    const sent = customer.sendsMedia('video', { bytes, mime: 'video/mp4', isGif: true });
    const message = await office.message(({ key }) => key === keyOf(sent));
    expect(message.content).toMatchObject({ kind: 'gif', media: { mime: 'video/mp4' } });
  });

  test('a file of several pieces is whole', async () => {
    const customer = wa.customer('+4915100022', { name: 'Ida' });
    const bytes = randomBytes(9_500_000);
    const sent = customer.sendsDocument(bytes, 'application/zip', 'all.zip');
    await office.message(({ key }) => key === keyOf(sent));
    const media = await office.gateway.fetchMedia(keyOf(sent));
    expect((await wholeFile(media)).equals(bytes)).toBe(true);
    expect(media).toMatchObject({ mime: 'application/zip', fileName: 'all.zip' });
  });

  test('what cannot be read yet waits, and says what it says under the same key', async () => {
    const customer = wa.customer('+4915100023', { name: 'Eva' });
    const { message, becomesReadable } = customer.writesUnreadably('At last');
    const isIt = ({ key }: { key: string }) => key === keyOf(message);
    expect(await office.message(isIt)).toMatchObject({ content: { kind: 'waiting' } });
    becomesReadable();
    const read = await office.message((each) => isIt(each) && each.content.kind === 'text');
    expect(read.content).toEqual({ kind: 'text', text: 'At last' });
  });

  test('a call rings as a message and as a call, and can be ended', async () => {
    const customer = wa.customer('+4915100027', { name: 'Ute' });
    const heard = office.next(({ type }) => type === 'call');
    const id = customer.calls(true);
    const call = await heard;
    expect(call).toMatchObject({ type: 'call', callId: id, peer: customer.address });
    expect(
      call.type === 'call' && (await office.message(({ key }) => key === call.key)),
    ).toMatchObject({
      from: 'contact',
      content: { kind: 'call', isVideo: true, outcome: 'unknown' },
    });
    const rejected = wa.nextRejectedCall();
    await office.gateway.rejectCall({ callId: id, peer: customer.address });
    expect(await rejected).toBe(id);
  });

  async function send(to: string, content: OutgoingContent) {
    const address = waAddressSchema.parse(to);
    const key = await office.gateway.newKey(address);
    const sent = wa.waitForSent((message) => keyOf(message) === key);
    expect(await office.gateway.send({ key, to: address, content })).toEqual({
      outcome: 'accepted',
    });
    return sent;
  }

  test('a place, cards and a poll go out as what they are', async () => {
    const { address } = wa.customer('+4915100024', { name: 'Mia' });
    const place = { latitude: 52.5, longitude: 13.3, name: 'Shop', address: 'Port 1' };
    expect(await send(address, { kind: 'location', isLive: false, ...place })).toMatchObject({
      type: 'location',
      extra: { lat: 52.5, lng: 13.3, loc: 'Shop\nPort 1' },
    });
    const one = await send(address, { kind: 'contacts', cards: [grace] });
    expect(one).toMatchObject({ type: 'vcard', extra: { vcardFormattedName: 'Grace' } });
    expect(one.body).toContain('TEL;type=CELL;waid=491511:+49 151 1');
    const ada = { ...grace, name: 'Ada' };
    expect(await send(address, { kind: 'contacts', cards: [grace, ada] })).toMatchObject({
      type: 'multi_vcard',
      extra: { vcardList: [{ displayName: 'Grace' }, { displayName: 'Ada' }] },
    });
    const poll = { question: 'When?', options: ['Now', 'Later'], allowsMany: true };
    expect(await send(address, { kind: 'poll', ...poll })).toMatchObject({
      type: 'poll_creation',
      extra: {
        pollName: 'When?',
        pollOptions: [
          { name: 'Now', localId: 0 },
          { name: 'Later', localId: 1 },
        ],
        pollSelectableOptionsCount: 0,
      },
    });
  });

  test('our own place comes back as it went out', async () => {
    const { address } = wa.customer('+4915100025', { name: 'Lea' });
    const place = { latitude: 1, longitude: 2, name: 'Shop', address: 'Port 1', isLive: false };
    const sent = await send(address, { kind: 'location', ...place });
    const echo = await office.message(({ key }) => key === keyOf(sent));
    expect(echo).toMatchObject({ from: 'us', content: { kind: 'location', ...place } });
  });

  test.each([
    ['gif', 'video/mp4', { type: 'video', extra: { isGif: true } }],
    ['video', 'video/mp4', { type: 'video' }],
    ['voice', 'audio/ogg; codecs=opus', { type: 'ptt' }],
    ['document', 'application/pdf', { type: 'document' }],
    ['sticker', 'image/webp', { type: 'sticker' }],
  ] as const)('a %s goes out as one', async (kind, mime, wire) => {
    const { address } = wa.customer('+4915100026', { name: 'Zoe' });
    const path = join(folder.path, `file-${kind}`);
    const bytes = randomBytes(2_000);
    await writeFile(path, bytes);
    const content = { kind, caption: '', path, mime, fileName: `a.${kind}` };
    const sent = await send(address, content);
    expect(sent).toMatchObject(wire);
    expect(sent.media?.size ?? bytes.length).toBe(bytes.length);
  });

  test('nothing was asked of the page that it does not have', () => {
    expect(wa.missingModules()).toEqual([]);
  });
});
