import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { CallContent } from '#shared/domain/content-kinds.ts';
import { waMessageKeySchema } from '#shared/domain/ids.ts';
import type { Content } from '#shared/domain/message.ts';
import { otherContents } from '#test/doubles/contents.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming, pendingImage } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.remove());

async function arrive(...messages: readonly IncomingMessage[]): Promise<void> {
  for (const message of messages) office.gateway.emit({ type: 'message', message });
  await office.settled();
}

const waiting = (): IncomingMessage => incoming('', { content: { kind: 'waiting' } });
const call = (outcome: CallContent['outcome'], from: IncomingMessage['from'] = 'contact') =>
  incoming('', { from, content: { kind: 'call', isVideo: false, outcome, seconds: null } });
const securityCode: Content = { kind: 'system', notice: { type: 'security-code-changed' } };

test('every kind comes back as it went in', async () => {
  await arrive(incoming('Hello'), ...otherContents.map((content) => incoming('', { content })));
  expect(
    office
      .messages()
      .slice(1)
      .map(({ content }) => content),
  ).toEqual(otherContents);
});

test.each([
  ['a place by its name', 'brandenb'],
  ['a card by its name', 'hopper'],
  ['a card by its number', '491512345678'],
  ['a poll by its question', 'deliver'],
  ['a poll by an option', 'afternoon'],
  ['an order by its title', 'friday'],
  ['a product by its description', 'baked'],
  ['a group by its name', 'neighb'],
  ['a choice by what was chosen', 'harbour'],
])('search finds %s', async (_, text) => {
  await arrive(...otherContents.map((content) => incoming('', { content })));
  expect(office.store.read.messages.search(text, 50)).not.toEqual([]);
});

test('a message that cannot be read yet waits, and says what it says under the same id', async () => {
  const first = waiting();
  await arrive(first);
  const [placeholder] = office.messages();
  expect(office.conversations()[0]).toMatchObject({ unread: 1, last: { kind: 'waiting' } });

  await arrive({ ...first, content: { kind: 'text', text: 'At last' } });
  expect(office.messages()).toEqual([
    { ...placeholder, content: { kind: 'text', text: 'At last' } },
  ]);
  expect(office.conversations()[0]).toMatchObject({
    unread: 1,
    last: { kind: 'text', text: 'At last' },
  });
  expect(office.store.read.messages.search('last', 5)).toHaveLength(1);
});

test('what has been read stays as it is, whatever comes again', async () => {
  const first = waiting();
  const read = { ...first, content: { kind: 'text', text: 'At last' } as const };
  await arrive(first, read, first, { ...read, content: { kind: 'text', text: 'Something else' } });
  expect(office.messages()).toMatchObject([{ content: { text: 'At last' } }]);
});

test('a picture that could not be read at first is fetched like any other', async () => {
  office.gateway.connect();
  office.gateway.mediaAnswer = async () => ({
    bytes: new Uint8Array([1, 2, 3]),
    mime: 'image/png',
    fileName: null,
  });
  const first = waiting();
  await arrive(first);
  const fetched = office.until((fact) => fact.kind === 'message.media-changed');
  await arrive({ ...first, content: pendingImage });
  await fetched;
  expect(office.messages()).toMatchObject([{ content: { media: { state: 'ready', bytes: 3 } } }]);
});

test('a missed call is a customer who waits', async () => {
  await arrive(call('missed'));
  expect(office.conversations()).toMatchObject([
    { state: 'waiting', unread: 1, last: { kind: 'missed-call' } },
  ]);
});

test('a call that was answered, or that we made, is a line and no more', async () => {
  await arrive(call('answered'), call('missed', 'us'));
  expect(office.conversations()).toMatchObject([
    { state: 'closed', unread: 0, waitingSince: null, lastCustomerMessageId: null },
  ]);
  expect(office.messages().map(({ author }) => author.type)).toEqual(['whatsapp', 'phone']);
});

test("a line of WhatsApp's own changes nothing but the timeline", async () => {
  await arrive(incoming('Hello'));
  const [before] = office.conversations();
  await arrive(incoming('', { content: securityCode, at: Date.UTC(2026, 0, 16) }));
  expect(office.conversations()).toEqual([before]);
  expect(office.messages()).toMatchObject([{}, { author: { type: 'whatsapp' } }]);
});

test("a line of WhatsApp's own holds no answer back", async () => {
  const [agent] = await office.hire('Ana');
  await arrive(incoming('Hello'), incoming('', { content: securityCode }));
  expect(await office.reply(agent!, 'Good morning')).toMatchObject({ ok: true });
});

test('a line about somebody who never wrote starts no conversation', async () => {
  await arrive(incoming('', { content: securityCode }));
  expect(office.conversations()).toEqual([]);
});

const ringing = () =>
  incoming('', {
    key: waMessageKeySchema.parse('false_4915111111@c.us_CALLAB12'),
    content: { kind: 'call', isVideo: false, outcome: 'unknown', seconds: null },
  });
const rings = async () => {
  await arrive(ringing());
  office.gateway.emit({
    type: 'call',
    key: ringing().key,
    callId: 'AB12',
    peer: '4915111111@c.us',
  });
  await office.settled();
};
const calls = () => office.messages().filter(({ content }) => content.kind === 'call');

test('a call that rings is on record at once, and once, when the call log tells of it too', async () => {
  await rings();
  expect(office.conversations()).toMatchObject([{ state: 'waiting', unread: 1 }]);
  await arrive(call('missed'), call('missed'));
  expect(calls()).toMatchObject([{ content: { outcome: 'missed' } }]);
  expect(office.gateway.rejectedCalls).toEqual([]);
});

test('a call the next day is another one', async () => {
  await rings();
  await arrive({ ...call('missed'), at: Date.UTC(2026, 0, 16) });
  expect(calls()).toHaveLength(2);
});

test('by the setting a call is ended and the customer told once; they still wait', async () => {
  const [admin] = await office.hire('Ana');
  const change = office.core.handlers['settings.change'];
  await change({ name: 'calls.reject', value: true }, admin!);
  await change({ name: 'calls.rejectText', value: 'Please write to us.' }, admin!);
  const told = office.until(({ kind }) => kind === 'message.queued');
  await rings();
  await told;
  expect(office.gateway.rejectedCalls).toEqual(['AB12']);
  expect(calls()).toMatchObject([{ content: { outcome: 'rejected' } }]);
  expect(office.messages().at(-1)).toMatchObject({
    author: { type: 'deskline' },
    content: { text: 'Please write to us.' },
  });
  expect(office.conversations()).toMatchObject([{ state: 'waiting', unread: 1 }]);
  await rings();
  await office.settled();
  expect(office.messages()).toHaveLength(2);
});
