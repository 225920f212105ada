import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent;
/** What every screen was told, in order. */
let told: string[];

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  office.gateway.emit({ type: 'message', message: incoming('Hello?') });
  await office.settled();
  told = [];
  office.core.answering.on(({ agentIds }) => told.push(names(agentIds)));
});
afterEach(() => office.remove());

const conversation = () => office.conversations()[0]!;
const names = (ids: readonly Agent['id'][]) =>
  ids.map((id) => office.store.read.agents.get(id)?.name).join(' and ') || 'nobody';
const types = (agent: Agent, screen?: Screen, isTyping = true) =>
  office.core.handlers['conversation.typing'](
    { conversationId: conversation().id, isTyping },
    agent,
    screen,
  );
const claims = (agent: Agent) =>
  office.core.handlers['conversation.claim'](
    { conversationId: conversation().id, epoch: conversation().epoch },
    agent,
  );
const current = () => office.core.sync.open(ana, null).welcome.answering;

test('colleagues are told once that somebody writes, and once that they no longer do', async () => {
  for (let times = 0; times < 5; times += 1) {
    await types(ben);
    await office.clock.advance(3_000);
  }
  expect(told).toEqual(['Ben']);
  await types(ben, undefined, false);
  await types(ben, undefined, false);
  expect(told).toEqual(['Ben', 'nobody']);
});

test('it ends eight seconds after the last sign', async () => {
  await types(ben);
  await office.clock.advance(7_000);
  await types(ben);
  await office.clock.advance(7_999);
  expect(told).toEqual(['Ben']);
  await office.clock.advance(1);
  expect(told).toEqual(['Ben', 'nobody']);
});

test('two who write at once are both named, who began first in front', async () => {
  await types(ben);
  await types(ana);
  await office.clock.advance(5_000);
  await types(ben);
  await office.clock.advance(3_000);
  expect(told).toEqual(['Ben', 'Ben and Ana', 'Ben']);
});

test('it ends with the answer, for the one who sent it', async () => {
  await types(ben);
  await office.reply(ben, 'Yes');
  expect(told).toEqual(['Ben', 'nobody']);
});

test('the answer is announced before the end of its writing', async () => {
  const order: string[] = [];
  office.core.sync.on(({ entries }) => order.push(...entries.map(({ fact }) => fact.kind)));
  office.core.answering.on(({ agentIds }) => order.push(names(agentIds)));
  await types(ben);
  await office.reply(ben, 'Yes');
  expect(order.slice(0, 4)).toEqual(['Ben', 'conversation.claimed', 'message.queued', 'nobody']);
});

test('of two who write the one who lost the chat no longer answers', async () => {
  await types(ana);
  await types(ben);
  await claims(ben);
  expect(told).toEqual(['Ana', 'Ana and Ben', 'Ben']);
  expect(await types(ana)).toMatchObject({ ok: false, code: 'not-owner' });
  expect(told).toHaveLength(3);
});

test('it ends when the chat is closed', async () => {
  await claims(ben);
  await types(ben);
  const { id: conversationId, epoch, lastCustomerMessageId: lastSeenMessageId } = conversation();
  const params = { conversationId, epoch, lastSeenMessageId };
  await office.core.handlers['conversation.close'](params, ben);
  expect(told).toEqual(['Ben', 'nobody']);
});

test('it ends when the chat becomes part of another', async () => {
  const gone = conversation();
  const contact = { address: '49151999@c.us', addresses: ['49151999@c.us'], phone: '+49151999' };
  const message = incoming('Me again', { contact: contact as never });
  office.gateway.emit({ type: 'message', message });
  await office.settled();
  await types(ben);
  const { id: conversationId, epoch } = office.conversations().find(({ id }) => id !== gone.id)!;
  const merged = { conversationId, epoch, otherId: gone.id, otherEpoch: gone.epoch };
  expect(await office.core.handlers['contact.merge'](merged, ana)).toMatchObject({ ok: true });
  expect(told).toEqual(['Ben', 'nobody']);
  expect(current()).toEqual([]);
});

test('it ends at once when the screen loses its connection, not on another of theirs', async () => {
  const one = office.core.presence.connected(ben.id, 'one');
  const other = office.core.presence.connected(ben.id, 'other');
  await types(ben, one);
  await types(ben, other);
  one.release();
  expect(told).toEqual(['Ben']);
  other.release();
  expect(told).toEqual(['Ben', 'nobody']);
});

test('two screens of one agent are one agent', async () => {
  const one = office.core.presence.connected(ben.id, 'one');
  const other = office.core.presence.connected(ben.id, 'other');
  await types(ben, one);
  await types(ben, other);
  await types(ben, one, false);
  expect(told).toEqual(['Ben']);
  await types(ben, other, false);
  expect(told).toEqual(['Ben', 'nobody']);
});

test('it is shown also when customers do not see typing', async () => {
  const off = { name: 'outbox.showTyping', value: false };
  await office.core.handlers['settings.change'](off, ana);
  await types(ben);
  expect(told).toEqual(['Ben']);
});

test('who may not be written to is answered by nobody', async () => {
  office.gateway.connect();
  const { id: conversationId } = conversation();
  await office.core.handlers['contact.block']({ conversationId, isBlocked: true }, ana);
  await types(ben);
  expect(told).toEqual([]);
});

test('who comes later is told who writes where', async () => {
  expect(current()).toEqual([]);
  await types(ben);
  await types(ana);
  const both = { conversationId: conversation().id, agentIds: [ben.id, ana.id] };
  expect(current()).toEqual([both]);
  await office.clock.advance(8_000);
  expect(current()).toEqual([]);
});

test('a chat that nobody knows is refused', async () => {
  const params = { conversationId: 999 as ConversationId, isTyping: true };
  const answer = await office.core.handlers['conversation.typing'](params, ben);
  expect(answer).toMatchObject({ ok: false, code: 'not-found' });
});

test('nothing is left behind when the host ends', async () => {
  await types(ben);
  await office.core.stop();
  expect(office.clock.pending).toBe(0);
});
