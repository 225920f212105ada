import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { ConversationId, TagId } from '#shared/domain/ids.ts';
import { aFlow, end, menu, option } from '#test/doubles/bot/flows.ts';
import { BotOffice } from '#test/doubles/core/bot-office.ts';
import { SharingOffice } from '#test/doubles/core/sharing-office.ts';

let office: SharingOffice;
let ana: Agent, ben: Agent, cleo: Agent;

beforeEach(async () => {
  office = await SharingOffice.open();
  ({ ana, ben, cleo } = office);
});
afterEach(() => office.office.remove());

async function preview(customer: number | null, tagId: TagId | null = null) {
  const conversationId = customer === null ? null : office.chat(customer).id;
  const head = office.office.store.read.journal.head();
  const answer = await office.handlers['routing.preview']({ conversationId, tagId }, ana);
  expect(office.office.store.read.journal.head()).toBe(head);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
}

const whyNot = ({ people }: Awaited<ReturnType<typeof preview>>) =>
  Object.fromEntries(people.map(({ agentId, obstacle }) => [agentId, obstacle]));

test('says who gets a new customer and why the others do not, and then it happens so', async () => {
  await office.sitsDown(ben);
  await office.sitsDown(cleo);
  await office.write(1);
  const said = await preview(null);
  expect(said).toMatchObject({ situation: 'begins', toId: cleo.id, why: 'next-in-turn' });
  expect(whyNot(said)).toEqual({
    [ana.id]: 'not-an-agent',
    [ben.id]: 'not-their-turn',
    [cleo.id]: null,
  });
  expect(said.people.find(({ agentId }) => agentId === ben.id)).toMatchObject({
    open: 1,
    capacity: 8,
  });
  // Asked again, it is the same: nobody's turn is over because of the question.
  expect(await preview(null)).toEqual(said);
  await office.write(2);
  expect(office.owners(2)).toEqual([said.toId]);
});

test('goes by what the chat is about', async () => {
  const sales = await office.saveTag('Sales');
  await office.set('routing.withoutSkill', 'anybody-later');
  await office.change(cleo, { skills: [sales], capacity: 4 });
  await office.sitsDown(ben);
  expect(await preview(null, sales)).toMatchObject({
    toId: null,
    waitsFor: { tagId: sales, forMs: 600_000 },
  });
  await office.sitsDown(cleo);
  const said = await preview(null, sales);
  expect(said).toMatchObject({ toId: cleo.id, skill: { tagId: sales, how: 'knows-it' } });
  expect(whyNot(said)[ben.id]).toBe('lacks-skill');
});

describe('of a customer who is known', () => {
  test('says that their owner keeps them', async () => {
    await office.sitsDown(ben);
    await office.write(1);
    expect(await preview(1)).toEqual({
      situation: 'owned',
      toId: ben.id,
      why: null,
      skill: null,
      waitsFor: null,
      people: [],
    });
  });

  test('says that they go to their last owner', async () => {
    await office.set('routing.lastOwnerDays', 7);
    await office.sitsDown(ben);
    await office.write(1);
    await office.sitsDown(cleo);
    await office.closes(ben, 1);
    const said = await preview(1);
    expect(said).toMatchObject({ situation: 'begins', toId: ben.id, why: 'last-owner' });
    expect(whyNot(said)[cleo.id]).toBe('after-last-owner');
    await office.write(1);
    expect(office.owners(1)).toEqual([ben.id]);
  });

  test('says who had them already while they wait', async () => {
    await office.sitsDown(ben);
    await office.write(1);
    await office.putsBack(ben, 1);
    const said = await preview(1);
    expect(said).toMatchObject({ situation: 'waits', toId: null });
    expect(whyNot(said)).toMatchObject({ [ben.id]: 'gave-it-back', [cleo.id]: 'not-online' });
  });

  test('says that nothing of a blocked one arrives', async () => {
    await office.write(1);
    const { id: conversationId } = office.chat(1);
    await office.handlers['contact.block']({ conversationId, isBlocked: true }, ana);
    expect(await preview(1)).toMatchObject({ situation: 'blocked', toId: null });
  });
});

test('says that nobody is given anything while the office is closed', async () => {
  await office.sitsDown(ben);
  const until = office.office.clock.now() + 3_600_000;
  await office.handlers['hours.override']({ override: { isOpen: false, until } }, ana);
  const said = await preview(null);
  expect(said).toMatchObject({ toId: null });
  expect(Object.values(whyNot(said))).not.toContain('not-their-turn');
});

test('leaves out who works here no more, and is asked by admins about what there is', async () => {
  const chatsTo = { type: 'queue' } as const;
  await office.handlers['agent.deactivate']({ agentId: ben.id, chatsTo }, ana);
  expect(Object.keys(whyNot(await preview(null)))).toEqual([String(ana.id), String(cleo.id)]);
  const ask = office.handlers['routing.preview'];
  expect(await ask({ conversationId: null, tagId: null }, cleo)).toMatchObject({
    code: 'forbidden',
  });
  expect(await ask({ conversationId: 99 as ConversationId, tagId: null }, ana)).toMatchObject({
    code: 'not-found',
  });
  expect(await ask({ conversationId: null, tagId: 99 as TagId }, ana)).toMatchObject({
    code: 'unknown-tag',
  });
});

test('says that nobody gets a chat while the chatbot talks', async () => {
  const bots = await BotOffice.open('open');
  try {
    await bots.covers('open', aFlow([menu('m', [option('Sales', 'end')]), end()]));
    await bots.writes('Hello');
    const conversationId = bots.chat().id;
    const ask = bots.office.core.handlers['routing.preview'];
    expect(await ask({ conversationId, tagId: null }, bots.ana)).toMatchObject({
      value: { situation: 'with-bot', toId: null, people: [] },
    });
    await bots.writes('1');
    expect(await ask({ conversationId, tagId: null }, bots.ana)).toMatchObject({
      value: { situation: 'waits' },
    });
  } finally {
    await bots.office.remove();
  }
});
