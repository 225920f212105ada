import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId, ClientRef, WaMessageKey } from '#shared/domain/ids.ts';
import { NOON, aConversation, aMessage, anAgent } from '#test/doubles/store/builders.ts';
import { temporaryFolder, temporaryStore } from '#test/doubles/store/temporary-store.ts';

const signIn = (tx: Tx) =>
  tx.appendEntry({ at: NOON, by: null, fact: { kind: 'session.started', device: 'PC' } });

test('a unit that fails is undone alone; its neighbours in the commit stay', async () => {
  const store = temporaryStore();
  const units = [1, 2, 3].map((id) =>
    store.write((tx) => {
      tx.state.putAgent(anAgent(id));
      tx.state.putConversation(aConversation(id));
      signIn(tx);
      if (id === 2) throw new Error('no');
    }),
  );
  const outcomes = await Promise.allSettled(units);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: new Error('no') });
  expect(store.read.agents.all().map(({ id }) => id)).toEqual([1, 3]);
  expect(store.read.conversations.get(aConversation(2).id)).toBeNull();
  expect(store.read.journal.head()).toBe(2);
});

test('ids of a unit that failed are given out again', async () => {
  const store = temporaryStore();
  const take = (fails: boolean) =>
    store.write((tx) => {
      const taken = [tx.nextId('message'), tx.nextId('message'), tx.nextId('contact')];
      if (fails) throw new Error('no');
      return taken;
    });
  const outcomes = await Promise.allSettled([take(false), take(true), take(false)]);
  expect(outcomes.map((outcome) => ('value' in outcome ? outcome.value : null))).toEqual([
    [1, 2, 1],
    null,
    [3, 4, 2],
  ]);
});

test('new ids are above every stored one, also after opening again', async () => {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  const next = await store.write((tx) => {
    tx.state.putConversation(aConversation(40));
    tx.state.insertMessage(aMessage(700, { conversationId: aConversation(40).id }));
    return [tx.nextId('agent'), tx.nextId('contact'), tx.nextId('conversation')];
  });
  expect(next).toEqual([1, 41, 41]);
  await store.close();
  const again = temporaryStore(directory);
  expect(await again.write((tx) => tx.nextId('message'))).toBe(701);
});

test('a unit sees its own writes, others only committed ones', async () => {
  const store = temporaryStore();
  await store.write((tx) => {
    tx.state.putConversation(aConversation(1));
    tx.state.insertMessage(aMessage(1, { content: { kind: 'text', text: 'Sonnenbrille' } }));
    expect(tx.messages.get(aMessage(1).id)).not.toBeNull();
    expect(tx.messages.search('sonnen', 5)).toHaveLength(1);
    expect(tx.conversations.search('contact', 5)).toHaveLength(1);
    expect(store.read.messages.get(aMessage(1).id)).toBeNull();
  });
  expect(store.read.messages.search('sonnen', 5)).toHaveLength(1);
});

test('words are searchable although the unit that searched them was undone', async () => {
  const store = temporaryStore();
  await Promise.allSettled([
    store.write((tx) => {
      tx.state.putConversation(aConversation(1));
      tx.state.insertMessage(aMessage(1, { content: { kind: 'text', text: 'Gleitsicht' } }));
    }),
    store.write((tx) => {
      expect(tx.messages.search('gleitsicht', 5)).toHaveLength(1);
      tx.state.insertMessage(aMessage(2, { content: { kind: 'text', text: 'Etui' } }));
      throw new Error('no');
    }),
  ]);
  expect(store.read.messages.search('gleitsicht', 5)).toHaveLength(1);
  expect(store.read.messages.search('etui', 5)).toHaveLength(0);
  expect(store.read.conversations.search('contact', 5)).toHaveLength(1);
});

test('a unit that returns a promise is refused and undone', async () => {
  const store = temporaryStore();
  const asynchronous = store.write((tx) => {
    tx.state.putAgent(anAgent(1));
    return Promise.resolve(1);
  });
  await expect(asynchronous).rejects.toThrow('must be synchronous');
  expect(store.read.agents.all()).toEqual([]);
});

