import { describe, expect, test } from 'vitest';
import { contentOf } from '#main/gateway/whatsapp/inbound/message-content.ts';
import { isNotice, systemContentOf } from '#main/gateway/whatsapp/inbound/notices.ts';
import { rawMessageSchema } from '#main/gateway/whatsapp/inbound/raw-message.ts';
import { contentSchema } from '#shared/domain/message.ts';
import { rawMessage } from './raw-messages.ts';

const rawOf = (about: Record<string, unknown>) => rawMessageSchema.parse(rawMessage(about));
const map = (about: Record<string, unknown>) => contentSchema.parse(contentOf(rawOf(about)));

const VCARD = 'BEGIN:VCARD\nVERSION:3.0\nFN:Grace Hopper\nTEL;type=CELL:+49 151 1\nEND:VCARD';
const grace = {
  name: 'Grace Hopper',
  organization: '',
  phones: [{ number: '+49 151 1', label: 'CELL' }],
  emails: [],
};

describe('a page message becomes', () => {
  test('a GIF when it is a video that plays like one', () => {
    expect(map({ type: 'video', isGif: true })).toMatchObject({ kind: 'gif' });
    expect(map({ type: 'video', isGif: false })).toMatchObject({ kind: 'video' });
  });

  test('a place with its name and address', () => {
    const place = { type: 'location', lat: 52.5, lng: 13.3, loc: 'Gate\nSquare 1\nBerlin' };
    expect(map({ ...place, body: 'THUMBNAIL' })).toEqual({
      kind: 'location',
      latitude: 52.5,
      longitude: 13.3,
      name: 'Gate',
      address: 'Square 1, Berlin',
      isLive: false,
    });
    expect(map({ type: 'location', lat: 0, lng: 0 })).toMatchObject({ name: '', address: '' });
    expect(map({ type: 'location', lat: 1, lng: 2, isLive: true })).toMatchObject({ isLive: true });
  });

  test('unsupported when a place is nowhere on earth', () => {
    expect(map({ type: 'location', lat: 91, lng: 0 })).toMatchObject({ kind: 'unsupported' });
    expect(map({ type: 'location', lat: 'north', lng: 0 })).toMatchObject({ kind: 'unsupported' });
  });

  test('contact cards, one or many, those that cannot be read by their name', () => {
    expect(map({ type: 'vcard', body: VCARD })).toEqual({ kind: 'contacts', cards: [grace] });
    const vcardList = [
      { displayName: 'Grace', vcard: VCARD },
      { displayName: 'Ada', vcard: 'nonsense' },
    ];
    expect(map({ type: 'multi_vcard', vcardList })).toEqual({
      kind: 'contacts',
      cards: [grace, { name: 'Ada', organization: '', phones: [], emails: [] }],
    });
    expect(map({ type: 'vcard', body: 'x', vcardFormattedName: 'Ada' })).toMatchObject({
      cards: [{ name: 'Ada' }],
    });
  });

  test('a poll with its options, for one answer or several', () => {
    const poll = { type: 'poll_creation', pollName: 'When?', pollOptions: [{ name: 'Now' }] };
    expect(map({ ...poll, pollSelectableOptionsCount: 1 })).toEqual({
      kind: 'poll',
      question: 'When?',
      options: ['Now'],
      allowsMany: false,
    });
    expect(map({ ...poll, pollSelectableOptionsCount: 0 })).toMatchObject({ allowsMany: true });
  });

  test('a menu from a list or from buttons', () => {
    const list = {
      title: 'Branches',
      description: 'Which one?',
      footerText: 'Thanks',
      sections: [{ title: 'All', rows: [{ title: 'Harbour', description: 'Mo-Fr', rowId: '1' }] }],
    };
    expect(map({ type: 'list', list })).toEqual({
      kind: 'menu',
      title: 'Branches',
      text: 'Which one?',
      footer: 'Thanks',
      options: [{ title: 'Harbour', description: 'Mo-Fr' }],
    });
    const dynamicReplyButtons = [{ buttonId: 'a', buttonText: { displayText: 'Yes' }, type: 1 }];
    expect(map({ type: 'chat', body: 'Shall we?', dynamicReplyButtons })).toMatchObject({
      kind: 'menu',
      text: 'Shall we?',
      options: [{ title: 'Yes', description: '' }],
    });
  });

  test('the choice that answers a list or buttons', () => {
    const listResponse = { title: 'Harbour', description: 'Mo-Fr', singleSelectReply: {} };
    expect(map({ type: 'list_response', body: 'Harbour', listResponse })).toEqual({
      kind: 'choice',
      text: 'Harbour',
      description: 'Mo-Fr',
    });
    for (const type of ['buttons_response', 'template_button_reply']) {
      expect(map({ type, body: 'Yes', selectedButtonId: 'a' })).toMatchObject({ text: 'Yes' });
    }
  });

  test('an order and a product with what they cost', () => {
    const order = { orderTitle: 'Bread', message: 'Back door', itemCount: 3 };
    const money = { totalAmount1000: 42_500, totalCurrencyCode: 'EUR' };
    expect(map({ type: 'order', ...order, ...money })).toEqual({
      kind: 'order',
      title: 'Bread',
      text: 'Back door',
      items: 3,
      total: { thousandths: 42_500, currency: 'EUR' },
    });
    const product = { title: 'Rye', description: 'Dark', priceAmount1000: 4_900 };
    expect(
      map({ type: 'product', ...product, currencyCode: 'EUR', url: 'https://example.org/r' }),
    ).toMatchObject({ price: { thousandths: 4_900 }, url: 'https://example.org/r' });
    expect(
      map({ type: 'product', ...product, currencyCode: 'nonsense', url: 'javascript:alert(1)' }),
    ).toMatchObject({ price: null, url: null });
  });

  test('an event with its time and place, and only with a link that is one', () => {
    const event = { eventName: 'Tasting', eventStartTime: 1_790_000_000, isEventCanceled: true };
    const scheduled = (more: object) => map({ type: 'event_creation', ...event, ...more });
    expect(scheduled({ eventJoinLink: 'https://call.whatsapp.com/a' })).toEqual({
      kind: 'scheduled-event',
      name: 'Tasting',
      description: '',
      place: '',
      startsAt: 1_790_000_000_000,
      endsAt: null,
      url: 'https://call.whatsapp.com/a',
      isCanceled: true,
    });
    expect(scheduled({ eventJoinLink: 'javascript:alert(1)' })).toMatchObject({ url: null });
    expect(map({ type: 'event_creation' })).toMatchObject({ kind: 'unsupported' });
  });

  test('a payment, also one that says nothing', () => {
    const amount = { paymentAmount1000: 12_000, paymentCurrency: 'INR' };
    expect(map({ type: 'payment', ...amount, paymentNoteMsg: { body: 'Bread' } })).toEqual({
      kind: 'payment',
      amount: { thousandths: 12_000, currency: 'INR' },
      note: 'Bread',
    });
    expect(map({ type: 'payment', paymentNoteMsg: null })).toMatchObject({ amount: null });
  });

  test('an invitation to a group', () => {
    const invite = { inviteGrpName: 'Neighbours', inviteCodeExp: 1_790_000_000, caption: 'Come' };
    expect(map({ type: 'groups_v4_invite', ...invite })).toEqual({
      kind: 'group-invite',
      groupName: 'Neighbours',
      text: 'Come',
      expiresAt: 1_790_000_000_000,
    });
  });

  test.each([
    [{ subtype: 'miss' }, { isVideo: false, outcome: 'missed', seconds: null }],
    [{ subtype: 'miss_video' }, { isVideo: true, outcome: 'missed', seconds: null }],
    [
      { callOutcome: 'Rejected', isVideoCall: true },
      { isVideo: true, outcome: 'rejected' },
    ],
    [
      { callOutcome: 'Connected', callDuration: 61 },
      { outcome: 'answered', seconds: 61 },
    ],
    [{ callDuration: 61 }, { outcome: 'answered' }],
    [{}, { outcome: 'missed' }],
  ])('a call: %o', (about, call) => {
    expect(map({ type: 'call_log', ...about })).toMatchObject({ kind: 'call', ...call });
  });

  test('one that waits while it cannot be read', () => {
    expect(map({ type: 'ciphertext' })).toEqual({ kind: 'waiting' });
  });
});

