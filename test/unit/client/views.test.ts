import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ReplicaChange } from '#shared/client/types.ts';
import type { ConversationView } from '#shared/protocol/commands/conversation.ts';
import { tagIdSchema } from '#shared/domain/ids.ts';
import { aConversation, anAgent, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost } from '#test/doubles/client/scripted-host.ts';

let host: ScriptedHost;
let position = 0;
beforeEach(async () => {
  position = 0;
  host = new ScriptedHost({ pageSize: 2 });
  await host.welcome();
});

const ids = (view: ConversationView) =>
  host.client.replica.list(view).map((conversation) => conversation.id);
const change = (...conversations: ReturnType<typeof aConversation>[]) =>
  host.delta(position, ++position, { conversations });
const load = async (view: ConversationView, listed: number[], next: object | null) => {
  const loading = host.client.loadView(view);
  const conversations = listed.map((id) => aConversation(id));
  await host.answer('conversation.list', { conversations, next });
  await loading;
};

describe('a view', () => {
  it('is empty until it was read, whatever is known', async () => {
    change(aConversation(1, { revision: 2 }));
    expect(ids('waiting')).toEqual([]);
    expect(host.client.replica.view('waiting')).toEqual({ isLoaded: false, hasMore: false });
  });

  it('shows the longest waiting first and the others by their newest message', async () => {
    await load('waiting', [1, 2], null);
    await load('all', [2, 1], null);
    change(aConversation(3, { revision: 2, waitingSince: 500 }));
    expect(ids('waiting')).toEqual([3, 1, 2]);
    expect(ids('all')).toEqual([3, 2, 1]);
    change(aConversation(1, { revision: 3, lastAt: 9_999 }));
    expect(ids('waiting')).toEqual([3, 1, 2]);
    expect(ids('all')).toEqual([1, 3, 2]);
  });

  it('has as mine what is open and mine', async () => {
    await load('mine', [], null);
    change(
      aConversation(1, { revision: 2, state: 'open', ownerId: 1 }),
      aConversation(2, { revision: 2, state: 'open', ownerId: 2 }),
    );
    expect(ids('mine')).toEqual([1]);
    change(aConversation(1, { revision: 3, state: 'closed' }));
    expect(ids('mine')).toEqual([]);
  });

  it('has as mentioned what names me, the newest note first, seen or not', async () => {
    await load('mentions', [], null);
    const mention = (agentId: number, at: number) => ({
      agentId,
      byId: 3,
      noteId: 5,
      text: 'Look',
      at,
      isSeen: at < 10,
    });
    change(
      aConversation(1, { revision: 2, mentions: [mention(1, 5)] }),
      aConversation(2, { revision: 2, mentions: [mention(2, 30)] }),
      aConversation(3, { revision: 2, mentions: [mention(2, 40), mention(1, 20)] }),
    );
    expect(ids('mentions')).toEqual([3, 1]);
  });

  it('has as snoozed what is mine, first what wakes first, last what only the customer wakes', async () => {
    await load('snoozed', [], null);
    const snoozed = { revision: 2, state: 'snoozed', ownerId: 1 };
    change(
      aConversation(1, { ...snoozed, snoozedUntil: null }),
      aConversation(2, { ...snoozed, snoozedUntil: 900 }),
      aConversation(3, { ...snoozed, snoozedUntil: 800 }),
      aConversation(4, { ...snoozed, ownerId: 2, snoozedUntil: 700 }),
    );
    expect(ids('snoozed')).toEqual([3, 2, 1]);
  });

  it('of a tag is read anew for another tag, and a late page of the first one is dropped', async () => {
    const first = host.client.chooseTag(tagIdSchema.parse(7));
    const second = host.client.chooseTag(tagIdSchema.parse(8));
    const asked = host.commands('conversation.list');
    expect(asked.map(({ params }) => params)).toMatchObject([{ tagId: 7 }, { tagId: 8 }]);
    const page = (id: number, tag: number) => ({
      conversations: [aConversation(id, { tags: [tag] })],
      next: null,
    });
    await host.answer('conversation.list', page(2, 8));
    host.end.say({ t: 'result', id: asked[0]?.id, ok: true, value: page(1, 7) });
    await Promise.all([first, second]);
    expect(ids('tagged')).toEqual([2]);
    change(
      aConversation(2, { revision: 9, tags: [] }),
      aConversation(1, { revision: 9, tags: [8] }),
    );
    expect(ids('tagged')).toEqual([1]);
    await host.client.chooseTag(null);
    expect(ids('tagged')).toEqual([]);
  });

  it('ends where its last page ended, so that it has no holes', async () => {
    await load('all', [9, 8], { at: 1_008, id: 8 });
    change(aConversation(3, { revision: 2 }), aConversation(20, { revision: 2 }));
    expect(ids('all')).toEqual([20, 9, 8]);
    expect(host.client.replica.view('all')).toEqual({ isLoaded: true, hasMore: true });
    const loading = host.client.loadView('all');
    expect(host.commands('conversation.list').at(-1)?.params).toEqual({
      view: 'all',
      after: { at: 1_008, id: 8 },
      limit: 2,
    });
    await host.answer('conversation.list', {
      conversations: [aConversation(7), aConversation(3, { revision: 2 })],
      next: null,
    });
    await loading;
    expect(ids('all')).toEqual([20, 9, 8, 7, 3]);
  });

  it('reads each page once and stops at the end', async () => {
    void host.client.loadView('all');
    void host.client.loadView('all');
    expect(host.commands('conversation.list')).toHaveLength(1);
    await host.answer('conversation.list', { conversations: [], next: null });
    await host.client.loadView('all');
    expect(host.commands('conversation.list')).toHaveLength(1);
  });

  it('keeps a newer copy when an older one arrives in a page', async () => {
    change(aConversation(1, { revision: 9, unread: 5 }));
    await load('all', [1], null);
    expect(host.client.replica.list('all')[0]?.unread).toBe(5);
  });

  it('is a new array only when something in it changed', async () => {
    await load('waiting', [1, 2], { at: 1_002, id: 2 });
    const before = host.client.replica.list('waiting');
    expect(host.client.replica.list('waiting')).toBe(before);
    change(aConversation(5, { revision: 2, state: 'closed' }), aConversation(6, { revision: 2 }));
    expect(host.client.replica.list('waiting')).toBe(before);
    change(aConversation(1, { revision: 3, unread: 2 }));
    expect(host.client.replica.list('waiting')).not.toBe(before);
    expect(ids('waiting')).toEqual([1, 2]);
  });

  it('reads on when others have emptied it', async () => {
    await load('waiting', [1, 2], { at: 1_002, id: 2 });
    change(aConversation(1, { revision: 2, state: 'open', ownerId: 2 }));
    expect(host.commands('conversation.list').at(-1)?.params).toEqual({
      view: 'waiting',
      after: { at: 1_002, id: 2 },
      limit: 2,
    });
    await host.answer('conversation.list', { conversations: [aConversation(3)], next: null });
    expect(ids('waiting')).toEqual([2, 3]);
    change(aConversation(2, { revision: 2, state: 'open', ownerId: 2 }));
    expect(host.commands('conversation.list')).toHaveLength(2);
  });

  it('is read after all when the client was stopped before it came', async () => {
    const loading = host.client.loadView('all');
    host.client.stop();
    await loading;
    await host.welcome({ mode: 'resumed', seq: 0 });
    await host.answer('conversation.list', { conversations: [aConversation(1)], next: null });
    expect(ids('all')).toEqual([1]);
  });

  it('is read anew, as far as it was, after a snapshot', async () => {
    await load('all', [9, 8], { at: 1_008, id: 8 });
    await load('all', [7, 6], { at: 1_006, id: 6 });
    const stale = host.client.loadView('all');
    host.end.drop();
    await host.welcome({ seq: 50 });
    expect(ids('all')).toEqual([]);
    expect(host.commands('conversation.list').map(({ params }) => params)).toEqual([
      expect.objectContaining({ after: { at: 1_006, id: 6 } }),
      { view: 'all', after: null, limit: 4 },
    ]);
    await host.answer('conversation.list', { conversations: [aConversation(9)], next: null });
    const [old] = host.commands('conversation.list');
    host.end.say({
      t: 'result',
      id: old?.id,
      ok: true,
      value: { conversations: [aConversation(5)], next: { at: 1_005, id: 5 } },
    });
    await stale;
    expect(ids('all')).toEqual([9]);
    expect(host.client.replica.view('all').hasMore).toBe(false);
  });
});

