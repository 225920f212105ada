import { NO_COUNTS } from '#shared/domain/conversation.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { ConversationView, ListCursor } from '#shared/protocol/commands/conversation.ts';
import { NOON, aConversation, anAgent } from '#test/doubles/store/builders.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';
import { runs } from '#test/doubles/property-runs.ts';

const ana = 1 as AgentId;
const ben = 2 as AgentId;

/** Every page of a view, read to the end. */
function readAll(read: Reads, view: ConversationView, limit: number, agentId = ana) {
  const found: Conversation[] = [];
  let after: ListCursor | null = null;
  do {
    const page = read.conversations.page(view, { agentId }, after, limit);
    found.push(...page.items);
    after = page.next;
  } while (after !== null && found.length < 1_000);
  return found.map(({ id }) => id);
}

function expectedIds(conversations: readonly Conversation[], view: ConversationView): number[] {
  if (view === 'waiting') {
    const since = ({ waitingSince, lastAt }: Conversation) => waitingSince ?? lastAt;
    return conversations
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => since(a) - since(b) || a.id - b.id)
      .map(({ id }) => id);
  }
  return conversations
    .filter(({ state, ownerId }) =>
      view === 'all' ? state !== 'closed' : state === 'open' && ownerId === ana,
    )
    .sort((a, b) => b.lastAt - a.lastAt || b.id - a.id)
    .map(({ id }) => id);
}

test('the pages of every view together are the view in its order, whatever is equal', async () => {
  const store = temporaryStore();
  await store.write((tx) => [anAgent(1), anAgent(2)].forEach(tx.state.putAgent));
  const anything = fc.record({
    state: fc.constantFrom(
      'waiting' as const,
      'open' as const,
      'snoozed' as const,
      'closed' as const,
    ),
    ownerId: fc.constantFrom(ana, ben, null),
    lastAt: fc.nat({ max: 5 }),
    waitingSince: fc.option(fc.nat({ max: 5 }), { nil: null }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anything, { minLength: 30, maxLength: 30 }),
      fc.integer({ min: 1, max: 12 }),
      async (changes, limit) => {
        const all = changes.map((change, n) => aConversation(n + 1, change));
        await store.write((tx) => all.forEach((each) => tx.state.putConversation(each)));
        for (const view of ['waiting', 'mine', 'all'] as const) {
          expect(readAll(store.read, view, limit)).toEqual(expectedIds(all, view));
        }
      },
    ),
    runs(30),
  );
});

test('a full last page has no next one', async () => {
  const store = temporaryStore();
  await store.write((tx) => [1, 2].forEach((id) => tx.state.putConversation(aConversation(id))));
  expect(store.read.conversations.page('waiting', { agentId: ana }, null, 2).next).toBeNull();
  expect(store.read.conversations.page('waiting', { agentId: ana }, null, 1).next).toEqual({
    at: NOON,
    id: 1,
  });
});

test('rows that move while pages are read are neither doubled nor pushed out', async () => {
  const store = temporaryStore();
  const put = (id: number, changes: Partial<Conversation>) =>
    store.write((tx) => tx.state.putConversation(aConversation(id, changes)));
  for (const id of [1, 2, 3, 4, 5, 6]) await put(id, { lastAt: NOON + id });
  const first = store.read.conversations.page('all', { agentId: ana }, null, 2);
  expect(first.items.map(({ id }) => id)).toEqual([6, 5]);

  await put(6, { lastAt: NOON + 100 });
  await put(7, { lastAt: NOON + 101 });
  await put(2, { lastAt: NOON + 102 });
  const rest = store.read.conversations.page('all', { agentId: ana }, first.next, 10);
  expect(rest.items.map(({ id }) => id)).toEqual([4, 3, 1]);
});

test('a conversation leaves a view with the change that takes it out', async () => {
  const store = temporaryStore();
  await store.write((tx) => [anAgent(1), anAgent(2)].forEach(tx.state.putAgent));
  const put = (changes: Partial<Conversation>) =>
    store.write((tx) => tx.state.putConversation(aConversation(1, changes)));
  const views = () =>
    (['waiting', 'mine', 'all'] as const).map((view) => readAll(store.read, view, 5).length);
  await put({ state: 'waiting' });
  expect(views()).toEqual([1, 0, 1]);
  await put({ state: 'open', ownerId: ana, waitingSince: NOON });
  expect(views()).toEqual([0, 1, 1]);
  await put({ state: 'open', ownerId: ben, waitingSince: NOON });
  expect(views()).toEqual([0, 0, 1]);
  await put({ state: 'snoozed', ownerId: ben, waitingSince: null });
  expect(views()).toEqual([0, 0, 1]);
  await put({ state: 'closed', ownerId: null, waitingSince: null });
  expect(views()).toEqual([0, 0, 0]);
});

test('the counts say how many wait, are open, and are whose', async () => {
  const store = temporaryStore();
  expect(store.read.conversations.counts()).toEqual(NO_COUNTS);
  await store.write((tx) => {
    [anAgent(1), anAgent(2)].forEach(tx.state.putAgent);
    [1, 2, 3].forEach((id) => tx.state.putConversation(aConversation(id)));
    [4, 5].forEach((id) =>
      tx.state.putConversation(aConversation(id, { state: 'open', ownerId: ana })),
    );
    tx.state.putConversation(aConversation(6, { state: 'open', ownerId: ben }));
    tx.state.putConversation(aConversation(7, { state: 'closed' }));
  });
  expect(store.read.conversations.counts()).toEqual({
    waiting: 3,
    open: 3,
    byOwner: { 1: 2, 2: 1 },
    snoozed: {},
    mentions: {},
  });
});
