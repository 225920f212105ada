import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { UNDO_MS } from '#shared/domain/handling.ts';
import type { OutcomeId, TagId } from '#shared/domain/ids.ts';
import { timelineKinds } from '#shared/domain/handling.ts';
import type { Destination } from '#shared/protocol/commands/handling.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { newRef } from '#test/doubles/core/office.ts';

const MINUTE = 60_000;

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
  await acting.customerWrites('Hello');
});

afterEach(() => acting.office.remove());

const now = (): Conversation => acting.conversation;
const asked = (conversation = now()) => ({
  conversationId: conversation.id,
  epoch: conversation.epoch,
});
const seen = () => ({ ...asked(), lastSeenMessageId: now().lastCustomerMessageId });
const claim = (by: Agent) => acting.handlers['conversation.claim'](asked(), by);
const close = (by: Agent, more = {}) =>
  acting.handlers['conversation.close']({ ...seen(), ...more }, by);
const to = (agent: Agent): Destination => ({ type: 'agent', agentId: agent.id });
const transfer = (by: Agent, destination: Destination, note: string | null = null) =>
  acting.handlers['conversation.transfer'](
    {
      ...asked(),
      to: destination,
      note: note === null ? null : { text: note, clientRef: newRef() },
    },
    by,
  );

describe('a transfer', () => {
  test('to a colleague makes it theirs, new for them, with the note that they see first', async () => {
    await claim(ben);
    await transfer(ben, to(ana), 'She asks about the bill');
    const note = acting.office.messages().at(-1);
    expect(note?.content).toEqual({ kind: 'note', text: 'She asks about the bill', mentions: [] });
    expect(now()).toMatchObject({
      state: 'open',
      ownerId: ana.id,
      lastOwnerId: ana.id,
      handover: { fromId: ben.id, noteId: note?.id },
    });
    expect(acting.gateway.handedOver).toEqual([]);
  });

  test('is no longer news once its owner has answered, so it does not go back', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.office.reply(ana, 'I have it');
    expect(now().handover).toBeNull();
    await acting.office.clock.advance(24 * 60 * MINUTE);
    await acting.office.settled();
    expect(now().ownerId).toBe(ana.id);
  });

  test('is no longer news once its owner has opened it, and nobody else’s opening counts', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.handlers['conversation.opened'](asked(), ben);
    expect(now().handover).not.toBeNull();
    await acting.handlers['conversation.opened'](asked(), ana);
    expect(now().handover).toBeNull();
  });

  test('back to the queue lets it wait for as long as the customer has', async () => {
    const { waitingSince } = now();
    await claim(ben);
    await transfer(ben, { type: 'queue' });
    expect(now()).toMatchObject({ state: 'waiting', ownerId: null, lastOwnerId: ben.id });
    expect(now().waitingSince).toBe(waitingSince);
  });

  test('to a topic puts it into the queue with that tag, and an unknown one is refused', async () => {
    await claim(ben);
    const unknown = await transfer(ben, { type: 'tag', tagId: 9 as TagId });
    expect(unknown).toMatchObject({ ok: false, code: 'unknown-tag' });
    const tag = await saveTag('Billing');
    await transfer(ben, { type: 'tag', tagId: tag });
    expect(now()).toMatchObject({ state: 'waiting', ownerId: null, tags: [tag] });
  });

  test('is refused to who does not have it, but admins may', async () => {
    const [carla] = await acting.office.hire('Carla');
    await claim(ben);
    expect(await transfer(carla!, to(carla!))).toMatchObject({ ok: false, code: 'not-owner' });
    expect(await transfer(ana, to(carla!))).toMatchObject({ ok: true });
    expect(now().ownerId).toBe(carla!.id);
  });

  test('under an epoch that is over is refused with what there is now', async () => {
    await claim(ben);
    const before = asked();
    await transfer(ben, to(ana));
    const late = await acting.handlers['conversation.transfer'](
      { ...before, to: { type: 'queue' }, note: null },
      ben,
    );
    expect(late).toMatchObject({ ok: false, code: 'moved-on', conversation: { ownerId: ana.id } });
  });

  test('that is repeated after a lost connection is one transfer with one note', async () => {
    await claim(ben);
    const params = {
      ...asked(),
      to: to(ana),
      note: { text: 'Please', clientRef: newRef() },
    };
    await acting.handlers['conversation.transfer'](params, ben);
    const epoch = now().epoch;
    expect(await acting.handlers['conversation.transfer'](params, ben)).toMatchObject({ ok: true });
    expect(now().epoch).toBe(epoch);
    expect(acting.factsOf('note.added')).toHaveLength(1);
  });

  test('that nobody opens in time goes back to the queue', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.office.clock.advance(9 * MINUTE);
    await acting.office.settled();
    expect(now().ownerId).toBe(ana.id);
    const returned = acting.office.until(({ kind }) => kind === 'conversation.transferred');
    await acting.office.clock.advance(2 * MINUTE);
    await returned;
    expect(now()).toMatchObject({ state: 'waiting', ownerId: null, handover: null });
    expect(acting.factsOf('conversation.transferred').at(-1)?.fact).toMatchObject({
      why: 'not-opened',
      fromId: ana.id,
      toId: null,
    });
  });

  test('of everything at the end of a shift takes along what is open and what is snoozed', async () => {
    await claim(ben);
    await acting.handlers['conversation.snooze']({ ...seen(), until: null }, ben);
    const all = { to: to(ana), note: 'Good night' };
    const handed = await acting.handlers['conversation.hand-over-all'](all, ben);
    expect(handed).toMatchObject({ ok: true, value: { count: 1 } });
    expect(now()).toMatchObject({ state: 'open', ownerId: ana.id });
    expect(now().handover?.noteId).toBe(acting.office.messages().at(-1)?.id);
    const again = await acting.handlers['conversation.hand-over-all'](all, ben);
    expect(again).toMatchObject({ ok: true, value: { count: 0 } });
  });
});

