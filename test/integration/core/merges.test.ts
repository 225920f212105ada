import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { mergeOutcome } from '#shared/domain/merge.ts';
import { newRef, Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

const lid = '88001122@lid' as WaAddress;
const short = '553187654321@c.us' as WaAddress;
const long = '5531987654321@c.us' as WaAddress;
const NINE = Date.UTC(2026, 0, 15, 9);

let office: Office;
let ana: Agent, ben: Agent, carla: Agent;

beforeEach(async () => {
  office = await Office.open();
  const hired = await office.hire('Ana', 'Ben', 'Carla');
  [ana, ben, carla] = [hired[0]!, hired[1]!, hired[2]!];
  office.gateway.connect();
});
afterEach(() => office.remove());

type From = Partial<IncomingMessage['contact']>;

async function writes(text: string, contact: From, minute: number, more = {}): Promise<void> {
  const message = incoming(text, { contact, at: NINE + minute * 60_000, ...more });
  office.gateway.emit({ type: 'message', message });
  await office.settled();
}

const asLid: From = { address: lid, addresses: [lid], phone: null, whatsappName: 'Bia' };
const asPhone: From = { address: long, addresses: [long], phone: '+5531987654321' };
const asBoth: From = { address: lid, addresses: [lid, long], phone: '+5531987654321' };

const texts = (conversation?: Conversation) =>
  office.messages(conversation).map(({ content }) => (content.kind === 'text' ? content.text : ''));
const withText = (text: string) =>
  office.conversations().find((each) => texts(each).includes(text))!;
const claims = (agent: Agent, { id, epoch }: Conversation) =>
  office.core.handlers['conversation.claim']({ conversationId: id, epoch }, agent);
const merges = (agent: Agent, one: Conversation, other: Conversation) =>
  office.core.handlers['contact.merge'](
    { conversationId: one.id, epoch: one.epoch, otherId: other.id, otherEpoch: other.epoch },
    agent,
  );
const unmerges = (goneId: Conversation['id'], agent = ana) =>
  office.core.handlers['contact.unmerge']({ goneId }, agent);

test('a Brazilian mobile with and without its ninth digit is one contact', async () => {
  await writes('Old form', { address: short, addresses: [short], phone: '+553187654321' }, 0);
  await writes('New form', asPhone, 1);
  await writes('By lid', { address: lid, addresses: [lid], phone: '+553187654321' }, 2);
  const [only, ...others] = office.conversations();
  expect(others).toEqual([]);
  expect(texts(only)).toEqual(['Old form', 'New form', 'By lid']);
  expect(only?.contact).toMatchObject({
    phone: '+5531987654321',
    address: lid,
    addresses: [short, long, lid],
  });
});

test('a lid that turns out to have the number of another contact makes them one', async () => {
  await writes('First, by number', asPhone, 0);
  await writes('Second, by lid', asLid, 1);
  await writes('Third, by number', asPhone, 2);
  expect(office.conversations()).toHaveLength(2);
  const gone = withText('Second, by lid');

  await writes('Now we know', asBoth, 3);
  const [only, ...others] = office.conversations();
  expect(others).toEqual([]);
  expect(texts(only)).toEqual([
    'First, by number',
    'Second, by lid',
    'Third, by number',
    'Now we know',
  ]);
  expect(only).toMatchObject({ state: 'waiting', waitingSince: NINE, unread: 4 });
  expect(office.store.read.conversations.counts()).toEqual({ ...NO_COUNTS, waiting: 1 });

  const opened = await office.core.handlers['conversation.history'](
    { conversationId: gone.id, anchor: null, limit: 10 },
    ana,
  );
  expect(opened).toMatchObject({ ok: true, value: { conversation: { id: only?.id } } });
});

describe('ownership', () => {
  test('the owner stays, under a new epoch, and the wait is the longer one', async () => {
    await writes('Waits since nine', asLid, 0);
    await writes('Taken', asPhone, 5);
    await claims(ben, withText('Taken'));
    await writes('Now we know', asBoth, 6);
    const [only] = office.conversations();
    expect(only).toMatchObject({ state: 'open', ownerId: ben.id, epoch: 2, waitingSince: NINE });
  });

  test('of two owners the one whom the customer wrote to last stays', async () => {
    await writes('To Ben', asLid, 0);
    await claims(ben, withText('To Ben'));
    await writes('To Carla', asPhone, 1);
    await claims(carla, withText('To Carla'));
    await writes('Now we know', asBoth, 2);
    expect(office.conversations()).toMatchObject([{ ownerId: carla.id, epoch: 2, state: 'open' }]);
    expect(office.store.read.conversations.counts().byOwner).toEqual({ [carla.id]: 1 });
  });

  test('a reply to the one that is gone is not sent: the agent is shown what goes on', async () => {
    await writes('To Ben', asLid, 0);
    await claims(ben, withText('To Ben'));
    const before = withText('To Ben');
    await writes('By number', asPhone, 1);
    await claims(carla, withText('By number'));
    await writes('Now we know', asBoth, 2);

    const late = await office.reply(ben, 'Too late', before);
    expect(late).toMatchObject({
      ok: false,
      code: 'moved-on',
      conversation: { ownerId: carla.id, id: office.conversations()[0]?.id },
    });
    expect(texts()).not.toContain('Too late');
  });

  test('a reply that was stored is recognised when it is repeated under the old name', async () => {
    await writes('To Ben', asLid, 0);
    const before = withText('To Ben');
    const ref = newRef();
    await office.reply(ben, 'Hello', before, ref);
    await writes('By number', asPhone, 1);
    await writes('Now we know', asBoth, 2);
    expect(await office.reply(ben, 'Hello', before, ref)).toMatchObject({ ok: true });
    expect(texts().filter((text) => text === 'Hello')).toHaveLength(1);
  });

  test('an agent does not take a conversation from somebody else by merging, an admin may', async () => {
    await writes('To Ben', asLid, 0);
    await claims(ben, withText('To Ben'));
    await writes('To Carla', asPhone, 1);
    await claims(carla, withText('To Carla'));
    const pair = [withText('To Ben'), withText('To Carla')] as const;
    expect(mergeOutcome(...pair).ownerId).toBe(carla.id);
    expect(await merges(carla, ...pair)).toMatchObject({ ok: false, code: 'not-owner' });
    expect(await merges(ben, ...pair)).toMatchObject({ ok: true });
  });

  test('a merge under an epoch that has passed is refused', async () => {
    await writes('One', asLid, 0);
    await writes('Two', asPhone, 1);
    const pair = [withText('One'), withText('Two')] as const;
    await claims(ben, pair[1]);
    expect(await merges(ana, ...pair)).toMatchObject({ ok: false, code: 'moved-on' });
    expect(office.conversations()).toHaveLength(2);
  });
});

describe('undoing a merge', () => {
  test('each message goes back to where it came from, later ones by their address', async () => {
    await writes('Lid 1', asLid, 0);
    await writes('Number 1', asPhone, 1);
    const [one, other] = [withText('Lid 1'), withText('Number 1')];
    await merges(ana, one, other);
    await writes('Lid 2', asLid, 2);
    await writes('Number 2', asPhone, 3);
    const goneId = one.id === office.conversations()[0]?.id ? other.id : one.id;

    expect(await unmerges(goneId)).toMatchObject({ ok: true });
    expect(office.conversations()).toHaveLength(2);
    expect(texts(withText('Lid 1'))).toEqual(['Lid 1', 'Lid 2']);
    expect(texts(withText('Number 1'))).toEqual(['Number 1', 'Number 2']);
    expect(withText('Lid 1').contact).toMatchObject({ phone: null, addresses: [lid] });
    expect(withText('Number 1').contact).toMatchObject({ addresses: [long], address: long });
    expect(office.conversations()).toMatchObject([
      { state: 'waiting', unread: 2 },
      { state: 'waiting', unread: 2 },
    ]);

    await writes('Lid 3', asLid, 4);
    expect(texts(withText('Lid 1'))).toEqual(['Lid 1', 'Lid 2', 'Lid 3']);
    expect(await unmerges(goneId)).toMatchObject({ ok: false, code: 'not-found' });
  });

  test('the two stay apart, whatever WhatsApp says, until a person merges them', async () => {
    await writes('Number', asPhone, 0);
    await writes('Lid', asLid, 1);
    await writes('Now we know', asBoth, 2);
    const goneId = office.store.read.merges.under(office.conversations()[0]!.id)[0]!.goneId;
    await unmerges(goneId);
    await writes('Still known', asBoth, 3);
    await writes('Number again', { ...asPhone, addresses: [long, lid] }, 4);
    expect(texts(withText('Lid'))).toEqual(['Lid', 'Now we know', 'Still known']);
    expect(texts(withText('Number'))).toEqual(['Number', 'Number again']);

    expect(await merges(ben, withText('Lid'), withText('Number'))).toMatchObject({ ok: true });
    expect(office.conversations()).toHaveLength(1);
  });

  test('nobody answers one of them under the epoch of both', async () => {
    await writes('Lid', asLid, 0);
    await writes('Number', asPhone, 1);
    await claims(ben, withText('Number'));
    await merges(ana, withText('Lid'), withText('Number'));
    const [merged] = office.conversations();
    const { goneId } = office.store.read.merges.under(merged!.id)[0]!;
    await unmerges(goneId);
    expect(await office.reply(ben, 'To whom?', merged)).toMatchObject({ ok: false });
    expect(withText('Number')).toMatchObject({ ownerId: ben.id, state: 'open' });
    expect(withText('Lid')).toMatchObject({ ownerId: null, state: 'waiting' });
  });

  test('a reply that still waits to be sent goes where it would have gone', async () => {
    await writes('Number', asPhone, 0);
    await writes('Lid', asLid, 1);
    await merges(ana, withText('Lid'), withText('Number'));
    await writes('Lid last', asLid, 2);
    office.gateway.disconnect();
    await office.reply(ben, 'Answer');
    const { goneId } = office.store.read.merges.under(office.conversations()[0]!.id)[0]!;
    await unmerges(goneId);
    expect(texts(withText('Lid'))).toEqual(['Lid', 'Lid last', 'Answer']);
    expect(texts(withText('Number'))).toEqual(['Number']);
  });

  test('merges within merges come apart in any order', async () => {
    const third: From = { address: '88003344@lid' as WaAddress, phone: null, whatsappName: 'C' };
    await writes('A', asPhone, 0);
    await writes('B', asLid, 1);
    await writes('C', { ...third, addresses: [third.address!] }, 2);
    const [a, b, c] = [withText('A'), withText('B'), withText('C')];
    await merges(ana, b, c);
    await merges(ana, a, withText('B'));
    expect(texts()).toEqual(['A', 'B', 'C']);
    await unmerges(c.id);
    expect(texts(withText('A'))).toEqual(['A', 'B']);
    await unmerges(b.id);
    expect(
      office
        .conversations()
        .map((each) => texts(each))
        .sort(),
    ).toEqual([['A'], ['B'], ['C']]);
    expect(withText('B').contact.addresses).toEqual([lid]);
    expect(withText('A').contact.addresses).toEqual([long]);
  });

  test('ids of what is merged are not given to others after a restart', async () => {
    await writes('A', asPhone, 0);
    await writes('B', asLid, 1);
    await merges(ana, withText('A'), withText('B'));
    await office.close();
    office = await Office.open(office);
    office.gateway.connect();
    await writes('Somebody else', {}, 2);
    expect(withText('Somebody else').id).toBe(3);
    expect(withText('Somebody else').contact.id).toBe(3);
  });
});

describe('names', () => {
  const named: From = { ...asPhone, savedName: 'Bia (patient)', whatsappName: '🌸 bia' };
  const rename = (name: string | null) =>
    office.core.handlers['contact.rename'](
      { conversationId: office.conversations()[0]!.id, name },
      ben,
    );
  const shown = () => office.conversations()[0]?.contact.name;

  test('ours comes before the phone book, that before WhatsApp, the number last', async () => {
    await writes('Hello', named, 0);
    expect(shown()).toBe('Bia (patient)');
    await rename('Beatriz Lima');
    expect(shown()).toBe('Beatriz Lima');
    await writes('Taken off the phone', { ...named, savedName: null }, 1);
    expect(shown()).toBe('Beatriz Lima');
    await rename(null);
    expect(shown()).toBe('🌸 bia');
  });

  test('a name that could not be asked for stays', async () => {
    await writes('Hello', named, 0);
    const { savedName: _unknown, ...rest } = named;
    const message = incoming('Again', { contact: rest, at: NINE + 60_000 });
    const { savedName: _none, ...contact } = message.contact;
    office.gateway.emit({ type: 'message', message: { ...message, contact } });
    await office.settled();
    expect(shown()).toBe('Bia (patient)');
  });

  test('a number is found with and without its ninth digit, its country and the 0', async () => {
    await writes('Hello', asPhone, 0);
    const find = (text: string) => office.store.read.conversations.search(text, 5).length;
    for (const text of ['+55 31 98765-4321', '31 8765-4321', '(031) 98765', '55318765', '4321']) {
      expect([text, find(text)]).toEqual([text, 1]);
    }
    expect(find('9999')).toBe(0);
  });
});