describe('a notice', () => {
  const line = (about: Record<string, unknown>) => {
    const raw = rawOf(about);
    expect(isNotice(raw)).toBe(true);
    return systemContentOf(raw)?.notice ?? null;
  };

  test('that the number changed is a line with the new one', () => {
    const templateParams = ['4915112345@c.us', '4915199999@c.us'];
    expect(
      line({ type: 'notification_template', subtype: 'change_number', templateParams }),
    ).toEqual({ type: 'number-changed', phone: '+4915199999' });
  });

  test('that the security code changed is a line, the one about encryption is not', () => {
    const security = { type: 'security-code-changed' };
    expect(line({ type: 'e2e_notification', subtype: 'identity' })).toEqual(security);
    expect(line({ type: 'e2e_notification', subtype: 'encrypt' })).toBeNull();
  });

  test('that messages disappear is a line with how long they stay', () => {
    expect(
      line({ type: 'protocol', subtype: 'ephemeral_setting', ephemeralDuration: 86_400 }),
    ).toEqual({ type: 'disappearing-timer', seconds: 86_400 });
    expect(
      line({ type: 'notification_template', subtype: 'disappearing_mode', templateParams: ['0'] }),
    ).toEqual({ type: 'disappearing-timer', seconds: 0 });
  });

  test('of any other kind is no line', () => {
    for (const type of ['gp2', 'protocol', 'reaction']) expect(line({ type })).toBeNull();
  });
});
