import { expect, test } from 'vitest';
import type { Tx } from '#main/core/ports/store.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { aConversation } from '#test/doubles/store/builders.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';

const waiting = aConversation(1, { state: 'waiting', waitingSince: 1_000 });

/** A store that knows it, as a unit of work that has moved it before left it. */
async function storeWith(conversation: Conversation) {
  const store = temporaryStore();
  await store.write((tx) => tx.state.putConversation(conversation));
  return store;
}

const move = (tx: Tx, unread: number) => {
  const before = tx.conversations.get(waiting.id);
  if (before !== null) tx.state.putConversation({ ...before, unread });
};

test('a conversation that moves several times in a commit is stored as it was left', async () => {
  const store = await storeWith(waiting);
  await Promise.all([1, 2, 3].map((unread) => store.write((tx) => move(tx, unread))));
  expect(store.read.conversations.get(waiting.id)).toEqual({ ...waiting, unread: 3 });
});

test('a list that a unit reads shows what the unit did, and what those before it did', async () => {
  const store = await storeWith(waiting);
  const whose = { agentId: 0 as never };
  const [, seen] = await Promise.all([
    store.write((tx) => move(tx, 1)),
    store.write((tx) => {
      const before = tx.conversations.page('waiting', whose, null, 5).items;
      tx.state.putConversation({ ...waiting, unread: 1, state: 'closed', waitingSince: null });
      return [before, tx.conversations.page('waiting', whose, null, 5).items];
    }),
  ]);
  expect(seen).toEqual([[{ ...waiting, unread: 1 }], []]);
});

test('a unit that fails takes back its own move alone, whether it was written already or not', async () => {
  const store = await storeWith(waiting);
  const fail = (reads: boolean) =>
    store.write((tx) => {
      move(tx, 99);
      if (reads) tx.conversations.counts();
      throw new Error('no');
    });
  const outcomes = await Promise.allSettled([
    store.write((tx) => move(tx, 1)),
    fail(false),
    fail(true),
    store.write((tx) => tx.conversations.get(waiting.id)?.unread),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect(outcomes[3]).toMatchObject({ value: 1 });
  expect(store.read.conversations.get(waiting.id)?.unread).toBe(1);
});

test('a move after one that was written at once counts', async () => {
  const store = await storeWith(waiting);
  await store.write((tx) => {
    move(tx, 1);
    tx.state.putConversation({
      ...waiting,
      unread: 2,
      contact: { ...waiting.contact, name: 'New' },
    });
    move(tx, 3);
  });
  expect(store.read.conversations.get(waiting.id)).toMatchObject({
    unread: 3,
    contact: { name: 'New' },
  });
});
