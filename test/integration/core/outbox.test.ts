import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import type { DeliveryState } from '#shared/domain/message.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana] = (await office.hire('Ana')) as [Agent];
  office.gateway.emit({ type: 'message', message: incoming('Hello?') });
  await office.settled();
});
afterEach(() => office.remove());

const last = () => office.messages().at(-1)!;

const becomes = (state: DeliveryState) =>
  office.until((fact) => fact.kind === 'message.state-changed' && fact.state === state);

test('a reply goes queued, sending, sent, delivered, read, and never back', async () => {
  office.gateway.connect();
  const sending = becomes('sending');
  await office.reply(ana, 'Good morning!');
  await sending;
  const key = last().waKey!;
  for (const state of ['sent', 'delivered', 'read', 'sent', 'delivered'] as const) {
    office.gateway.emit({ type: 'acknowledged', key, state });
  }
  await office.settled();

  expect(last().state).toBe('read');
  expect(office.conversations()[0]?.last?.state).toBe('read');
  expect(office.gateway.handedOver).toMatchObject([
    { key, content: { kind: 'text', text: 'Good morning!' } },
  ]);
});

test('our own echo does not become a second message', async () => {
  office.gateway.sendAnswer = async ({ key }) => {
    office.gateway.emit({ type: 'message', message: incoming('Hi', { from: 'us', key }) });
    await office.settled();
    return { outcome: 'accepted' };
  };
  office.gateway.connect();
  const sending = becomes('sending');
  await office.reply(ana, 'Hi');
  await sending;
  await office.settled();

  expect(office.messages()).toHaveLength(2);
  expect(last().author).toEqual({ type: 'agent', agentId: ana.id });
});

test('without a connection a reply stays queued and goes out once there is one', async () => {
  await office.reply(ana, 'Hello');
  expect(last().state).toBe('queued');
  const sending = becomes('sending');
  office.gateway.connect();
  await sending;
  expect(office.gateway.handedOver).toHaveLength(1);
});

test('replies of one conversation keep their order; another one does not wait for them', async () => {
  const other = { contact: { address: bruno } };
  office.gateway.emit({ type: 'message', message: incoming('Olá', other) });
  await office.settled();
  let release = () => {};
  office.gateway.sendAnswer = ({ content }) =>
    content.kind === 'text' && content.text === 'one'
      ? new Promise((resolve) => {
          release = () => resolve({ outcome: 'accepted' });
        })
      : Promise.resolve({ outcome: 'accepted' });
  office.gateway.connect();
  for (const text of ['one', 'two', 'three']) await office.reply(ana, text, conversationOf('Anna'));
  await office.reply(ana, 'Bom dia', conversationOf('+5511922222222'));
  await office.gateway.whenHandedOver(2);
  expect(texts()).toEqual(['one', 'Bom dia']);

  release();
  await office.gateway.whenHandedOver(4);
  expect(texts()).toEqual(['one', 'Bom dia', 'two', 'three']);
});

const conversationOf = (name: string) =>
  office.conversations().find(({ contact }) => contact.name === name);
const texts = () =>
  office.gateway.handedOver.map(({ content }) => (content.kind === 'text' ? content.text : ''));

test('a refusal is shown with its reason', async () => {
  const failure = { code: 'not-on-whatsapp', detail: 'This number is not on WhatsApp.' } as const;
  office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'refused', failure });
  office.gateway.connect();
  const refused = becomes('refused');
  await office.reply(ana, 'Hello');
  await refused;
  expect(last()).toMatchObject({ state: 'refused', failure });
});

test('what hung but did go out is found and never sent again', async () => {
  office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'unknown', why: 'no answer' });
  office.gateway.findAnswer = () => 'delivered';
  office.gateway.connect();
  const delivered = becomes('delivered');
  await office.reply(ana, 'Hello');
  await delivered;
  expect(office.gateway.handedOver).toHaveLength(1);
});

test('what nobody can tell becomes unconfirmed, and a late acknowledgement settles it', async () => {
  office.gateway.sendAnswer = () => Promise.reject(new Error('the page is gone'));
  office.gateway.connect();
  const sending = becomes('sending');
  await office.reply(ana, 'Hello');
  await sending;
  const unconfirmed = becomes('unconfirmed');
  for (let looks = 0; looks < 6; looks += 1) await office.clock.advance(5_000);
  await unconfirmed;
  expect(office.gateway.handedOver).toHaveLength(1);
  expect(last().failure?.code).toBe('no-answer');

  office.gateway.emit({ type: 'acknowledged', key: last().waKey!, state: 'sent' });
  await office.settled();
  expect(last()).toMatchObject({ state: 'sent', failure: null });
});

test('a host that ended in the middle of a send looks before it judges, and does not repeat', async () => {
  let wasHandedOver = () => {};
  const handedOver = new Promise<void>((resolve) => (wasHandedOver = resolve));
  office.gateway.sendAnswer = () => {
    wasHandedOver();
    return new Promise(() => {});
  };
  office.gateway.connect();
  await office.reply(ana, 'Hello');
  await handedOver;
  const before = office;
  await before.close();

  office = await Office.open(before);
  expect(last().state).toBe('sending');
  office.gateway.findAnswer = () => 'sent';
  const sent = becomes('sent');
  office.gateway.connect();
  await sent;
  expect(office.gateway.handedOver).toEqual([]);
});

test('a reply that was queued when the host ended goes out after the restart', async () => {
  await office.reply(ana, 'Hello');
  const before = office;
  await before.close();
  office = await Office.open(before);
  const sending = becomes('sending');
  office.gateway.connect();
  await sending;
  expect(texts()).toEqual(['Hello']);
});

test('an accepted message without acknowledgement is looked for after a while', async () => {
  office.gateway.connect();
  const sending = becomes('sending');
  await office.reply(ana, 'Hello');
  await sending;
  await office.settled();
  office.gateway.findAnswer = () => 'read';
  const read = becomes('read');
  await office.clock.advance(60_000);
  await read;
  expect(office.gateway.handedOver).toHaveLength(1);
});

test('replies written before and after two chats became one leave in order, one at a time', async () => {
  const lid = '88001122@lid' as WaAddress;
  const other = { contact: { address: lid, addresses: [lid], phone: null } };
  office.gateway.emit({ type: 'message', message: incoming('It is me', other) });
  await office.settled();
  const releases: (() => void)[] = [];
  office.gateway.sendAnswer = () =>
    new Promise((resolve) => releases.push(() => resolve({ outcome: 'accepted' })));
  office.gateway.connect();
  await office.reply(ana, 'one', conversationOf('Anna'));
  await office.reply(ana, 'two', byAddress(lid));
  await office.gateway.whenHandedOver(2);
  await office.reply(ana, 'three', byAddress(lid));

  const both = { contact: { address: anna, addresses: [anna, lid] } };
  office.gateway.emit({ type: 'message', message: incoming('Both are mine', both) });
  await office.settled();
  const [merged] = office.conversations();
  expect(office.conversations()).toHaveLength(1);
  await office.reply(ana, 'four', merged);
  releases.shift()?.();
  await office.settled();
  await office.clock.advance(0);
  // The other chat's own one is still on its way.
  expect(texts()).toEqual(['one', 'two']);
  releases.shift()?.();
  await office.gateway.whenHandedOver(3);
  expect(texts()).toEqual(['one', 'two', 'three']);
  releases.shift()?.();
  await office.gateway.whenHandedOver(4);
  expect(texts()).toEqual(['one', 'two', 'three', 'four']);
});

const byAddress = (address: WaAddress) =>
  office.conversations().find(({ contact }) => contact.address === address);
