import { describe, expect, test } from 'vitest';
import { toAcknowledgement, toIncoming } from '#main/gateway/whatsapp/inbound/incoming.ts';
import { isNotice } from '#main/gateway/whatsapp/inbound/notices.ts';
import { personAddress, phoneOf } from '#main/gateway/whatsapp/inbound/person-chat.ts';
import { rawMessageSchema } from '#main/gateway/whatsapp/inbound/raw-message.ts';
import { waAddressSchema } from '#shared/domain/ids.ts';
import { createRecordingLog } from '#test/doubles/log.ts';
import { rawMessage } from './raw-messages.ts';

const NOW = 1_770_000_000_000;
const anna = waAddressSchema.parse('4915112345@c.us');
const facts = { address: anna, other: null, savedName: 'Anna Arndt', whatsappName: null };

function map(about: Record<string, unknown> = {}, key: Record<string, unknown> = {}) {
  const log = createRecordingLog();
  const message = toIncoming(rawMessageSchema.parse(rawMessage(about, key)), facts, NOW, log);
  return { message, log };
}

const contentOf = (about: Record<string, unknown>) => map(about).message?.content;

describe('a page message becomes', () => {
  test('a text with its author and time', () => {
    expect(map().message).toEqual({
      key: 'false_4915112345@c.us_AC01',
      from: 'contact',
      at: 1_760_000_000_000,
      contact: {
        address: anna,
        addresses: [anna],
        phone: '+4915112345',
        savedName: 'Anna Arndt',
        whatsappName: 'Anna',
      },
      content: { kind: 'text', text: 'hello' },
    });
  });

  test('one of ours without our own name on the contact', () => {
    const { message } = map({ notifyName: 'Front Office' }, { fromMe: true });
    expect(message).toMatchObject({ from: 'us', contact: { whatsappName: null } });
  });

  test('the same whether the key carries its text as $1, as _serialized or not at all', () => {
    const keys = [{ $1: 'x' }, { $1: undefined, _serialized: 'x' }, { $1: undefined }];
    expect(new Set(keys.map((key) => map({}, key).message?.key)).size).toBe(1);
    expect(map({}, { remote: { _serialized: '4915112345@c.us' } }).message?.contact.address).toBe(
      anna,
    );
  });

  test.each([
    ['image', 'image'],
    ['video', 'video'],
    ['ptv', 'video'],
    ['audio', 'audio'],
    ['ptt', 'voice'],
    ['document', 'document'],
    ['sticker', 'sticker'],
  ])('for %s media of kind %s that are still to be fetched', (type, kind) => {
    const content = contentOf({
      type,
      body: 'THUMBNAIL',
      mimetype: 'a/b',
      size: 12,
      duration: '7',
    });
    expect(content).toEqual({
      kind,
      caption: '',
      media: {
        state: 'pending',
        hash: null,
        mime: 'a/b',
        bytes: 12,
        fileName: null,
        seconds: 7,
        width: null,
        height: null,
      },
    });
  });

  test('media with what a person wrote under it, but not with the name of the file', () => {
    expect(contentOf({ type: 'image', caption: 'Look' })).toMatchObject({ caption: 'Look' });
    const invoice = { type: 'document', caption: 'a.pdf', filename: 'a.pdf' };
    expect(contentOf(invoice)).toMatchObject({ caption: '', media: { fileName: 'a.pdf' } });
  });

  test('media even when WhatsApp gives odd numbers', () => {
    const odd = { type: 'video', size: -1, duration: 'long', width: 0, height: 480.4 };
    expect(contentOf(odd)).toMatchObject({
      media: { bytes: null, seconds: null, width: null, height: 480, mime: 'video/mp4' },
    });
  });

  test.each(['location', 'vcard', 'multi_vcard', 'poll_creation', 'brand_new'])(
    'unsupported for %s with nothing in it',
    (type) => {
      expect(contentOf({ type, body: '' })).toEqual({ kind: 'unsupported', type });
    },
  );

  test('unsupported and a line in the log without the text when it does not fit', () => {
    const { message, log } = map({ body: 'secret '.repeat(20_000) });
    expect(message).toMatchObject({
      key: 'false_4915112345@c.us_AC01',
      content: { kind: 'unsupported', type: 'chat' },
    });
    expect(log.lines).toHaveLength(1);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  test('nothing when its key cannot be used, and the log says so', () => {
    const { message, log } = map({}, { id: 'A'.repeat(400) });
    expect(message).toBeNull();
    expect(log.lines).toMatchObject([{ level: 'error' }]);
  });

  test('dated now when WhatsApp gives no time', () => {
    expect(map({ t: undefined }).message?.at).toBe(NOW);
  });
});

describe('what WhatsApp Web puts into chats by itself', () => {
  test.each(['e2e_notification', 'gp2', 'notification_template', 'protocol', 'reaction'])(
    'is a notice: %s',
    (type) => {
      expect(isNotice(rawMessageSchema.parse(rawMessage({ type })))).toBe(true);
    },
  );

  test.each(['chat', 'image', 'ciphertext', 'call_log', 'brand_new'])('is not: %s', (type) => {
    expect(isNotice(rawMessageSchema.parse(rawMessage({ type })))).toBe(false);
  });
});

describe('a chat with one person', () => {
  test.each(['4915112345@c.us', '700000000000001@lid'])('is %s', (chat) => {
    expect(personAddress(chat)).toBe(chat);
  });

  test.each(['120363@g.us', 'status@broadcast', '12@broadcast', '120363@newsletter', '0@c.us', ''])(
    'is not %j',
    (chat) => {
      expect(personAddress(chat)).toBeNull();
    },
  );

  test('tells the phone number only when it is one', () => {
    expect(phoneOf('4915112345@c.us')).toBe('+4915112345');
    expect(phoneOf('700000000000001@lid')).toBeNull();
  });
});

test.each([
  [-1, 'refused'],
  [0, null],
  [1, 'sent'],
  [2, 'delivered'],
  [3, 'read'],
  [4, 'played'],
  [5, null],
  [undefined, null],
] as const)('the acknowledgement %s means %s', (ack, state) => {
  expect(toAcknowledgement(ack)).toBe(state);
});
