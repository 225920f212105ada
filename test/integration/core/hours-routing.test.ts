import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { OfficePlan } from '#shared/domain/hours/plan.ts';
import type { TagId, WaAddress } from '#shared/domain/ids.ts';
import type { SettingName, SettingValue } from '#shared/domain/settings.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { everyDay, own, plan, week } from '#test/doubles/hours/plans.ts';

const HOUR = 60 * 60_000;

let office: Office;
let ana: Agent, ben: Agent, cleo: Agent;

beforeEach(async () => {
  office = await Office.open();
  // In Berlin it is Thursday, 10:00.
  [ana, ben, cleo] = (await office.hire('Ana', 'Ben', 'Cleo')) as [Agent, Agent, Agent];
  office.gateway.connect();
  await set('routing.includesAdmins', false);
  await set('routing.mode', 'round-robin');
  // Nobody opens anything here.
  await set('ownership.openWithinMinutes', 0);
});
afterEach(() => office.remove());

async function set(name: SettingName, value: SettingValue): Promise<void> {
  await office.core.handlers['settings.change']({ name, value }, ana);
  await office.settled();
}

async function save(change: Partial<OfficePlan>): Promise<void> {
  await office.core.handlers['hours.save']({ plan: plan(change) }, ana);
  await office.settled();
}

async function sitDown(...agents: Agent[]): Promise<void> {
  for (const { id, name } of agents) office.core.presence.connected(id, `screen of ${name}`);
  await office.settled();
}

const addressOf = (customer: number) => `491510000${customer}@c.us` as WaAddress;

async function write(...customers: number[]): Promise<void> {
  for (const customer of customers) {
    const address = addressOf(customer);
    const contact = { address, addresses: [address], phone: `+491510000${customer}` };
    const message = incoming('Hello?', { contact, at: office.clock.now() });
    office.gateway.emit({ type: 'message', message });
    await office.settled();
    // What is shared out because of it is stored after it.
    await office.settled();
  }
}

const chat = (customer: number) => {
  const found = office
    .conversations()
    .find(({ contact }) => contact.address === addressOf(customer));
  if (!found) throw new Error(`Customer ${customer} never wrote.`);
  return found;
};
const owners = (...customers: number[]) => customers.map((customer) => chat(customer).ownerId);

async function pass(hours: number): Promise<void> {
  await office.clock.advance(hours * HOUR);
  await office.settled();
}

test('what came while it was closed is shared out when it opens, the oldest first', async () => {
  await save({ week: week('12:00-18:00') });
  await sitDown(ben, cleo);
  await write(1);
  await pass(0.5);
  await write(2, 3);
  expect(owners(1, 2, 3)).toEqual([null, null, null]);
  await set('routing.capacity', 1);
  expect(owners(1, 2, 3)).toEqual([null, null, null]);

  await pass(2);
  expect(owners(1, 2, 3)).toEqual([ben.id, cleo.id, null]);
});

test('a day has several shifts: what comes over lunch waits for the afternoon', async () => {
  await save({ week: week('08:00-11:00 13:00-18:00') });
  await sitDown(ben);
  await write(1);
  await pass(1.5);
  await write(2);
  expect(owners(1, 2)).toEqual([ben.id, null]);
  await pass(2);
  expect(owners(1, 2)).toEqual([ben.id, ben.id]);
});

test('the office’s time zone counts, wherever the host PC is', async () => {
  await sitDown(ben);
  // In Tokyo it is 18:00.
  await save({ timeZone: 'Asia/Tokyo', week: week('09:00-18:00') });
  await write(1);
  expect(owners(1)).toEqual([null]);
  await save({ timeZone: 'America/Sao_Paulo', week: week('06:00-18:00') });
  expect(owners(1)).toEqual([ben.id]);
});

