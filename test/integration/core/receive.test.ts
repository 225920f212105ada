import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.remove());

test('a message is on disk, in the queue and in the journal', async () => {
  office.gateway.emit({ type: 'message', message: incoming('Hello') });
  await office.settled();

  const [conversation] = office.conversations();
  expect(conversation).toMatchObject({
    state: 'waiting',
    ownerId: null,
    unread: 1,
    episode: 1,
    contact: { name: 'Anna', phone: '+4915111111' },
    last: { text: 'Hello', author: { type: 'contact' } },
  });
  expect(office.messages()).toMatchObject([{ content: { kind: 'text', text: 'Hello' } }]);
});

test('the same message told many times, also at once, is stored once', async () => {
  const message = incoming('Hello');
  for (let times = 0; times < 20; times += 1) office.gateway.emit({ type: 'message', message });
  await office.settled();
  office.gateway.emit({ type: 'message', message });
  await office.settled();

  expect(office.messages()).toHaveLength(1);
  expect(office.conversations()[0]?.unread).toBe(1);
});

test('2,000 messages of 200 new contacts at once are all there, in order', async () => {
  const all = Array.from({ length: 2_000 }, (_, n) =>
    incoming(`message ${n}`, {
      contact: { address: `49151${String(n % 200).padStart(6, '0')}@c.us` as WaAddress },
    }),
  );
  for (const message of all) office.gateway.emit({ type: 'message', message });
  await office.settled();

  const conversations = office.conversations();
  expect(conversations).toHaveLength(200);
  for (const conversation of conversations) {
    const numbers = office
      .messages(conversation)
      .map(({ content }) => (content.kind === 'text' ? Number(content.text.split(' ')[1]) : -1));
    expect(numbers).toHaveLength(10);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test('what the owner types on the phone appears as such and ends the waiting', async () => {
  office.gateway.emit({ type: 'message', message: incoming('Are you open?') });
  const at = incoming('').at + 5_000;
  office.gateway.emit({ type: 'message', message: incoming('Until six.', { from: 'us', at }) });
  await office.settled();

  expect(office.messages().at(-1)).toMatchObject({ author: { type: 'phone' }, state: 'sent' });
  expect(office.conversations()[0]).toMatchObject({
    state: 'closed',
    waitingSince: null,
    unread: 0,
  });
});

test('an older answer from the phone does not end the waiting of a newer question', async () => {
  const at = incoming('').at;
  office.gateway.emit({ type: 'message', message: incoming('Second question', { at }) });
  const earlier = incoming('Answer to the first', { from: 'us', at: at - 60_000 });
  office.gateway.emit({ type: 'message', message: earlier });
  await office.settled();

  expect(office.conversations()[0]).toMatchObject({ state: 'waiting', waitingSince: at });
  expect(office.conversations()[0]?.last?.text).toBe('Second question');
});

test('a closed conversation reopens as the next episode of the same timeline', async () => {
  const [ana] = await office.hire('Ana');
  office.gateway.emit({ type: 'message', message: incoming('Hello') });
  await office.settled();
  await office.reply(ana!, 'Hi!');
  const open = office.conversations()[0]!;
  const closed = await office.core.handlers['conversation.close'](
    { conversationId: open.id, epoch: open.epoch, lastSeenMessageId: open.lastCustomerMessageId },
    ana!,
  );
  expect(closed.ok).toBe(true);
  office.gateway.emit({ type: 'message', message: incoming('One more thing') });
  await office.settled();

  expect(office.conversations()).toHaveLength(1);
  expect(office.conversations()[0]).toMatchObject({ state: 'waiting', ownerId: null, episode: 2 });
  expect(office.messages()).toHaveLength(3);
});

test('one person under a phone number and a @lid is one contact', async () => {
  const lid = '99887766554433@lid' as WaAddress;
  office.gateway.emit({ type: 'message', message: incoming('From the number') });
  const alias = { address: lid, addresses: [lid, anna], phone: '+4915111111' };
  office.gateway.emit({ type: 'message', message: incoming('From the lid', { contact: alias }) });
  office.gateway.emit({
    type: 'message',
    message: incoming('Lid alone', { contact: { address: lid, addresses: [lid], phone: null } }),
  });
  await office.settled();

  expect(office.conversations()).toHaveLength(1);
  expect(office.messages()).toHaveLength(3);
  expect(office.conversations()[0]?.contact).toMatchObject({
    address: lid,
    phone: '+4915111111',
    addresses: [anna, lid],
  });
});

test('a name saved on the phone goes before what people call themselves', async () => {
  const names = { savedName: 'Anna Müller (patient)', whatsappName: '🌸 anna 🌸' };
  office.gateway.emit({ type: 'message', message: incoming('Hello', { contact: names }) });
  office.gateway.emit({ type: 'message', message: incoming('?', { contact: { address: bruno } }) });
  await office.settled();

  const names2 = office.conversations().map(({ contact }) => contact.name);
  expect(names2.toSorted()).toEqual(['+5511922222222', 'Anna Müller (patient)']);
});
