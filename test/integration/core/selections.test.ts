import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { MOST_AT_ONCE, UNDO_MS } from '#shared/domain/handling.ts';
import type { ConversationId, Epoch, OutcomeId, TagId, WaAddress } from '#shared/domain/ids.ts';
import { commands } from '#shared/protocol/commands/index.ts';
import { invariant } from '#shared/util/assert.ts';
import type { Delta } from '#main/core/api.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { to } from '#test/doubles/core/handling-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;
let carla: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
  carla = (await acting.office.hire('Carla'))[0]!;
  for (const customer of [1, 2, 3]) await writes(customer);
});

afterEach(() => acting.office.remove());

const addressOf = (customer: number) => `49151000000${customer}@c.us` as WaAddress;

const writes = (customer: number) =>
  acting.customerWrites(`Customer ${customer}`, { contact: { address: addressOf(customer) } });

function chat(customer: number): Conversation {
  const found = acting.office
    .conversations()
    .find(({ contact }) => contact.address === addressOf(customer));
  invariant(found, 'this customer has written');
  return found;
}

/** As a screen shows them now. */
const shown = (...customers: number[]) =>
  customers.map(chat).map(({ id, epoch, lastCustomerMessageId }) => ({
    conversationId: id,
    epoch,
    lastSeenMessageId: lastCustomerMessageId,
    clientRef: newRef(),
  }));

async function claim(by: Agent, ...customers: number[]): Promise<void> {
  for (const { conversationId, epoch } of shown(...customers)) {
    await acting.handlers['conversation.claim']({ conversationId, epoch }, by);
  }
}

async function resultsOf(
  asked: Promise<{ ok: true; value: { results: readonly unknown[] } } | { ok: false }>,
) {
  const outcome = await asked;
  invariant(outcome.ok, 'the selection as a whole is not refused');
  return outcome.value.results;
}

const claimAll = (by: Agent, conversations: ReturnType<typeof shown>) =>
  acting.handlers['conversation.claim-many']({ conversations }, by);

const transfer = (by: Agent, conversations: ReturnType<typeof shown>, receiver: Agent, note = '') =>
  acting.handlers['conversation.transfer-many']({ conversations, to: to(receiver), note }, by);

const close = (by: Agent, conversations: ReturnType<typeof shown>, more = {}) =>
  acting.handlers['conversation.close-many']({ conversations, ...more }, by);

const undo = (by: Agent, ...customers: number[]) =>
  resultsOf(acting.handlers['conversation.undo-many']({ conversations: shown(...customers) }, by));

const done = (customer: number) => {
  const { id: conversationId, epoch } = chat(customer);
  return { outcome: 'done', conversationId, epoch };
};
const unchanged = (customer: number) => ({
  outcome: 'unchanged',
  conversationId: chat(customer).id,
});
const refused = (customer: number, why: string, owner: Agent | null = null) => ({
  outcome: 'refused',
  conversationId: chat(customer).id,
  why,
  ownerId: owner?.id ?? null,
});

describe('the claim of a selection', () => {
  test('takes what nobody has, and says whose the others are', async () => {
    await claim(carla, 2);
    const results = await resultsOf(claimAll(ben, shown(1, 2, 3)));
    expect(results).toEqual([done(1), refused(2, 'not-owner', carla), done(3)]);
    expect([1, 2, 3].map((customer) => chat(customer).ownerId)).toEqual([ben.id, carla.id, ben.id]);
    expect(await resultsOf(claimAll(ben, shown(1)))).toEqual([unchanged(1)]);
  });

  test('has one winner for each when several claim all at once', async () => {
    const asked = shown(1, 2, 3);
    const [one, two] = await Promise.all([
      resultsOf(claimAll(ben, asked)),
      resultsOf(claimAll(carla, asked)),
    ]);
    expect(one).toEqual([done(1), done(2), done(3)]);
    expect(two).toEqual([1, 2, 3].map((customer) => refused(customer, 'not-owner', ben)));
  });

  test('sent again, because its answer got lost, is the same', async () => {
    const asked = shown(1, 2);
    const first = await resultsOf(claimAll(ben, asked));
    expect(await resultsOf(claimAll(ben, asked))).toEqual(first);
    expect(chat(1).epoch).toBe((asked[0]?.epoch ?? 0) + 1);
  });
});

