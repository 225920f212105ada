import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { TagId } from '#shared/domain/ids.ts';
import { SharingOffice } from '#test/doubles/core/sharing-office.ts';

let office: SharingOffice;
let ben: Agent, cleo: Agent;
let sales: TagId;

const MINUTE = 60_000;

beforeEach(async () => {
  office = await SharingOffice.open();
  ({ ben, cleo } = office);
  sales = await office.saveTag('Sales');
  await office.change(cleo, { skills: [sales] });
});
afterEach(() => office.office.remove());

test('what is tagged while it waits is looked at again, and goes to who knows it', async () => {
  await office.set('routing.withoutSkill', 'wait');
  await office.set('routing.mode', 'manual');
  await office.write(1);
  await office.tag(1, sales);
  await office.set('routing.mode', 'round-robin');
  await office.sitsDown(ben);
  expect(office.owners(1)).toEqual([null]);
  await office.sitsDown(cleo);
  expect(office.owners(1)).toEqual([cleo.id]);
  expect(office.transfers().at(-1)).toMatchObject({
    why: 'next-in-turn',
    skill: { tagId: sales, how: 'knows-it' },
  });
});

test('a tag that is put on alone makes routing look again', async () => {
  await office.set('routing.withoutSkill', 'wait');
  const repairs = await office.saveTag('Repairs');
  await office.change(ben, { skills: [repairs] });
  await office.sitsDown(cleo);
  await office.change(cleo, { capacity: 0 });
  await office.write(1);
  // Nobody here can take it; then it is about what Ben knows.
  await office.tag(1, repairs);
  await office.change(cleo, { capacity: null });
  expect(office.owners(1)).toEqual([null]);
  await office.tag(1, sales);
  expect(office.owners(1)).toEqual([cleo.id]);
});

test('what a transfer put into the queue of a topic takes the same path', async () => {
  await office.sitsDown(ben);
  await office.write(1);
  expect(office.owners(1)).toEqual([ben.id]);
  await office.sitsDown(cleo);
  await office.putsBack(ben, 1, sales);
  expect(office.owners(1)).toEqual([cleo.id]);
  expect(office.transfers().at(-1)?.skill).toEqual({ tagId: sales, how: 'knows-it' });
});

describe('while nobody who knows it is there', () => {
  beforeEach(async () => {
    await office.set('routing.mode', 'manual');
    await office.write(1);
    await office.tag(1, sales);
    await office.sitsDown(ben);
  });

  test('it goes to anybody, and the reason says so', async () => {
    await office.set('routing.mode', 'round-robin');
    expect(office.owners(1)).toEqual([ben.id]);
    expect(office.transfers().at(-1)?.skill).toEqual({ tagId: sales, how: 'nobody-there' });
  });

  test('it waits without keeping others from being given out', async () => {
    await office.set('routing.withoutSkill', 'wait');
    await office.set('routing.mode', 'round-robin');
    await office.write(2);
    expect(office.owners(1, 2)).toEqual([null, ben.id]);
    await office.pass(24 * 60 * MINUTE);
    expect(office.owners(1)).toEqual([null]);
  });

  test('it waits for as long as the office says, and not longer', async () => {
    await office.set('routing.withoutSkill', 'anybody-later');
    await office.set('routing.skillMinutes', 5);
    await office.set('routing.mode', 'round-robin');
    await office.pass(4 * MINUTE);
    expect(office.owners(1)).toEqual([null]);
    await office.pass(1 * MINUTE);
    expect(office.owners(1)).toEqual([ben.id]);
    expect(office.transfers().at(-1)?.skill).toEqual({ tagId: sales, how: 'nobody-came' });
  });

  test('it waits as long after a restart of the host', async () => {
    await office.set('routing.withoutSkill', 'anybody-later');
    await office.set('routing.skillMinutes', 5);
    await office.set('routing.mode', 'round-robin');
    await office.pass(3 * MINUTE);
    await office.restart();
    await office.sitsDown(ben);
    await office.pass(2 * MINUTE);
    expect(office.owners(1)).toEqual([ben.id]);
  });

  test('and none who could ever take it works here any more, it goes to anybody', async () => {
    await office.set('routing.withoutSkill', 'wait');
    await office.set('routing.mode', 'round-robin');
    const chatsTo = { type: 'queue' } as const;
    await office.handlers['agent.deactivate']({ agentId: cleo.id, chatsTo }, office.ana);
    await office.settled();
    expect(office.owners(1)).toEqual([ben.id]);
    expect(office.transfers().at(-1)?.skill).toBeUndefined();
  });
});

describe('what an admin changes about somebody', () => {
  beforeEach(() => office.sitsDown(ben));

  test('is what the next chat is given out by: a capacity of their own', async () => {
    await office.change(ben, { capacity: 1 });
    await office.write(1, 2);
    expect(office.owners(1, 2)).toEqual([ben.id, null]);
    await office.change(ben, { capacity: 2 });
    expect(office.owners(2)).toEqual([ben.id]);
  });

  test('and nothing is given to who left, until they are back', async () => {
    const chatsTo = { type: 'queue' } as const;
    const agentId = ben.id;
    await office.handlers['agent.deactivate']({ agentId, chatsTo }, office.ana);
    await office.write(1);
    expect(office.owners(1)).toEqual([null]);
    await office.handlers['agent.reactivate']({ agentId }, office.ana);
    await office.settled();
    expect(office.owners(1)).toEqual([ben.id]);
  });

  test('what they leave behind goes to who is there, and they are not said to have put it back', async () => {
    await office.write(1);
    await office.sitsDown(cleo);
    const chatsTo = { type: 'queue' } as const;
    await office.handlers['agent.deactivate']({ agentId: ben.id, chatsTo }, office.ana);
    await office.settled();
    expect(office.owners(1)).toEqual([cleo.id]);
  });
});

test('whom somebody’s blocked chats are given to is looked for when they are unblocked', async () => {
  await office.write(1);
  const { id: conversationId } = office.chat(1);
  const block = office.handlers['contact.block'];
  await block({ conversationId, isBlocked: true }, office.ana);
  await office.sitsDown(ben);
  expect(office.owners(1)).toEqual([null]);
  await block({ conversationId, isBlocked: false }, office.ana);
  await office.settled();
  expect(office.owners(1)).toEqual([ben.id]);
});