describe('what was done a moment ago', () => {
  const undo = (by: Agent) => acting.handlers['conversation.undo'](asked(), by);

  test('is taken back by who closed it: owner, waiting time and unread messages are as before', async () => {
    await claim(ben);
    const before = now();
    await close(ben);
    expect(now().state).toBe('closed');
    expect(await undo(ben)).toMatchObject({ ok: true });
    const { state, ownerId, waitingSince, unread, episode } = before;
    expect(now()).toMatchObject({ state, ownerId, waitingSince, unread, episode });
  });

  test('is taken back by who transferred it', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    expect(await undo(ben)).toMatchObject({ ok: true });
    expect(now()).toMatchObject({ ownerId: ben.id, handover: null });
  });

  test('stays when time is up, when it is another’s, or when somebody went on with it', async () => {
    await claim(ben);
    await close(ben);
    expect(await undo(ana)).toMatchObject({ ok: false, code: 'too-late' });
    await acting.customerWrites('Wait');
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    await transfer(ana, to(ben));
    await transfer(ben, to(ana));
    await acting.office.reply(ana, 'Here I am');
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    await transfer(ana, to(ben));
    await close(ben);
    await acting.office.clock.advance(UNDO_MS + 1_000);
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    expect(now().state).toBe('closed');
  });

  test('stays when whom it was given to has answered: nobody waits again because of it', async () => {
    await claim(ben);
    await transfer(ben, to(ana));
    await acting.office.reply(ana, 'With me it is in good hands');
    expect(await undo(ben)).toMatchObject({ ok: false, code: 'too-late' });
    expect(now()).toMatchObject({ ownerId: ana.id, waitingSince: null });
  });

  test('leaves nobody put away who has written meanwhile', async () => {
    await claim(ben);
    await acting.handlers['conversation.snooze']({ ...seen(), until: null }, ben);
    await transfer(ben, { type: 'queue' });
    await acting.customerWrites('Is anybody there?');
    expect(await undo(ben)).toMatchObject({ ok: true });
    expect(now()).toMatchObject({ state: 'open', ownerId: ben.id, snoozedUntil: null });
  });
});

