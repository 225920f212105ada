import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seenInHistory } from '#main/core/actions/seen-in-history.ts';
import type { PollContent } from '#shared/domain/content-kinds.ts';
import type { Message } from '#shared/domain/message.ts';
import { ActingOffice, AT } from '#test/doubles/core/acting-office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});

afterEach(() => acting.office.remove());

const POLL: PollContent = {
  kind: 'poll',
  question: 'Which day?',
  options: ['Monday', 'Friday'],
  allowsMany: false,
};

/** A poll of the customer's in a conversation of Ben's. */
async function pollOfBens(more: Partial<PollContent> = {}) {
  const poll = await acting.customerWrites('', { content: { ...POLL, ...more } });
  await acting.handlers['conversation.claim'](acting.target(poll), acting.ben);
  return poll;
}

const vote = (poll: Message, options: string[], caller = acting.ben) =>
  acting.handlers['message.vote']({ ...acting.target(poll), options }, caller);
const told = (poll: Message, options: string[], at = AT) =>
  acting.happens({ type: 'voted', key: poll.waKey!, by: 'us', options, at });
const BY_BEN = () => ({ type: 'agent', agentId: acting.ben.id });

describe('a vote of an agent in a poll of the customer’s', () => {
  test('is asked of WhatsApp, is the agent’s, changes and is taken back', async () => {
    const poll = await pollOfBens();
    expect(await vote(poll, ['Friday'])).toMatchObject({
      ok: true,
      value: { message: { votes: [{ author: BY_BEN(), options: ['Friday'] }] } },
    });
    await vote(poll, ['Monday']);
    expect(acting.stored(poll).votes).toMatchObject([{ author: BY_BEN(), options: ['Monday'] }]);
    await vote(poll, []);
    expect(acting.stored(poll).votes).toMatchObject([{ author: BY_BEN(), options: [] }]);
    expect(acting.gateway.acts).toEqual([
      { type: 'vote', key: poll.waKey, options: ['Friday'] },
      { type: 'vote', key: poll.waKey, options: ['Monday'] },
      { type: 'vote', key: poll.waKey, options: [] },
    ]);
    expect(acting.factsOf('message.voted').map(({ by }) => by)).toEqual(
      Array(3).fill(acting.ben.id),
    );
  });

  test('leaves the customer waiting, and their own vote as it is', async () => {
    const poll = await pollOfBens();
    const key = poll.waKey!;
    await acting.happens({ type: 'voted', key, by: 'contact', options: ['Monday'], at: AT });
    await vote(poll, ['Friday']);
    expect(acting.stored(poll).votes).toMatchObject([
      { author: { type: 'contact' }, options: ['Monday'] },
      { author: BY_BEN(), options: ['Friday'] },
    ]);
    expect(acting.conversation.waitingSince).toBe(poll.at);
  });

  test('is one fact of the agent’s when WhatsApp tells of it too, early and in another order', async () => {
    const poll = await pollOfBens({ allowsMany: true });
    acting.gateway.actAnswer = async () => {
      await told(poll, ['Friday', 'Monday']);
      return { outcome: 'done' };
    };
    await vote(poll, ['Monday', 'Friday']);
    await told(poll, ['Friday', 'Monday']);
    expect(acting.factsOf('message.voted').map(({ by }) => by)).toEqual([acting.ben.id]);
  });

  test('that WhatsApp has already is not asked for again', async () => {
    const poll = await pollOfBens();
    await vote(poll, ['Friday']);
    expect(await vote(poll, ['Friday'])).toMatchObject({ ok: true });
    expect(acting.gateway.acts).toHaveLength(1);
    expect(acting.factsOf('message.voted')).toHaveLength(1);
  });

  test('takes the place of the phone’s, and the other way round', async () => {
    const poll = await pollOfBens();
    await told(poll, ['Monday']);
    await vote(poll, ['Friday']);
    expect(acting.stored(poll).votes).toMatchObject([{ author: BY_BEN(), options: ['Friday'] }]);
    await told(poll, ['Monday'], AT + 60_000);
    expect(acting.stored(poll).votes).toMatchObject([
      { author: { type: 'phone' }, options: ['Monday'] },
    ]);
  });
});