describe('the transfer of a selection', () => {
  test('gives each of them with a note of its own, and screens hear of all at once', async () => {
    await claim(ben, 1, 2);
    const deltas: Delta[] = [];
    const epochs = [1, 2].map((customer) => chat(customer).epoch);
    acting.office.core.sync.on((delta) => void deltas.push(delta));
    const results = await resultsOf(transfer(ben, shown(1, 2), carla, 'Both about the bill'));
    expect(results).toEqual([done(1), done(2)]);
    expect([1, 2].map((customer) => chat(customer).epoch)).toEqual(epochs.map((each) => each + 1));
    for (const customer of [1, 2]) {
      const note = acting.office.messages(chat(customer)).at(-1);
      expect(note?.content).toMatchObject({ kind: 'note', text: 'Both about the bill' });
      expect(chat(customer)).toMatchObject({
        ownerId: carla.id,
        handover: { fromId: ben.id, noteId: note?.id },
      });
    }
    expect(deltas.map(({ conversations }) => conversations.length)).toEqual([2]);
    expect(acting.gateway.handedOver).toEqual([]);
  });

  test('passes over what is somebody else’s and what changed hands since, and says whose it is', async () => {
    await claim(ben, 1, 3);
    const before = shown(1, 2, 3);
    await claim(carla, 2);
    const conversationId = chat(3).id;
    await acting.handlers['conversation.transfer'](
      { conversationId, epoch: chat(3).epoch, to: to(carla), note: null },
      ben,
    );
    expect(await resultsOf(transfer(ben, before, ana))).toEqual([
      done(1),
      refused(2, 'moved-on', carla),
      refused(3, 'moved-on', carla),
    ]);
    expect(await resultsOf(transfer(ben, shown(2, 3), ana))).toEqual([
      refused(2, 'not-owner', carla),
      refused(3, 'not-owner', carla),
    ]);
  });

  test('may be of anybody’s chats for an admin, and of waiting ones for anybody', async () => {
    await claim(ben, 1);
    expect(await resultsOf(transfer(carla, shown(1, 2), carla))).toEqual([
      refused(1, 'not-owner', ben),
      done(2),
    ]);
    expect(await resultsOf(transfer(ana, shown(1, 2, 3), carla))).toEqual([
      done(1),
      unchanged(2),
      done(3),
    ]);
    const toQueue = { to: { type: 'queue' } as const, note: '' };
    const params = { conversations: shown(1), ...toQueue };
    expect(await resultsOf(acting.handlers['conversation.transfer-many'](params, ben))).toEqual([
      refused(1, 'not-owner', carla),
    ]);
  });

  test('to somebody who is not here, or for a tag that is none, does nothing at all', async () => {
    await claim(ben, 1, 2);
    const before = acting.office.conversations();
    const conversations = shown(1, 2);
    const nobody = { type: 'agent', agentId: 99 as Agent['id'] } as const;
    const noTag = { type: 'tag', tagId: 9 as TagId } as const;
    for (const [where, code] of [
      [nobody, 'unknown-agent'],
      [noTag, 'unknown-tag'],
    ] as const) {
      expect(
        await acting.handlers['conversation.transfer-many'](
          { conversations, to: where, note: 'x' },
          ben,
        ),
      ).toMatchObject({ ok: false, code });
    }
    expect(acting.office.conversations()).toEqual(before);
  });

  test('that is repeated after a lost connection is one transfer with one note each', async () => {
    await claim(ben, 1, 2);
    const conversations = shown(1, 2);
    const first = await resultsOf(transfer(ben, conversations, carla, 'Please'));
    expect(await resultsOf(transfer(ben, conversations, carla, 'Please'))).toEqual(first);
    expect(acting.factsOf('conversation.transferred')).toHaveLength(2);
    expect(acting.factsOf('note.added')).toHaveLength(2);
    expect(await undo(ben, 1, 2)).toEqual([done(1), done(2)]);
  });
});