describe('a request', () => {
  const request = (by: Agent) => acting.handlers['conversation.request'](asked(), by);
  const answer = (by: Agent, given: 'hand-over' | 'keep' | 'withdraw') =>
    acting.handlers['conversation.answer-request']({ ...asked(), answer: given }, by);

  test('is granted by the owner: the chat is the asker’s', async () => {
    await claim(ben);
    await request(ana);
    expect(now().request).toMatchObject({ byId: ana.id });
    expect(await answer(ana, 'hand-over')).toMatchObject({ ok: false, code: 'not-owner' });
    await answer(ben, 'hand-over');
    expect(now()).toMatchObject({ ownerId: ana.id, request: null, handover: null });
  });

  test('that the owner does not grant, that is withdrawn or that expires changes nothing', async () => {
    await claim(ben);
    for (const end of ['keep', 'withdraw'] as const) {
      await request(ana);
      await answer(end === 'keep' ? ben : ana, end);
      expect(now()).toMatchObject({ ownerId: ben.id, request: null });
    }
    await request(ana);
    const ended = acting.office.until(({ kind }) => kind === 'conversation.request-ended');
    await acting.office.clock.advance(3 * MINUTE);
    await ended;
    expect(now()).toMatchObject({ ownerId: ben.id, request: null });
    expect(acting.factsOf('conversation.request-ended').map(({ fact }) => fact)).toMatchObject([
      { how: 'kept' },
      { how: 'withdrawn' },
      { how: 'expired' },
    ]);
  });

  test('for what nobody has is refused, and a second one while the first is open', async () => {
    const [carla] = await acting.office.hire('Carla');
    expect(await request(ana)).toMatchObject({ ok: false, code: 'not-owner' });
    await claim(ben);
    await request(ana);
    expect(await request(carla!)).toMatchObject({ ok: false, code: 'already-requested' });
    expect(await request(ana)).toMatchObject({ ok: true });
    expect(acting.factsOf('conversation.requested')).toHaveLength(1);
  });
});

test('an admin takes a chat over with a reason; an agent may not', async () => {
  const [carla] = await acting.office.hire('Carla');
  await claim(ben);
  const params = { ...asked(), reason: 'Ben is ill' };
  expect(await acting.handlers['conversation.take-over'](params, carla!)).toMatchObject({
    ok: false,
    code: 'forbidden',
  });
  expect(await acting.handlers['conversation.take-over'](params, ana)).toMatchObject({ ok: true });
  expect(now().ownerId).toBe(ana.id);
  const reply = await acting.office.reply(ben, 'I am still here');
  expect(reply).toMatchObject({ ok: false, code: 'not-owner' });
});

describe('a snoozed conversation', () => {
  const snooze = (until: number | null) =>
    acting.handlers['conversation.snooze']({ ...seen(), until }, ben);

  test('comes back to its owner when its time has come, also after a restart', async () => {
    await claim(ben);
    await snooze(acting.office.clock.now() + 60 * MINUTE);
    expect(now()).toMatchObject({ state: 'snoozed', ownerId: ben.id });
    await acting.reopen();
    const woken = acting.office.until(({ kind }) => kind === 'conversation.woken');
    await acting.office.clock.advance(61 * MINUTE);
    await woken;
    expect(now()).toMatchObject({ state: 'open', ownerId: ben.id, snoozedUntil: null });
  });

  test('comes back at once when the customer writes', async () => {
    await claim(ben);
    await snooze(null);
    await acting.customerWrites('One more thing');
    expect(now()).toMatchObject({ state: 'open', ownerId: ben.id });
  });

  test('comes back when its last answer did not reach the customer', async () => {
    await acting.office.reply(ben, 'Tomorrow');
    await acting.gateway.whenHandedOver(1);
    const { key } = acting.gateway.handedOver.at(-1)!;
    await snooze(null);
    expect(now()).toMatchObject({ state: 'snoozed', waitingSince: null });
    const refused = acting.office.until(
      (fact) => fact.kind === 'message.state-changed' && fact.state === 'refused',
    );
    acting.gateway.emit({ type: 'acknowledged', key, state: 'refused' });
    await refused;
    expect(now()).toMatchObject({ state: 'open', ownerId: ben.id, snoozedUntil: null });
  });

  test('cannot be put away until a time that is over', async () => {
    await claim(ben);
    expect(await snooze(acting.office.clock.now())).toMatchObject({
      ok: false,
      code: 'in-the-past',
    });
  });

  test('is put away only by who has seen what the customer wrote last', async () => {
    await claim(ben);
    const params = { ...seen(), until: null };
    await acting.customerWrites('Wait');
    expect(await acting.handlers['conversation.snooze'](params, ben)).toMatchObject({
      ok: false,
      code: 'unseen-messages',
    });
  });
});

