import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { SharingOffice } from '#test/doubles/core/sharing-office.ts';

/** What people complain about in other tools that share chats out. */

let office: SharingOffice;
let ben: Agent, cleo: Agent;

beforeEach(async () => {
  office = await SharingOffice.open();
  ({ ben, cleo } = office);
});
afterEach(() => office.office.remove());

const count = (agent: Agent) => office.transfers().filter(({ toId }) => toId === agent.id).length;

test('round robin is even, also when some chats are about what only one of them knows', async () => {
  const [dora] = (await office.office.hire('Dora')) as [Agent];
  const sales = await office.saveTag('Sales');
  await office.change(ben, { skills: [sales] });
  await office.set('routing.withoutSkill', 'wait');
  for (const agent of [ben, cleo, dora]) await office.sitsDown(agent);
  // Ben’s turn by what they know between any two others: the others still take turns.
  for (let round = 0; round < 6; round += 1) {
    await office.write(10 + round);
    await office.set('routing.mode', 'manual');
    await office.write(30 + round);
    await office.tag(30 + round, sales);
    await office.set('routing.mode', 'round-robin');
  }
  expect(Math.abs(count(cleo) - count(dora))).toBeLessThanOrEqual(1);
  expect(count(ben) + count(cleo) + count(dora)).toBe(12);
});

test('the queue is given out the oldest first, not the newest', async () => {
  await office.set('routing.capacity', 1);
  await office.write(1, 2, 3);
  await office.sitsDown(ben);
  await office.closes(ben, 1);
  await office.closes(ben, 2);
  const given = office.transfers().map(({ conversationId }) => conversationId);
  expect(given).toEqual([office.chat(1).id, office.chat(2).id, office.chat(3).id]);
});

test('the queue is given out when somebody closes a chat, comes back from a break or comes online', async () => {
  await office.set('routing.capacity', 1);
  const screen = await office.sitsDown(ben);
  await office.write(1, 2, 3);
  expect(office.owners(1, 2, 3)).toEqual([ben.id, null, null]);
  await office.handlers['presence.set']({ status: 'on-break' }, ben, screen);
  await office.closes(ben, 1);
  expect(office.owners(2)).toEqual([null]);
  await office.handlers['presence.set']({ status: 'online' }, ben, screen);
  await office.settled();
  expect(office.owners(2, 3)).toEqual([ben.id, null]);
  await office.sitsDown(cleo);
  expect(office.owners(3)).toEqual([cleo.id]);
});

test('nobody is given a chat who is offline, on a break or left, however many wait', async () => {
  const screen = await office.sitsDown(ben);
  await office.handlers['presence.set']({ status: 'on-break' }, ben, screen);
  const chatsTo = { type: 'queue' } as const;
  await office.sitsDown(cleo);
  await office.handlers['agent.deactivate']({ agentId: cleo.id, chatsTo }, office.ana);
  await office.write(1, 2, 3, 4);
  expect(office.owners(1, 2, 3, 4)).toEqual([null, null, null, null]);
});

test('what two people are given out at the same moment goes to one of them each', async () => {
  await office.sitsDown(ben);
  await office.sitsDown(cleo);
  await office.set('routing.mode', 'manual');
  await office.write(1);
  await Promise.all([
    office.set('routing.mode', 'round-robin'),
    office.claims(ben, 1),
    office.claims(cleo, 1),
  ]);
  expect(office.chat(1).ownerId).not.toBeNull();
  const owners = office
    .facts()
    .filter(({ kind }) => kind === 'conversation.claimed' || kind === 'conversation.transferred');
  expect(owners).toHaveLength(1);
});

test('who answered is who the answer is credited to, whoever has the chat afterwards', async () => {
  await office.sitsDown(ben);
  await office.write(1);
  await office.answers(ben, 1);
  const chatsTo = { type: 'agent', agentId: cleo.id } as const;
  await office.handlers['agent.deactivate']({ agentId: ben.id, chatsTo }, office.ana);
  expect(office.chat(1).ownerId).toBe(cleo.id);
  expect(office.office.messages(office.chat(1)).at(-1)?.author).toEqual({
    type: 'agent',
    agentId: ben.id,
  });
});
