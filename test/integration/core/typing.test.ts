import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  office.gateway.emit({ type: 'message', message: incoming('Hello?') });
  await office.settled();
  office.gateway.connect();
});
afterEach(() => office.remove());

const conversation = () => office.conversations()[0]!;
const types = (agent: Agent, isTyping = true) =>
  office.core.handlers['conversation.typing'](
    { conversationId: conversation().id, isTyping },
    agent,
  );
const claims = (agent: Agent) =>
  office.core.handlers['conversation.claim'](
    { conversationId: conversation().id, epoch: conversation().epoch },
    agent,
  );
const seen = () =>
  office.gateway.typing.map(({ to, isTyping }) => {
    expect(to).toBe(anna);
    return isTyping;
  });

test('a customer sees typing while it goes on, told again before WhatsApp forgets it', async () => {
  for (let seconds = 0; seconds < 24; seconds += 3) {
    await types(ben);
    await office.clock.advance(3_000);
  }
  expect(seen()).toEqual([true, true]);
});

test('it ends when the screen says so, or says nothing more', async () => {
  await types(ben);
  await types(ben, false);
  expect(seen()).toEqual([true, false]);
  await office.clock.advance(5_000);
  await types(ben);
  await office.clock.advance(8_000);
  expect(seen()).toEqual([true, false, true, false]);
  await office.clock.advance(60_000);
  expect(seen()).toHaveLength(4);
});

test('it ends when the answer is on its way', async () => {
  await types(ben);
  await office.reply(ben, 'Yes');
  expect(seen()).toEqual([true, false]);
});

test('typing on and off all the time is not told each time', async () => {
  for (let times = 0; times < 10; times += 1) {
    await types(ben);
    await types(ben, false);
  }
  expect(seen()).toEqual([true, false]);
});

test('of others than the one who answers nothing is shown', async () => {
  await claims(ben);
  expect(await types(ana)).toMatchObject({ ok: false, code: 'not-owner' });
  expect(seen()).toEqual([]);
});

test('of two who begin to answer the first is shown, until somebody else has the chat', async () => {
  await types(ben);
  await types(ana);
  await types(ana, false);
  expect(seen()).toEqual([true]);
  await claims(ana);
  expect(seen()).toEqual([true, false]);
});

test('nothing is shown when the office does not want it', async () => {
  await types(ben);
  const off = { name: 'outbox.showTyping', value: false };
  await office.core.handlers['settings.change'](off, ana);
  expect(seen()).toEqual([true, false]);
  await office.clock.advance(5_000);
  await types(ben);
  expect(seen()).toHaveLength(2);
});

test('nothing is asked of a number that is not connected, and nothing later', async () => {
  office.gateway.disconnect();
  await types(ben);
  office.gateway.connect();
  await office.clock.advance(60_000);
  expect(seen()).toEqual([]);
});

test('a gateway that fails at it costs nobody anything', async () => {
  office.gateway.showTyping = () => Promise.reject(new Error('no such chat'));
  expect(await types(ben)).toMatchObject({ ok: true });
  await office.reply(ben, 'Yes');
  await office.gateway.whenHandedOver(1);
});