test('it is shared out too when the PC slept through the opening, or the host was off', async () => {
  await save({ week: week('12:00-18:00') });
  await sitDown(ben);
  await write(1);
  office.clock.sleep(3 * HOUR);
  await pass(0);
  await sitDown(ben);
  expect(owners(1)).toEqual([ben.id]);

  await save({ week: week('20:00-22:00') });
  await write(2);
  const before = office;
  await before.close();
  before.clock.sleep(7 * HOUR);
  office = await Office.open(before);
  await sitDown(ben);
  expect(owners(2)).toEqual([ben.id]);
});

test('a host that starts inside a closed time shares nothing out', async () => {
  await save({ week: week('12:00-18:00') });
  await write(1);
  const before = office;
  await before.close();
  office = await Office.open(before);
  office.gateway.connect();
  await sitDown(ben, cleo);
  await write(2);
  expect(owners(1, 2)).toEqual([null, null]);
});

test('nobody gets a chat outside their own hours, and gets it when they begin', async () => {
  await save({ week: week('08:00-18:00') });
  const owner = { kind: 'agent', id: cleo.id } as const;
  await office.core.handlers['hours.save-own'](
    { owner, plan: own({ week: week('13:00-18:00') }) },
    ana,
  );
  await sitDown(ben, cleo);
  await set('routing.capacity', 1);
  await write(1, 2);
  expect(owners(1, 2)).toEqual([ben.id, null]);
  await pass(3.1);
  expect(owners(2)).toEqual([cleo.id]);
});

test('a closing now keeps what comes in the queue until it is over or taken back', async () => {
  await sitDown(ben);
  const until = office.clock.now() + HOUR;
  await office.core.handlers['hours.override']({ override: { isOpen: false, until } }, ana);
  await write(1);
  expect(owners(1)).toEqual([null]);
  await office.core.handlers['hours.override']({ override: null }, ana);
  await office.settled();
  expect(owners(1)).toEqual([ben.id]);
});

test('a chat with a tag goes by the tag’s hours', async () => {
  await save({ week: week('12:00-18:00') });
  await office.core.handlers['tag.save'](
    { tag: { id: null, name: 'Night line', colour: 'blue', isRetired: false } },
    ana,
  );
  const tagId = 1 as TagId;
  await office.core.handlers['hours.save-own'](
    { owner: { kind: 'tag', id: tagId }, plan: own({ week: week('11:00-11:30') }) },
    ana,
  );
  await write(1, 2);
  await office.core.handlers['conversation.tag'](
    { conversationId: chat(1).id, tagId, isOn: true },
    ana,
  );
  const owner = { kind: 'agent', id: ben.id } as const;
  await office.core.handlers['hours.save-own'](
    { owner, plan: own({ week: week('00:00-24:00') }) },
    ana,
  );
  await sitDown(ben);
  expect(owners(1, 2)).toEqual([null, null]);
  await pass(1.1);
  expect(owners(1, 2)).toEqual([ben.id, null]);
});

test('who comes back goes to the last owner neither while it is closed nor outside their hours', async () => {
  await set('routing.mode', 'manual');
  await set('routing.lastOwnerDays', 7);
  await sitDown(ben);
  await write(1);
  const comesBack = async (): Promise<void> => {
    await office.reply(ben, 'Here you are', chat(1));
    const { id: conversationId, epoch, lastCustomerMessageId: lastSeenMessageId } = chat(1);
    const closing = { conversationId, epoch, lastSeenMessageId };
    await office.core.handlers['conversation.close'](closing, ben);
    await write(1);
  };
  const works = (times: string) =>
    office.core.handlers['hours.save-own'](
      { owner: { kind: 'agent', id: ben.id }, plan: own({ week: everyDay(times) }) },
      ana,
    );
  await works('00:00-24:00');
  await save({ week: week('12:00-18:00') });
  await comesBack();
  expect(chat(1)).toMatchObject({ state: 'waiting', ownerId: null });

  await save({ week: week('08:00-18:00') });
  await works('13:00-18:00');
  await comesBack();
  expect(chat(1)).toMatchObject({ state: 'waiting', ownerId: null });

  await works('08:00-12:00');
  await comesBack();
  expect(chat(1)).toMatchObject({ state: 'open', ownerId: ben.id });
});