describe('an episode', () => {
  test('begins anew when an admin gives a closed chat to somebody, without the old topics', async () => {
    await claim(ben);
    const colour = 'blue' as const;
    const tag = { id: null, name: 'Repairs', colour, isRetired: false };
    await acting.handlers['tag.save']({ tag }, ana);
    const tagId = 1 as TagId;
    const { id: conversationId, episode } = now();
    await acting.handlers['conversation.tag']({ conversationId, tagId, isOn: true }, ben);
    await close(ben);
    await transfer(ana, to(ben));
    expect(now()).toMatchObject({ state: 'open', episode: episode + 1, tags: [] });
  });

  test('ends with an outcome and a note; one that does not exist is refused', async () => {
    await claim(ben);
    const unknown = await close(ben, { outcomeId: 7 as OutcomeId });
    expect(unknown).toMatchObject({ ok: false, code: 'unknown-outcome' });
    const saved = await acting.handlers['outcome.save'](
      { outcome: { id: null, name: 'Sold', isWon: true, isRetired: false } },
      ana,
    );
    const outcomeId = saved.ok ? saved.value.outcome.id : null;
    await close(ben, { outcomeId, note: 'Two pairs' });
    expect(acting.factsOf('conversation.closed').at(-1)?.fact).toMatchObject({
      outcomeId,
      note: 'Two pairs',
    });
  });

  test('begins anew with each customer who comes back and each claim of a closed one', async () => {
    expect(now().episode).toBe(1);
    await claim(ben);
    await close(ben);
    await acting.customerWrites('Hello again');
    expect(now().episode).toBe(2);
    await claim(ben);
    await close(ben);
    await claim(ana);
    expect(now().episode).toBe(3);
  });

  test('has its own tags: the next one begins with none', async () => {
    const tagId = await saveTag('Billing');
    await acting.handlers['conversation.tag']({ conversationId: now().id, tagId, isOn: true }, ben);
    expect(now().tags).toEqual([tagId]);
    await claim(ben);
    await close(ben);
    expect(now().tags).toEqual([tagId]);
    await acting.customerWrites('Hello again');
    expect(now().tags).toEqual([]);
  });

  test('is found by its tag, and no longer when the tag is taken off', async () => {
    const tagId = await saveTag('Billing');
    const tag = (isOn: boolean) =>
      acting.handlers['conversation.tag']({ conversationId: now().id, tagId, isOn }, ben);
    const tagged = async () => {
      const page = { view: 'tagged', tagId, after: null, limit: 10 } as const;
      const listed = await acting.handlers['conversation.list'](page, ben);
      return listed.ok && listed.value.conversations.map(({ id }) => id);
    };
    await tag(true);
    expect(await tagged()).toEqual([now().id]);
    await tag(false);
    expect(await tagged()).toEqual([]);
  });

  test('ends by itself after days of silence, but never while the customer waits', async () => {
    const name = 'ownership.closeAfterDays';
    await acting.handlers['settings.change']({ name, value: 3 }, ana);
    await claim(ben);
    await acting.office.clock.advance(4 * 24 * 60 * MINUTE);
    await acting.office.settled();
    expect(now().state).toBe('open');
    await acting.benAnswers('Here I am');
    const closed = acting.office.until(({ kind }) => kind === 'conversation.closed');
    await acting.office.clock.advance(4 * 24 * 60 * MINUTE);
    await closed;
    expect(now()).toMatchObject({ state: 'closed', ownerId: null });
    expect(acting.factsOf('conversation.closed').at(-1)?.fact).toMatchObject({ isSilent: true });
  });
});

test('the history tells what happened between people, in its place', async () => {
  await claim(ben);
  await transfer(ben, to(ana), 'Please');
  await acting.handlers['conversation.opened'](asked(), ana);
  await close(ana);
  const history = await acting.handlers['conversation.history'](
    { conversationId: now().id, anchor: null, limit: 50 },
    ben,
  );
  expect(history.ok && history.value.events.map(({ fact }) => fact.kind)).toEqual([
    'conversation.claimed',
    'conversation.transferred',
    'conversation.closed',
  ]);
  expect(timelineKinds).toHaveLength(9);
});

async function saveTag(name: string): Promise<TagId> {
  const tag = { id: null, name, colour: 'blue', isRetired: false } as const;
  const saved = await acting.handlers['tag.save']({ tag }, ana);
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.tag.id;
}
