import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { SharingOffice } from '#test/doubles/core/sharing-office.ts';

let office: SharingOffice;
let ana: Agent, ben: Agent, cleo: Agent;

beforeEach(async () => {
  office = await SharingOffice.open();
  ({ ana, ben, cleo } = office);
});
afterEach(() => office.office.remove());

test('what begins to wait goes to those who are online, in turn, as new for them', async () => {
  await office.sitsDown(ben);
  await office.sitsDown(cleo);
  await office.write(1, 2, 3, 4);
  expect(office.owners(1, 2, 3, 4)).toEqual([ben.id, cleo.id, ben.id, cleo.id]);
  expect(office.chat(1)).toMatchObject({ state: 'open', handover: { fromId: null }, unread: 1 });
  expect(office.reasons()).toEqual(Array.from({ length: 4 }, () => 'next-in-turn'));
});

test('whose turn it is outlasts the host', async () => {
  await office.sitsDown(ben);
  await office.sitsDown(cleo);
  await office.write(1);
  await office.restart();
  // Expected back, they count as here.
  await office.write(2);
  expect(office.owners(1, 2)).toEqual([ben.id, cleo.id]);
});

test('the longest wait goes first to somebody who comes online, up to what they can take', async () => {
  await office.set('routing.capacity', 2);
  await office.write(1, 2, 3);
  await office.sitsDown(ben);
  expect(office.owners(1, 2, 3)).toEqual([ben.id, ben.id, null]);
  await office.closes(ben, 1);
  expect(office.owners(3)).toEqual([ben.id]);
});

test('what waits is shared out when the office changes how', async () => {
  await office.set('routing.mode', 'manual');
  await office.sitsDown(ben);
  await office.write(1);
  expect(office.owners(1)).toEqual([null]);
  await office.set('routing.mode', 'least-busy');
  expect(office.owners(1)).toEqual([ben.id]);
  expect(office.reasons()).toEqual(['least-busy']);
});

test('who has fewer open chats gets the next one', async () => {
  await office.set('routing.mode', 'least-busy');
  await office.sitsDown(ben);
  await office.write(1, 2);
  await office.sitsDown(cleo);
  await office.write(3, 4, 5);
  expect(office.owners(1, 2, 3, 4, 5).filter((id) => id === cleo.id)).toHaveLength(2);
  expect(office.owners(3, 4)).toEqual([cleo.id, cleo.id]);
});

test('an admin gets none unless the office wants that', async () => {
  await office.sitsDown(ana);
  await office.write(1);
  expect(office.owners(1)).toEqual([null]);
  await office.set('routing.includesAdmins', true);
  expect(office.owners(1)).toEqual([ana.id]);
});

test('nobody gets one on a break', async () => {
  const screen = await office.sitsDown(ben);
  await office.handlers['presence.set']({ status: 'on-break' }, ben, screen);
  await office.write(1);
  expect(office.owners(1)).toEqual([null]);
  await office.handlers['presence.set']({ status: 'online' }, ben, screen);
  await office.settled();
  expect(office.owners(1)).toEqual([ben.id]);
});

describe('what somebody put back', () => {
  test('goes to another one, and never back to them while the customer waits', async () => {
    await office.sitsDown(ben);
    await office.write(1);
    await office.putsBack(ben, 1);
    expect(office.owners(1)).toEqual([null]);
    await office.sitsDown(cleo);
    expect(office.owners(1)).toEqual([cleo.id]);
    await office.putsBack(cleo, 1);
    expect(office.owners(1)).toEqual([null]);
  });

  test('or did not open in time, likewise', async () => {
    await office.set('ownership.openWithinMinutes', 1);
    await office.sitsDown(ben);
    await office.write(1);
    await office.sitsDown(cleo);
    await office.pass(61_000);
    await office.settled();
    expect(office.owners(1)).toEqual([cleo.id]);
  });

  test('is theirs again when the customer comes back another time', async () => {
    await office.sitsDown(ben);
    await office.write(1);
    await office.putsBack(ben, 1);
    const { id: conversationId, epoch } = office.chat(1);
    await office.handlers['conversation.claim']({ conversationId, epoch }, ana);
    await office.closes(ana, 1);
    await office.write(1);
    expect(office.owners(1)).toEqual([ben.id]);
  });
});

test('a last owner without room does not get the customer who comes back', async () => {
  await office.set('routing.lastOwnerDays', 7);
  await office.set('routing.capacity', 1);
  await office.sitsDown(ben);
  await office.write(1);
  await office.closes(ben, 1);
  await office.write(2);
  await office.sitsDown(cleo);
  await office.write(1);
  expect(office.owners(1, 2)).toEqual([cleo.id, ben.id]);
  expect(office.reasons()).not.toContain('last-owner');
});

test('a blocked contact is nobody’s turn', async () => {
  await office.write(1);
  await office.handlers['contact.block'](
    { conversationId: office.chat(1).id, isBlocked: true },
    ana,
  );
  await office.sitsDown(ben);
  await office.write(2);
  expect(office.owners(1, 2)).toEqual([null, ben.id]);
});

test('whoever goes on a break in the very moment in which a customer writes is given nothing', async () => {
  await office.sitsDown(ben);
  const stop = office.office.core.sync.on(({ entries }) => {
    if (!entries.some(({ fact }) => fact.kind === 'message.received')) return;
    stop();
    // Written in the same commit as what routing is about to decide.
    void office.handlers['presence.set']({ status: 'on-break' }, ben);
  });
  await office.write(1);
  expect(office.office.core.presence.statusOf(ben.id)).toBe('on-break');
  expect(office.owners(1)).toEqual([null]);
});
