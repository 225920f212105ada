import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { OutcomeId, TagId } from '#shared/domain/ids.ts';
import type { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { HandlingOffice, MINUTE, to } from '#test/doubles/core/handling-office.ts';

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;
let now: HandlingOffice['now'];
let asked: HandlingOffice['asked'];
let seen: HandlingOffice['seen'];
let claim: HandlingOffice['claim'];
let close: HandlingOffice['close'];
let transfer: HandlingOffice['transfer'];
let saveTag: HandlingOffice['saveTag'];

beforeEach(async () => {
  const office = await HandlingOffice.open();
  ({ acting, now, asked, seen, claim, close, transfer, saveTag } = office);
  ({ ana, ben } = acting);
});

afterEach(() => acting.office.remove());

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
});