test('a look into the chat that began before an agent’s vote does not undo it, a later one may', async () => {
  const poll = await pollOfBens();
  await acting.office.clock.advance(5 * 60_000);
  await vote(poll, ['Friday']);
  const now = acting.office.clock.now();
  const shown = incoming('', {
    key: poll.waKey!,
    content: POLL,
    votes: [{ by: 'us', options: ['Monday'], at: AT }],
  });
  const seen = (asOf: number) => seenInHistory(acting.stored(poll), { ...shown, asOf });
  expect(seen(now - 1)).toEqual([]);
  expect(seen(now + 1)).toMatchObject([{ type: 'voted', by: 'us', options: ['Monday'] }]);
});

describe('a vote is refused', () => {
  test('to everybody but the owner under the current epoch, admins too', async () => {
    const poll = await acting.customerWrites('', { content: POLL });
    expect(await vote(poll, ['Friday'])).toMatchObject({ ok: false, code: 'not-owner' });
    await acting.handlers['conversation.claim'](acting.target(poll), acting.ben);
    expect(acting.ana.role).toBe('admin');
    expect(await vote(poll, ['Friday'], acting.ana)).toMatchObject({
      ok: false,
      code: 'not-owner',
    });
    const stale = { ...acting.target(poll), epoch: 99 as never, options: ['Friday'] };
    expect(await acting.handlers['message.vote'](stale, acting.ben)).toMatchObject({
      ok: false,
      code: 'moved-on',
    });
    expect(acting.gateway.acts).toEqual([]);
    expect(acting.factsOf('message.voted')).toEqual([]);
  });

  test.each([
    [['Monday', 'Friday'], 'This poll takes one answer. Choose one.'],
    [['Sunday'], 'The poll has no such answer. Choose one that is there.'],
  ])('%j, which the poll does not take', async (options, message) => {
    const poll = await pollOfBens();
    expect(await vote(poll, options)).toMatchObject({ ok: false, code: 'not-possible', message });
    expect(acting.gateway.acts).toEqual([]);
  });

  test('in what is no poll, what is ours, what was deleted and what is elsewhere', async () => {
    const poll = await pollOfBens();
    const text = await acting.customerWrites('Hello');
    const key = poll.waKey!.replace('false_', 'true_').concat('B') as typeof poll.waKey;
    acting.gateway.emit({
      type: 'message',
      message: incoming('', { key: key!, from: 'us', content: POLL }),
    });
    await acting.office.settled();
    const ours = acting.office.store.read.messages.byKey(key!)!;
    for (const message of [text, ours]) {
      expect(await vote(message, ['Friday'])).toMatchObject({ ok: false, code: 'not-possible' });
    }
    await acting.happens({ type: 'deleted', key: poll.waKey!, by: 'contact', at: AT });
    expect(await vote(poll, ['Friday'])).toMatchObject({
      ok: false,
      code: 'not-possible',
      message: 'This message was deleted.',
    });
    const nowhere = { ...poll, id: 999 as Message['id'] };
    expect(await vote(nowhere, ['Friday'])).toMatchObject({ ok: false, code: 'not-found' });
    expect(acting.gateway.acts).toEqual([]);
  });

  test('by WhatsApp, or not confirmed: it is said, changes nothing and is not tried again', async () => {
    const poll = await pollOfBens();
    acting.gateway.actAnswer = () => Promise.resolve({ outcome: 'refused', why: 'It has ended.' });
    expect(await vote(poll, ['Friday'])).toMatchObject({
      ok: false,
      code: 'refused',
      message: 'It has ended.',
    });
    acting.gateway.actAnswer = () => Promise.resolve({ outcome: 'unknown', why: 'Silence.' });
    expect(await vote(poll, ['Friday'])).toMatchObject({ ok: false, code: 'unconfirmed' });
    await acting.office.clock.advance(60_000);
    expect(acting.gateway.acts).toHaveLength(2);
    expect(acting.stored(poll).votes).toBeUndefined();
    await told(poll, ['Friday']);
    expect(acting.stored(poll).votes).toMatchObject([{ author: BY_BEN(), options: ['Friday'] }]);
  });
});
