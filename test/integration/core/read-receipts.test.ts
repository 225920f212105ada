import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
});

afterEach(() => acting.office.remove());

const policy = (value: string) =>
  acting.handlers['settings.change']({ name: 'ownership.readReceipts', value }, ana);

async function claim(by: Agent): Promise<void> {
  const { id: conversationId, epoch } = acting.conversation;
  await acting.handlers['conversation.claim']({ conversationId, epoch }, by);
}

async function look(by: Agent): Promise<void> {
  const { id: conversationId, lastCustomerMessageId: upTo } = acting.conversation;
  if (upTo !== null) await acting.handlers['conversation.read']({ conversationId, upTo }, by);
  await acting.office.settled();
}

test('nobody gets blue ticks without a reader: neither on arrival nor by starting nor by a glance', async () => {
  await acting.customerWrites('Hello');
  await look(ben);
  await acting.reopen();
  await claim(ben);
  await look(ana);
  expect(acting.gateway.seen).toEqual([]);
});

test('the owner’s reading turns them blue, once', async () => {
  await acting.customerWrites('Hello');
  await claim(ben);
  await look(ben);
  await look(ben);
  expect(acting.gateway.seen).toEqual([acting.conversation.contact.address]);
});

test('when the office wants it only an answer does', async () => {
  await policy('when-answered');
  await acting.customerWrites('Hello');
  await claim(ben);
  await look(ben);
  expect(acting.gateway.seen).toEqual([]);
  await acting.customerWrites('Anybody there?');
  await acting.benAnswers('Good morning');
  expect(acting.gateway.seen).toEqual([acting.conversation.contact.address]);
});

test('the answer of an owner who has read before turns them blue as well, and the next one not again', async () => {
  await policy('when-answered');
  await acting.customerWrites('Hello');
  await claim(ben);
  await look(ben);
  await acting.benAnswers('Good morning');
  await acting.benAnswers('How can I help?');
  const once = [acting.conversation.contact.address];
  expect(acting.gateway.seen).toEqual(once);
  await acting.customerWrites('Do you have it in blue?');
  await look(ben);
  expect(acting.gateway.seen).toEqual(once);
  await acting.benAnswers('Yes');
  expect(acting.gateway.seen).toEqual([...once, ...once]);
});

test('when the office wants none there are none', async () => {
  await policy('never');
  await acting.customerWrites('Hello');
  await claim(ben);
  await look(ben);
  await acting.customerWrites('Anybody there?');
  await acting.benAnswers('Good morning');
  expect(acting.gateway.seen).toEqual([]);
});

test('what was read while WhatsApp was away, or failed to be told, is told afterwards', async () => {
  await acting.customerWrites('Hello');
  await claim(ben);
  acting.gateway.seenAnswer = () =>
    Promise.reject(new GatewayError('not-connected', 'WhatsApp is not connected.'));
  await look(ben);
  expect(acting.gateway.seen).toHaveLength(1);
  acting.gateway.seenAnswer = () => Promise.resolve();
  acting.gateway.connect();
  await acting.office.settled();
  expect(acting.gateway.seen).toHaveLength(2);
});

test('a customer who has written since is not told that all was read', async () => {
  await acting.customerWrites('Hello');
  await claim(ben);
  acting.gateway.disconnect();
  await look(ben);
  await acting.customerWrites('And another thing');
  acting.gateway.connect();
  await acting.office.settled();
  expect(acting.gateway.seen).toEqual([]);
});