describe('closing a selection', () => {
  test('ends each with the same outcome and note, and repeated it is one close each', async () => {
    await claim(ben, 1, 2);
    const outcome = { id: null, name: 'Sold', isWon: true, isRetired: false } as const;
    const saved = await acting.handlers['outcome.save']({ outcome }, ana);
    invariant(saved.ok, 'an admin makes outcomes');
    const more = { outcomeId: saved.value.outcome.id, note: 'At the fair' };
    const conversations = shown(1, 2);
    const first = await resultsOf(close(ben, conversations, more));
    expect(first).toEqual([done(1), done(2)]);
    expect(await resultsOf(close(ben, conversations, more))).toEqual(first);
    expect(acting.factsOf('conversation.closed').map(({ fact, by }) => ({ fact, by }))).toEqual(
      [1, 2].map((customer) => ({
        by: ben.id,
        fact: {
          kind: 'conversation.closed',
          conversationId: chat(customer).id,
          epoch: chat(customer).epoch,
          episode: 1,
          ...more,
        },
      })),
    );
  });

  test('leaves open what is not the asker’s and where the customer has written meanwhile', async () => {
    await claim(ben, 1, 2);
    await claim(carla, 3);
    const before = shown(1, 2, 3);
    await writes(2);
    expect(await resultsOf(close(ben, before))).toEqual([
      done(1),
      refused(2, 'unseen-messages', ben),
      refused(3, 'not-owner', carla),
    ]);
    expect([1, 2, 3].map((customer) => chat(customer).state)).toEqual(['closed', 'open', 'open']);
    // Not even an admin closes what somebody else answers.
    expect(await resultsOf(close(ana, shown(1, 2)))).toEqual([
      unchanged(1),
      refused(2, 'not-owner', ben),
    ]);
  });

  test('with an outcome that is none does nothing at all', async () => {
    await claim(ben, 1);
    const asked = close(ben, shown(1), { outcomeId: 99 as OutcomeId });
    expect(await asked).toMatchObject({ ok: false, code: 'unknown-outcome' });
    expect(chat(1).state).toBe('open');
  });
});

describe('taking a selection back', () => {
  test('gives back each that nobody has gone on with, to whom it was', async () => {
    await claim(ben, 1, 2);
    await transfer(ben, shown(1, 2, 3), carla);
    await acting.office.reply(carla, 'I have it', chat(2));
    const late = refused(2, 'too-late', carla);
    expect(await undo(ben, 1, 2, 3)).toEqual([done(1), late, done(3)]);
    expect(chat(1)).toMatchObject({ state: 'open', ownerId: ben.id });
    expect(chat(3)).toMatchObject({ state: 'waiting', ownerId: null });
  });

  test('is for who did it, for a while', async () => {
    await claim(ben, 1, 2);
    await close(ben, shown(1, 2));
    expect(await undo(carla, 1)).toEqual([refused(1, 'too-late')]);
    expect(await undo(ben, 1)).toEqual([done(1)]);
    await acting.office.clock.advance(UNDO_MS + 1);
    expect(await undo(ben, 2)).toEqual([refused(2, 'too-late')]);
  });
});

test('a selection names each conversation once, has one at least and a hundred at most', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      conversationId: (index + 1) as ConversationId,
      epoch: 0 as Epoch,
      lastSeenMessageId: null,
      clientRef: newRef(),
    }));
  for (const name of [
    'conversation.transfer-many',
    'conversation.close-many',
    'conversation.undo-many',
  ] as const) {
    const takes = (conversations: unknown) =>
      commands[name].params.safeParse({ conversations, to: { type: 'queue' }, note: 'x' }).success;
    expect(takes(many(MOST_AT_ONCE))).toBe(true);
    expect(takes(many(MOST_AT_ONCE + 1))).toBe(false);
    expect(takes([])).toBe(false);
    expect(takes([...many(1), ...many(1)])).toBe(false);
  }
});

test('what names a conversation that is not there is refused alone', async () => {
  await claim(ben, 1);
  const gone = { ...shown(1)[0]!, conversationId: 999 as ConversationId, clientRef: newRef() };
  const nowhere = { outcome: 'refused', conversationId: 999, why: 'not-found', ownerId: null };
  expect(await resultsOf(transfer(ben, [gone, ...shown(1)], carla))).toEqual([nowhere, done(1)]);
});
