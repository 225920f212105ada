import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import {
  caughtUp,
  connectAndCatchUp,
  textsOf,
  whatsAppHas,
} from '#test/doubles/core/whatsapp-side.ts';
import { incoming, pendingImage } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.remove());

const day = 24 * 3600 * 1000;
const coverage = () => office.store.read.coverage.get();
const history = () => coverage().numbers[0]?.import ?? null;

/** Chats of many people, each with what they said on each of the last days. */
function longHistory(people: number, days: number): IncomingMessage[] {
  const now = office.clock.now();
  return Array.from({ length: people }, (_, person) => {
    const address = `4915100000${person}@c.us` as WaAddress;
    const said = Array.from({ length: days }, (_day, n) =>
      incoming(`${person}: day ${days - n}`, {
        at: now - (days - n) * day + person * 1000,
        from: n % 2 === 0 ? 'contact' : 'us',
        contact: { address, whatsappName: `Person ${person}` },
      }),
    );
    whatsAppHas(office, said, 0);
    return said;
  }).flat();
}

test('history as far back as the setting says is here, and nobody waits because of it', async () => {
  longHistory(3, 40);
  await connectAndCatchUp(office);
  const { linkedAt, since } = coverage().numbers[0]!;
  expect(linkedAt - since).toBe(30 * day);
  expect(textsOf(office, 'Person 1')).toHaveLength(30);
  expect(office.store.read.conversations.counts()).toMatchObject({ waiting: 0, open: 0 });
  expect(office.messages().every(({ isImported, arrivedLate }) => isImported && !arrivedLate)).toBe(
    true,
  );
});

test('a live message during the import comes at once, in its place, and waits', async () => {
  const said = longHistory(4, 30);
  office.gateway.largestPage = 10;
  office.gateway.connect();
  while (history()?.done !== 1) {
    await office.settled();
    await office.clock.advance(20);
  }
  const { contact } = said.at(-1)!;
  const live = incoming('Now', { at: office.clock.now(), contact });
  office.gateway.emit({ type: 'message', message: live });
  await office.settled();
  expect(textsOf(office, 'Person 3').at(-1)).toBe('Now');
  expect(office.store.read.conversations.counts()).toMatchObject({ waiting: 1 });

  whatsAppHas(office, [...office.gateway.histories.get(contact.address)!, live], 1);
  await caughtUp(office);
  const texts = textsOf(office, 'Person 3');
  expect(texts).toHaveLength(31);
  expect(texts.at(-1)).toBe('Now');
  expect(texts[0]).toBe('3: day 30');
});

test('is told with how much is done, and goes on after a restart where it was', async () => {
  longHistory(5, 20);
  office.gateway.connect();
  while (history()?.done !== 2) {
    await office.settled();
    await office.clock.advance(20);
  }
  expect(history()).toMatchObject({ done: 2, total: 5 });
  const { gateway } = office;
  await office.close();
  office = await Office.open(office);
  // The chat that was being read at the end may have been finished.
  const done = history()?.done ?? 0;
  expect([2, 3]).toContain(done);
  for (const [address, messages] of gateway.histories) {
    office.gateway.histories.set(address, messages);
  }
  office.gateway.chatList = gateway.chatList;
  let taken = 0;
  office.core.sync.on(({ entries }) => {
    taken += entries.filter(({ fact }) => fact.kind === 'coverage.chat-imported').length;
  });
  await connectAndCatchUp(office);
  expect(history()).toBeNull();
  for (let person = 0; person < 5; person += 1) {
    expect(textsOf(office, `Person ${person}`)).toHaveLength(20);
  }
  expect(taken).toBe(5 - done);
});

test('a chat that cannot be read is left out, told of as a gap, and the others are taken over', async () => {
  longHistory(3, 10);
  const unreadable = '49151000001@c.us';
  const read = office.gateway.history.bind(office.gateway);
  office.gateway.history = (address, ...rest) =>
    address === unreadable
      ? Promise.reject(new GatewayError('timeout', 'A chat does not load.'))
      : read(address, ...rest);
  office.gateway.connect();
  await office.clock.advance(5 * 60_000);
  await caughtUp(office);
  expect(history()).toBeNull();
  expect(textsOf(office, 'Person 0')).toHaveLength(10);
  expect(textsOf(office, 'Person 1')).toEqual([]);
  const { linkedAt } = coverage().numbers[0]!;
  expect(coverage().gaps).toMatchObject([
    { conversationId: null, reason: 'history-unavailable', end: linkedAt },
  ]);
});

test('a lost connection stops it, and it goes on with the next one', async () => {
  longHistory(3, 10);
  office.gateway.connect();
  while (history()?.done !== 1) {
    await office.settled();
    await office.clock.advance(20);
  }
  office.gateway.disconnect();
  const read = office.gateway.history.bind(office.gateway);
  office.gateway.history = () => Promise.reject(new GatewayError('not-connected', 'away'));
  await office.clock.advance(60_000);
  expect(history()?.done).toBeLessThan(3);
  office.gateway.history = read;
  await connectAndCatchUp(office);
  expect(textsOf(office, 'Person 2')).toHaveLength(10);
});

test('files of old messages are fetched only when no new one is to be', async () => {
  const now = office.clock.now();
  const picture = (name: string, at: number) =>
    incoming(name, {
      at,
      key: `false_4915111111@c.us_${name}` as IncomingMessage['key'],
      content: { ...pendingImage, caption: name },
    });
  const old = ['OLD1', 'OLD2', 'OLD3', 'OLD4', 'OLD5'].map((name, n) =>
    picture(name, now - (9 - n) * day),
  );
  whatsAppHas(office, old, 0);
  const fetched: string[] = [];
  const pending: (() => void)[] = [];
  office.gateway.mediaAnswer = (key) => {
    fetched.push(key.split('_').at(-1)!);
    const answer = Promise.withResolvers<never>();
    pending.push(() => answer.reject(new GatewayError('media-unavailable', 'gone')));
    return answer.promise;
  };
  await connectAndCatchUp(office);
  const busy = fetched.length;
  expect(busy).toBeLessThan(5);
  office.gateway.emit({ type: 'message', message: picture('NEW', now) });
  await office.settled();
  while (fetched.length < 6) {
    pending.shift()?.();
    await office.clock.advance(1);
    await office.settled();
  }
  for (const end of pending.splice(0)) end();
  expect(fetched[busy]).toBe('NEW');
});
