import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Store } from '#main/core/ports/store.ts';
import type { AgentId, ConversationId, MediaHash, MessageId } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { NOON, aConversation, aMessage, aPicture, anAgent } from '#test/doubles/store/builders.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';
import { runs } from '#test/doubles/property-runs.ts';

const conversationId = 1 as ConversationId;
const byAna = { author: { type: 'agent', agentId: 1 as AgentId }, waKey: null } as const;
const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => Number(id));

async function storeWith(messages: readonly Message[]): Promise<Store> {
  const store = temporaryStore();
  await store.write((tx) => {
    tx.state.putAgent(anAgent(1));
    tx.state.putConversation(aConversation(1));
    tx.state.putConversation(aConversation(2));
    messages.forEach((message) => tx.state.insertMessage(message));
  });
  return store;
}

test('walking the timeline from any message meets each other one once, in order', async () => {
  const times = fc.array(fc.nat({ max: 6 }), { minLength: 15, maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.nat({ max: 14 }),
      fc.integer({ min: 1, max: 6 }),
      async (...args) => {
        const [at, start, limit] = args;
        const all = at.map((time, n) => aMessage(n + 1, { at: time }));
        const stranger = aMessage(99, { conversationId: 2 as ConversationId, at: 3 });
        const { messages } = (await storeWith([...all, stranger])).read;
        const sorted = [...all].sort((a, b) => a.at - b.at || a.id - b.id);
        const place = sorted.findIndex(({ id }) => id === start + 1);

        const anchor = messages.get((start + 1) as MessageId) ?? aMessage(0);
        expect(messages.before(anchor, limit)).toEqual(
          sorted.slice(Math.max(0, place - limit), place),
        );
        expect(messages.after(anchor, limit)).toEqual(sorted.slice(place + 1, place + 1 + limit));
        expect(messages.newest(conversationId, limit)).toEqual(sorted.slice(-limit));
      },
    ),
    runs(10),
  );
});

test('unseen are the customer’s messages that arrived later, whenever they were written', async () => {
  const { messages } = (
    await storeWith([
      aMessage(1, { at: NOON + 50 }),
      aMessage(2, { at: NOON + 40, ...byAna, state: 'sent' }),
      aMessage(3, { at: NOON + 10, arrivedLate: true }),
      aMessage(4, { conversationId: 2 as ConversationId }),
      aMessage(5, { at: NOON + 60 }),
    ])
  ).read;
  const unseen = (seen: number | null, limit = 10) =>
    idsOf(messages.unseen(conversationId, seen as MessageId | null, limit));
  expect(unseen(1)).toEqual([3, 5]);
  expect(unseen(1, 1)).toEqual([3]);
  expect(unseen(5)).toEqual([]);
  expect(unseen(null)).toEqual([1, 3, 5]);
});

test('outgoing messages are found by state, in the order they were written', async () => {
  const { messages } = (
    await storeWith([
      aMessage(1, { ...byAna, state: 'sending' }),
      aMessage(2, { ...byAna, state: 'queued', at: NOON - 5 }),
      aMessage(3, { ...byAna, state: 'sent' }),
      aMessage(4, { state: 'received' }),
      aMessage(5, { ...byAna, state: 'queued' }),
      aMessage(6, { author: { type: 'phone' }, state: 'sent' }),
    ])
  ).read;
  expect(idsOf(messages.inState(['queued', 'sending']))).toEqual([1, 2, 5]);
  expect(idsOf(messages.inState(['queued', 'queued', 'sent']))).toEqual([2, 3, 5, 6]);
  expect(idsOf(messages.inState(['received', 'read']))).toEqual([]);
  expect(messages.inState([])).toEqual([]);
});

test('pictures that are still to be fetched are found, oldest first', async () => {
  const hash = 'b'.repeat(64) as MediaHash;
  const store = await storeWith([
    aMessage(1, { content: aPicture('') }),
    aMessage(2, { content: aPicture('', { state: 'failed' }) }),
    aMessage(3, { content: aPicture(''), author: { type: 'phone' } }),
  ]);
  expect(idsOf(store.read.messages.withPendingMedia())).toEqual([1, 3]);
  expect(store.read.messages.byMediaHash(hash)).toBeNull();
  const content = aPicture('', { state: 'ready', hash });
  await store.write((tx) => tx.state.updateMessage(aMessage(1, { content })));
  expect(idsOf(store.read.messages.withPendingMedia())).toEqual([3]);
  expect(store.read.messages.byMediaHash(hash)?.id).toBe(1);
});

test('the newest message of an address counts only those with ids in a range', async () => {
  const { messages } = (
    await storeWith([
      aMessage(1, { at: NOON + 30 }),
      aMessage(2, { at: NOON + 10 }),
      aMessage(3, { at: NOON + 90, conversationId: 2 as ConversationId }),
      aMessage(4, { at: NOON + 60 }),
    ])
  ).read;
  const { address } = aConversation(1).contact;
  const newest = (above: number, upTo: number) => messages.newestOf(address, above, upTo)?.id;
  expect([4, 3, 1, 0].map((upTo) => newest(0, upTo))).toEqual([4, 1, 1, undefined]);
  expect([newest(1, 3), newest(1, 4), newest(4, 9)]).toEqual([2, 4, undefined]);
  expect(messages.newestOf(aConversation(9).contact.address, 0, 4)).toBeNull();
  expect(messages.lastId()).toBe(4);
});

test('taken over history is no news that an answer could overlook', async () => {
  const { messages } = (
    await storeWith([aMessage(1, {}), aMessage(2, { isImported: true }), aMessage(3, {})])
  ).read;
  expect(messages.unseen(1 as ConversationId, null, 10).map(({ id }) => id)).toEqual([1, 3]);
});
