import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Screen } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { Seq, WaAddress } from '#shared/domain/ids.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent, cleo: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben, cleo] = (await office.hire('Ana', 'Ben', 'Cleo')) as [Agent, Agent, Agent];
  office.gateway.connect();
  await set('routing.includesAdmins', false);
  await set('routing.mode', 'round-robin');
});
afterEach(() => office.remove());

async function set(name: SettingName, value: SettingValue): Promise<void> {
  expect(await office.core.handlers['settings.change']({ name, value }, ana)).toMatchObject({
    ok: true,
  });
  await office.settled();
}

async function sitsDown(agent: Agent): Promise<Screen> {
  const online = office.until(
    (fact) => fact.kind === 'agent.status-changed' && fact.agentId === agent.id,
  );
  const screen = office.core.presence.connected(agent.id, `screen of ${agent.name}`);
  await online;
  // What is shared out because of it is stored after it.
  await office.settled();
  return screen;
}

async function write(...customers: number[]): Promise<void> {
  for (const customer of customers) {
    const address = `491510000${customer}@c.us` as WaAddress;
    const contact = { address, addresses: [address], phone: `+491510000${customer}` };
    const message = incoming('Hello?', { contact, at: office.clock.now() });
    office.gateway.emit({ type: 'message', message });
    await office.settled();
    await office.clock.advance(1_000);
  }
}

const chat = (customer: number): Conversation => {
  const found = office
    .conversations()
    .find(({ contact }) => contact.address === `491510000${customer}@c.us`);
  if (!found) throw new Error(`Customer ${customer} never wrote.`);
  return found;
};
const owners = (...customers: number[]) => customers.map((customer) => chat(customer).ownerId);
const closes = async (agent: Agent, customer: number) => {
  const { id: conversationId, epoch, lastCustomerMessageId } = chat(customer);
  await office.core.handlers['conversation.close'](
    { conversationId, epoch, lastSeenMessageId: lastCustomerMessageId },
    agent,
  );
  await office.settled();
};
const reasons = () =>
  office.store.read.journal
    .after(0 as Seq, 1_000)
    .flatMap(({ fact }) => (fact.kind === 'conversation.transferred' ? [fact.why] : []));

test('what begins to wait goes to those who are online, in turn, as new for them', async () => {
  await sitsDown(ben);
  await sitsDown(cleo);
  await write(1, 2, 3, 4);
  expect(owners(1, 2, 3, 4)).toEqual([ben.id, cleo.id, ben.id, cleo.id]);
  expect(chat(1)).toMatchObject({ state: 'open', handover: { fromId: null }, unread: 1 });
  expect(reasons()).toEqual(Array.from({ length: 4 }, () => 'next-in-turn'));
});

test('whose turn it is outlasts the host', async () => {
  await sitsDown(ben);
  await sitsDown(cleo);
  await write(1);
  await office.close();
  office = await Office.open(office);
  office.gateway.connect();
  // Expected back, they count as here.
  await write(2);
  expect(owners(1, 2)).toEqual([ben.id, cleo.id]);
});

test('the longest wait goes first to somebody who comes online, up to what they can take', async () => {
  await set('routing.capacity', 2);
  await write(1, 2, 3);
  await sitsDown(ben);
  expect(owners(1, 2, 3)).toEqual([ben.id, ben.id, null]);
  await closes(ben, 1);
  expect(owners(3)).toEqual([ben.id]);
});

test('what waits is shared out when the office changes how', async () => {
  await set('routing.mode', 'manual');
  await sitsDown(ben);
  await write(1);
  expect(owners(1)).toEqual([null]);
  await set('routing.mode', 'least-busy');
  expect(owners(1)).toEqual([ben.id]);
  expect(reasons()).toEqual(['least-busy']);
});

test('who has fewer open chats gets the next one', async () => {
  await set('routing.mode', 'least-busy');
  await sitsDown(ben);
  await write(1, 2);
  await sitsDown(cleo);
  await write(3, 4, 5);
  expect(owners(1, 2, 3, 4, 5).filter((id) => id === cleo.id)).toHaveLength(2);
  expect(owners(3, 4)).toEqual([cleo.id, cleo.id]);
});

test('an admin gets none unless the office wants that', async () => {
  await sitsDown(ana);
  await write(1);
  expect(owners(1)).toEqual([null]);
  await set('routing.includesAdmins', true);
  expect(owners(1)).toEqual([ana.id]);
});

test('nobody gets one on a break', async () => {
  const screen = await sitsDown(ben);
  await office.core.handlers['presence.set']({ status: 'on-break' }, ben, screen);
  await write(1);
  expect(owners(1)).toEqual([null]);
  await office.core.handlers['presence.set']({ status: 'online' }, ben, screen);
  await office.settled();
  expect(owners(1)).toEqual([ben.id]);
});

describe('what somebody put back', () => {
  const putsBack = async (agent: Agent, customer: number) => {
    const { id: conversationId, epoch } = chat(customer);
    const to = { type: 'queue' } as const;
    await office.core.handlers['conversation.transfer'](
      { conversationId, epoch, to, note: null },
      agent,
    );
    await office.settled();
  };

  test('goes to another one, and never back to them while the customer waits', async () => {
    await sitsDown(ben);
    await write(1);
    await putsBack(ben, 1);
    expect(owners(1)).toEqual([null]);
    await sitsDown(cleo);
    expect(owners(1)).toEqual([cleo.id]);
    await putsBack(cleo, 1);
    expect(owners(1)).toEqual([null]);
  });

  test('or did not open in time, likewise', async () => {
    await set('ownership.openWithinMinutes', 1);
    await sitsDown(ben);
    await write(1);
    await sitsDown(cleo);
    await office.clock.advance(61_000);
    await office.settled();
    expect(owners(1)).toEqual([cleo.id]);
  });

  test('is theirs again when the customer comes back another time', async () => {
    await sitsDown(ben);
    await write(1);
    await putsBack(ben, 1);
    const { id: conversationId, epoch } = chat(1);
    await office.core.handlers['conversation.claim']({ conversationId, epoch }, ana);
    await closes(ana, 1);
    await write(1);
    expect(owners(1)).toEqual([ben.id]);
  });
});

test('a last owner without room does not get the customer who comes back', async () => {
  await set('routing.lastOwnerDays', 7);
  await set('routing.capacity', 1);
  await sitsDown(ben);
  await write(1);
  await closes(ben, 1);
  await write(2);
  await sitsDown(cleo);
  await write(1);
  expect(owners(1, 2)).toEqual([cleo.id, ben.id]);
  expect(reasons()).not.toContain('last-owner');
});

test('a blocked contact is nobody’s turn', async () => {
  await write(1);
  await office.core.handlers['contact.block']({ conversationId: chat(1).id, isBlocked: true }, ana);
  await sitsDown(ben);
  await write(2);
  expect(owners(1, 2)).toEqual([null, ben.id]);
});
