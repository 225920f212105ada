import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { SharingOffice } from '#test/doubles/core/sharing-office.ts';

let office: SharingOffice;
let ana: Agent, ben: Agent, cleo: Agent;

const MINUTE = 60_000;

beforeEach(async () => {
  office = await SharingOffice.open();
  ({ ana, ben, cleo } = office);
  await office.set('ownership.openWithinMinutes', 0);
  await office.set('ownership.answerWithinMinutes', 10);
  await office.set('ownership.answerWarnMinutes', 3);
  await office.sitsDown(ben);
  await office.write(1);
});
afterEach(() => office.office.remove());

const dueIn = () => {
  const { answerDueAt } = office.chat(1);
  return answerDueAt === null ? null : answerDueAt - office.office.clock.now();
};

test('the owner is told some minutes before, then the chat goes to somebody else with its reason', async () => {
  await office.sitsDown(cleo);
  await office.pass(6.5 * MINUTE);
  expect(dueIn()).toBeNull();
  await office.pass(MINUTE);
  expect(dueIn()).toBeGreaterThan(2 * MINUTE);
  expect(office.owners(1)).toEqual([ben.id]);
  await office.pass(3 * MINUTE);
  expect(office.owners(1)).toEqual([cleo.id]);
  expect(office.chat(1)).toMatchObject({ answerDueAt: null, handover: { fromId: null } });
  expect(office.reasons()).toEqual(['next-in-turn', 'not-answered', 'next-in-turn']);
  const due = office.facts().filter(({ kind }) => kind === 'conversation.answer-due');
  expect(due).toMatchObject([{ ownerId: ben.id }]);
});

test('it is never theirs again in that episode, while others are there or not', async () => {
  await office.pass(11 * MINUTE);
  expect(office.owners(1)).toEqual([null]);
  await office.pass(30 * MINUTE);
  expect(office.owners(1)).toEqual([null]);
  await office.sitsDown(cleo);
  expect(office.owners(1)).toEqual([cleo.id]);
  await office.pass(11 * MINUTE);
  expect(office.owners(1)).toEqual([null]);
});

test('an answer ends it, and what the customer writes afterwards begins another wait', async () => {
  await office.pass(8 * MINUTE);
  expect(dueIn()).not.toBeNull();
  await office.answers(ben, 1);
  expect(dueIn()).toBeNull();
  await office.pass(30 * MINUTE);
  expect(office.owners(1)).toEqual([ben.id]);
  await office.write(1);
  await office.pass(6 * MINUTE);
  expect(dueIn()).toBeNull();
  await office.pass(1.5 * MINUTE);
  expect(dueIn()).not.toBeNull();
});

test('what the customer adds does not begin the wait anew', async () => {
  await office.pass(5 * MINUTE);
  await office.write(1);
  await office.pass(2.5 * MINUTE);
  expect(dueIn()).not.toBeNull();
});

test('who takes a customer over who has waited for long gets the whole time', async () => {
  await office.pass(9 * MINUTE);
  const { id: conversationId, epoch } = office.chat(1);
  const reason = 'Ben is busy';
  await office.handlers['conversation.take-over']({ conversationId, epoch, reason }, ana);
  expect(dueIn()).toBeNull();
  await office.pass(6.5 * MINUTE);
  expect(dueIn()).toBeNull();
  await office.pass(MINUTE);
  expect(dueIn()).not.toBeNull();
});

test('whoever is writing the answer may finish it', async () => {
  await office.pass(9.5 * MINUTE);
  const { id: conversationId } = office.chat(1);
  const typing = office.handlers['conversation.typing'];
  for (let step = 0; step < 12; step += 1) {
    await typing({ conversationId, isTyping: true }, ben);
    await office.pass(5_000);
  }
  expect(office.owners(1)).toEqual([ben.id]);
  await office.pass(MINUTE);
  expect(office.owners(1)).toEqual([null]);
});

test('nobody is surprised after the host was off: who was not told in time is told anew', async () => {
  await office.pass(8 * MINUTE);
  office.office.clock.sleep(20 * MINUTE);
  await office.restart();
  await office.pass(15_000);
  expect(office.owners(1)).toEqual([ben.id]);
  expect(dueIn()).toBeGreaterThan(2 * MINUTE);
  await office.pass(4 * MINUTE);
  expect(office.owners(1)).toEqual([null]);
});

test('a snoozed chat, and one that nobody waits in, goes nowhere', async () => {
  const { id: conversationId, epoch, lastCustomerMessageId } = office.chat(1);
  const asked = { conversationId, epoch, lastSeenMessageId: lastCustomerMessageId };
  await office.handlers['conversation.snooze']({ ...asked, until: null }, ben);
  await office.pass(60 * MINUTE);
  expect(office.chat(1)).toMatchObject({ state: 'snoozed', ownerId: ben.id, answerDueAt: null });
});

test('only time within the hours counts, and nobody loses a chat outside them', async () => {
  const closes = office.office.clock.now() + 5 * MINUTE;
  const opens = closes + 8 * 60 * MINUTE;
  const override = office.handlers['hours.override'];
  await office.pass(5 * MINUTE);
  await override({ override: { isOpen: false, until: opens } }, ana);
  await office.pass(8 * 60 * MINUTE - 1_000);
  expect(dueIn()).toBeNull();
  expect(office.owners(1)).toEqual([ben.id]);
  await office.pass(2.5 * MINUTE);
  expect(dueIn()).toBeGreaterThan(2 * MINUTE);
});

describe('the office', () => {
  test('that does not want it leaves chats where they are', async () => {
    await office.set('ownership.answerWithinMinutes', 0);
    await office.pass(24 * 60 * MINUTE);
    expect(office.owners(1)).toEqual([ben.id]);
    expect(dueIn()).toBeNull();
  });

  test('that begins to want it tells the owners first', async () => {
    await office.set('ownership.answerWithinMinutes', 0);
    await office.pass(60 * MINUTE);
    await office.set('ownership.answerWithinMinutes', 10);
    expect(dueIn()).toBe(3 * MINUTE);
    expect(office.owners(1)).toEqual([ben.id]);
  });

  test('that warns longer than it waits warns at once', async () => {
    await office.set('ownership.answerWithinMinutes', 5);
    await office.set('ownership.answerWarnMinutes', 60);
    expect(dueIn()).toBeGreaterThan(4 * MINUTE);
    await office.pass(5.5 * MINUTE);
    expect(office.owners(1)).toEqual([null]);
  });
});
