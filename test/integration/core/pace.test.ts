import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import type { SettingValue } from '#shared/domain/settings.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana] = (await office.hire('Ana')) as [Agent];
});
afterEach(() => office.remove());

async function choose(name: string, value: SettingValue): Promise<void> {
  const changed = await office.core.handlers['settings.change']({ name, value }, ana);
  expect(changed).toMatchObject({ ok: true });
}

async function written(from: 'contact' | 'us', address: WaAddress): Promise<void> {
  const message = incoming('Hello', { from, contact: { address } });
  office.gateway.emit({ type: 'message', message });
  await office.settled();
}

const chatWith = (address: WaAddress) =>
  office.conversations().find(({ contact }) => contact.address === address)!;
const answer = (address: WaAddress, text: string) => office.reply(ana, text, chatWith(address));
const to = () => office.gateway.handedOver.map(({ to }) => to);
/** Passes time until everything that was started by then has come to rest. */
async function pass(ms: number): Promise<void> {
  await office.clock.advance(ms);
  await office.settled();
  await office.clock.advance(0);
}

describe('messages leave at a human pace', () => {
  beforeEach(async () => {
    await choose('outbox.minGapMs', 1_000);
    await written('contact', anna);
    await written('contact', bruno);
    office.gateway.connect();
  });

  test('the first at once, the next after the gap, whichever chat it is for', async () => {
    await answer(anna, 'One');
    await answer(bruno, 'Two');
    await answer(anna, 'Three');
    await pass(0);
    expect(to()).toEqual([anna]);
    await pass(999);
    expect(to()).toEqual([anna]);
    await pass(1);
    expect(to()).toEqual([anna, bruno]);
    await pass(1_000);
    expect(to()).toEqual([anna, bruno, anna]);
  });

  test('after a pause that was long enough there is no wait', async () => {
    await answer(anna, 'One');
    await pass(1_000);
    await answer(bruno, 'Two');
    await pass(0);
    expect(to()).toEqual([anna, bruno]);
  });

  test('a gap has at most the jitter on top', async () => {
    await choose('outbox.jitterMs', 500);
    await answer(anna, 'One');
    await answer(bruno, 'Two');
    await pass(999);
    expect(to()).toHaveLength(1);
    await pass(501);
    expect(to()).toHaveLength(2);
  });

  test('a clock that is set back a day holds nobody up for a day', async () => {
    await answer(anna, 'One');
    await pass(0);
    office.clock.jump(-24 * 60 * 60_000);
    await answer(bruno, 'Two');
    await pass(1_000);
    expect(to()).toHaveLength(2);
  });

  test('a smaller gap counts for who waits already', async () => {
    await choose('outbox.minGapMs', 60_000);
    await answer(anna, 'One');
    await answer(bruno, 'Two');
    await pass(2_000);
    expect(to()).toHaveLength(1);
    await choose('outbox.minGapMs', 0);
    await office.gateway.whenHandedOver(2);
  });

  test('what waits for its turn when the connection is lost goes out with the next one', async () => {
    await answer(anna, 'One');
    await answer(bruno, 'Two');
    await pass(500);
    office.gateway.disconnect();
    await pass(60_000);
    expect(to()).toEqual([anna]);
    office.gateway.connect();
    await office.gateway.whenHandedOver(2);
  });
});

describe('first messages to people who never wrote', () => {
  const strangers = ['49150001@c.us', '49150002@c.us', '49150003@c.us'] as WaAddress[];

  beforeEach(async () => {
    await choose('outbox.firstContactsPerDay', 2);
    // Somebody wrote to them on the phone: that is how there are chats with them.
    for (const stranger of strangers) await written('us', stranger);
    await written('contact', anna);
    office.gateway.connect();
  });

  const stateOf = (address: WaAddress) => {
    const { state, hold } = office.messages(chatWith(address)).at(-1)!;
    return { state, hold };
  };

  test('leave until the day’s number is reached; then they wait, and say until when', async () => {
    for (const stranger of strangers) {
      await answer(stranger, 'Good morning');
      await pass(0);
    }
    expect(to()).toEqual(strangers.slice(0, 2));
    const midnight = new Date(office.clock.now());
    midnight.setHours(24, 0, 0, 0);
    const hold = { why: 'first-contacts', until: midnight.getTime() };
    expect(stateOf(strangers[2]!)).toEqual({ state: 'queued', hold });

    await answer(anna, 'An answer is never counted');
    await pass(0);
    expect(to()).toHaveLength(3);
    await pass(24 * 60 * 60_000);
    expect(to().at(-1)).toBe(strangers[2]);
    expect(stateOf(strangers[2]!).hold).toBeUndefined();
  });

  test('a second message to the same person is no first one', async () => {
    for (const text of ['One', 'Two', 'Three']) await answer(strangers[0]!, text);
    await answer(strangers[1]!, 'Hello');
    await pass(0);
    expect(to()).toHaveLength(4);
  });

  test('who writes is no stranger any more', async () => {
    for (const stranger of strangers) await answer(stranger, 'Good morning');
    await pass(0);
    expect(to()).toHaveLength(2);
    const waiting = strangers.find((stranger) => !to().includes(stranger))!;
    await written('contact', waiting);
    await office.gateway.whenHandedOver(3);
    expect(to().at(-1)).toBe(waiting);
  });

  test('count also after a restart, and leave when more are allowed', async () => {
    for (const stranger of strangers) await answer(stranger, 'Good morning');
    await pass(0);
    const before = office;
    await before.close();
    office = await Office.open(before);
    office.gateway.connect();
    await pass(60_000);
    expect(to()).toEqual([]);
    await choose('outbox.firstContactsPerDay', 3);
    await office.gateway.whenHandedOver(1);
  });

  test('where none are allowed wait for an admin, without a time', async () => {
    await choose('outbox.firstContactsPerDay', 0);
    await answer(strangers[0]!, 'Good morning');
    await pass(0);
    expect(stateOf(strangers[0]!).hold).toEqual({ why: 'first-contacts', until: null });
    await choose('outbox.firstContactsPerDay', 1);
    await office.gateway.whenHandedOver(1);
  });

  test('can be given up', async () => {
    await choose('outbox.firstContactsPerDay', 0);
    await answer(strangers[0]!, 'Good morning');
    await pass(0);
    const { id: messageId } = office.messages(chatWith(strangers[0]!)).at(-1)!;
    await office.core.handlers['reply.cancel']({ messageId }, ana);
    expect(stateOf(strangers[0]!)).toEqual({ state: 'refused', hold: undefined });
    await choose('outbox.firstContactsPerDay', 5);
    await pass(24 * 60 * 60_000);
    expect(to()).toEqual([]);
  });
});