describe('the replica', () => {
  it('announces what changed once everything is in place', async () => {
    const changes: ReplicaChange[] = [];
    const seen: number[] = [];
    host.client.replica.on((one) => {
      changes.push(one);
      seen.push(host.client.replica.counts.waiting, host.client.replica.conversations.size);
    });
    host.delta(0, 1, {
      conversations: [aConversation(1), aConversation(2)],
      counts: { ...NO_COUNTS, waiting: 2 },
      entries: [anEntry(1, { kind: 'agent.added', agent: anAgent(9) })],
    });
    expect(changes).toEqual([
      { slice: 'audit' },
      { slice: 'agents' },
      { slice: 'counts' },
      { slice: 'conversations', ids: [1, 2], moves: new Map(), lost: [], written: new Set() },
    ]);
    expect(new Set(seen)).toEqual(new Set([2]));
    expect(host.client.replica.agents.get(anAgent(9).id)?.name).toBe('Agent 9');
  });

  it('follows the number', () => {
    const changes: ReplicaChange[] = [];
    host.client.replica.on((one) => changes.push(one));
    host.end.say({ t: 'number', state: { name: 'linking' } });
    expect(host.client.replica.number).toEqual({ name: 'linking' });
    expect(changes).toEqual([{ slice: 'number' }]);
  });

  it('says that everything is new after a snapshot', async () => {
    change(aConversation(1));
    host.end.drop();
    const changes: ReplicaChange[] = [];
    host.client.replica.on((one) => changes.push(one));
    await host.welcome({ seq: 9 });
    expect(changes).toEqual([{ slice: 'all' }]);
    expect(host.client.replica.conversations.size).toBe(0);
  });
});