test('what a unit was given cannot be used after it', async () => {
  const store = temporaryStore();
  const kept = await store.write((tx) => ({ tx }));
  expect(() => kept.tx.state.putAgent(anAgent(1))).toThrow('after it had ended');
  expect(() => kept.tx.agents.all()).toThrow('after it had ended');
});

test('an id, a key or a client reference is stored once', async () => {
  const store = temporaryStore();
  const ours = { author: { type: 'agent', agentId: 1 as AgentId } } as const;
  const clientRef = 'ref-12345678' as ClientRef;
  await store.write((tx) => {
    tx.state.putAgent(anAgent(1));
    tx.state.putAgent(anAgent(2));
    tx.state.putConversation(aConversation(1));
    tx.state.insertMessage(aMessage(1));
    tx.state.insertMessage(aMessage(2, { ...ours, clientRef, waKey: null }));
    tx.state.insertMessage(aMessage(3, { ...ours, waKey: null }));
  });
  const insert = (message: ReturnType<typeof aMessage>) =>
    store.write((tx) => tx.state.insertMessage(message));
  await expect(insert(aMessage(1, { waKey: 'other' as WaMessageKey }))).rejects.toThrow(/UNIQUE/);
  await expect(insert(aMessage(4, { waKey: aMessage(1).waKey }))).rejects.toThrow(/UNIQUE/);
  await expect(insert(aMessage(5, { ...ours, clientRef }))).rejects.toThrow(/UNIQUE/);
  const other = { type: 'agent', agentId: 2 as AgentId } as const;
  await expect(insert(aMessage(6, { author: other, clientRef }))).resolves.toBeUndefined();
});

test('a refused insert may be handled within the unit', async () => {
  const store = temporaryStore();
  await store.write((tx) => {
    tx.state.putConversation(aConversation(1));
    tx.state.insertMessage(aMessage(1));
    expect(() => tx.state.insertMessage(aMessage(1))).toThrow(/UNIQUE/);
    tx.state.insertMessage(aMessage(2));
  });
  expect(store.read.messages.lastId()).toBe(2);
});

test('values of the wrong kind are refused instead of being stored as something else', async () => {
  const store = temporaryStore();
  const putUnread = (unread: unknown) =>
    store.write((tx) =>
      tx.state.putConversation({
        ...aConversation(1),
        ...Object.fromEntries([['unread', unread]]),
      }),
    );
  await expect(putUnread(NaN)).rejects.toThrow('cannot be bound');
  await expect(putUnread([1])).rejects.toThrow('cannot be bound');
  await expect(putUnread(1.5)).rejects.toThrow(/REAL/);
  await expect(putUnread(undefined)).rejects.toThrow('cannot be bound');
  expect(store.read.conversations.get(aConversation(1).id)).toBeNull();
});

test('a message of nobody or in no conversation is refused', async () => {
  const store = temporaryStore();
  const insert = store.write((tx) => tx.state.insertMessage(aMessage(1)));
  await expect(insert).rejects.toThrow(/FOREIGN KEY/);
});

test('the journal only grows, whoever tries to change it', async () => {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  await store.write((tx) => [signIn(tx), signIn(tx)]);
  const intruder = new Database(join(directory, 'deskline.db'));
  for (const sql of [
    'UPDATE journal SET at = 0',
    'DELETE FROM journal WHERE seq = 2',
    `INSERT INTO journal (seq, at, kind, data) VALUES (2, 0, 'session.ended', '{}')
     ON CONFLICT (seq) DO UPDATE SET kind = excluded.kind`,
  ]) {
    expect(() => intruder.exec(sql)).toThrow('append-only');
  }
  intruder.close();
  expect(store.read.journal.after(aConversation(1).revision, 10)).toHaveLength(2);
});
