import { expect, test, vi } from 'vitest';
import { storeFound } from '#main/core/catch-up/store-found.ts';
import { Intake } from '#main/core/inbox/intake.ts';
import { receive } from '#main/core/inbox/receive.ts';
import type { Hearing } from '#main/core/inbox/receive.ts';
import { Ledger } from '#main/core/journal/ledger.ts';
import { StoreError } from '#main/core/ports/store.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { ConversationId, Seq } from '#shared/domain/ids.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';

const noPause = () => Promise.resolve();

const unexpected = (error: unknown) => expect.unreachable(String(error));

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 });

const textsIn = (store: Store) =>
  store.read.messages
    .newest(1 as ConversationId, 10)
    .map(({ content }) => (content.kind === 'text' ? content.text : ''))
    .toSorted();

/** Whatever follows from this message breaks; that the others were heard is noted. */
function brokenAt(text: string) {
  const heard: string[] = [];
  const failures: unknown[] = [];
  const hearing: Hearing = {
    heard: (_unit, { content }) => {
      if (content.kind !== 'text') return;
      if (content.text === text) throw new Error('broken');
      heard.push(content.text);
    },
    failed: (error) => void failures.push(error),
  };
  return { heard, failures, hearing };
}

test('a message is stored though what follows from it breaks', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const { failures, hearing } = brokenAt('odd');
  const stored = await receive(ledger, incoming('odd'), 'live', hearing);
  expect(stored?.content).toEqual({ kind: 'text', text: 'odd' });
  expect(textsIn(store)).toEqual(['odd']);
  expect(failures).toEqual([new Error('broken')]);
});

test('of what catch-up finds, one that breaks takes no other with it', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const { heard, failures, hearing } = brokenAt('odd');
  const found = ['first', 'odd', 'last'].map((text) => ({
    message: incoming(text),
    arrival: 'catch-up' as const,
  }));
  expect(await storeFound(ledger, found, hearing, noPause)).toBe(3);
  expect(textsIn(store)).toEqual(['first', 'last', 'odd']);
  expect(heard.slice(-2)).toEqual(['first', 'last']);
  expect(failures).toHaveLength(1);
});

test('live messages that wait for their turn are stored together, in their order', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const commits: string[][] = [];
  ledger.on(({ entries }) => commits.push(entries.map(({ fact }) => fact.kind)));
  const intake = new Intake({ ledger, hearing: {}, lost: unexpected });
  intake.take(incoming('first'));
  intake.take(incoming('second'));
  intake.close();
  intake.take(incoming('third'));
  await ledger.write(() => null);
  const received = 'message.received';
  expect(commits).toEqual([['conversation.started', received, received], [received]]);
  expect(store.read.messages.newest(1 as ConversationId, 3).map(({ id }) => id)).toEqual([1, 2, 3]);
});

test('of live messages that came together, one that breaks takes no other with it', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const { failures, hearing } = brokenAt('odd');
  const intake = new Intake({ ledger, hearing, lost: unexpected });
  for (const text of ['first', 'odd', 'last']) intake.take(incoming(text));
  await eventually(() => expect(textsIn(store)).toEqual(['first', 'last', 'odd']));
  expect(failures).toEqual([new Error('broken')]);
});

test('what comes after messages that were not stored is stored', async () => {
  const store = temporaryStore();
  const full = new StoreError('disk-full', 'No room.');
  let isFull = true;
  const write: Store['write'] = (unit) => (isFull ? Promise.reject(full) : store.write(unit));
  const ledger = new Ledger({ ...store, write }, new ManualClock());
  const lost = vi.fn();
  const intake = new Intake({ ledger, hearing: {}, lost });
  for (const text of ['first', 'second']) intake.take(incoming(text));
  await eventually(() => expect(lost.mock.calls).toEqual([[full]]));
  isFull = false;
  intake.take(incoming('third'));
  await ledger.write(() => null);
  expect(textsIn(store)).toEqual(['third']);
});

test('what is to be written after messages that came together is written after them', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const { hearing } = brokenAt('odd');
  const intake = new Intake({ ledger, hearing, lost: unexpected });
  for (const text of ['first', 'odd', 'last']) intake.take(incoming(text));
  intake.close();
  let seen: string[] = [];
  await eventually(async () => {
    await ledger.write(() => (seen = textsIn(store)));
    expect(seen.length).toBeGreaterThan(0);
  });
  // The one that breaks is tried anew, which may be after it.
  expect(seen).toEqual(expect.arrayContaining(['first', 'last']));
  await eventually(() => expect(textsIn(store)).toEqual(['first', 'last', 'odd']));
});

test('what can follow from one of several takes nothing from what follows from the others', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const followed: string[] = [];
  const failures: unknown[] = [];
  ledger.follow({
    follow(_unit, { entries }) {
      const texts = entries.flatMap(({ fact }) =>
        fact.kind === 'message.received' && fact.message.content.kind === 'text'
          ? [fact.message.content.text]
          : [],
      );
      if (texts.includes('odd')) throw new Error('broken');
      followed.push(...texts);
    },
    failed: (error) => void failures.push(error),
  });
  const intake = new Intake({ ledger, hearing: {}, lost: unexpected });
  for (const text of ['first', 'odd', 'last']) intake.take(incoming(text));
  await eventually(() => expect(textsIn(store)).toEqual(['first', 'last', 'odd']));
  expect(followed).toEqual(['first', 'last']);
  expect(failures).toEqual([new Error('broken')]);
});

test('what somebody did is stored though what follows from it breaks', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const failures: unknown[] = [];
  ledger.follow({
    follow: ({ record }) => {
      record({ kind: 'session.ended' });
      throw new Error('broken');
    },
    failed: (error) => void failures.push(error),
  });
  await ledger.write(({ record }) => record({ kind: 'session.started', device: 'a screen' }));
  const entries = store.read.journal.after(0 as Seq, 10);
  expect(entries.map(({ fact }) => fact.kind)).toEqual(['session.started']);
  expect(failures).toEqual([new Error('broken')]);
});
