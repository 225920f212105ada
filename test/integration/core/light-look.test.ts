import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { connectAndCatchUp, textsOf, whatsAppHas } from '#test/doubles/core/whatsapp-side.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
const asked: string[] = [];

beforeEach(async () => {
  office = await Office.open();
  asked.length = 0;
  const read = office.gateway.history.bind(office.gateway);
  office.gateway.history = (address, ...rest) => {
    asked.push(address);
    return read(address, ...rest);
  };
  await connectAndCatchUp(office);
  office.gateway.emit({ type: 'message', message: before });
  whatsAppHas(office, [before]);
  await office.clock.advance(10 * minute);
  asked.length = 0;
});
afterEach(() => office.remove());

const minute = 60_000;
const nine = Date.UTC(2026, 0, 15, 9, 0, 0);
const before = incoming('Before', { at: nine });

/** Until the next look is over. */
const look = async (): Promise<void> => {
  await office.clock.advance(5 * minute);
  await office.settled();
};

test('a message that no event told of is here within minutes', async () => {
  whatsAppHas(office, [before, incoming('Untold', { at: nine + 11 * minute })]);
  await look();
  expect(textsOf(office)).toEqual(['Before', 'Untold']);
});

test('also one before another that was told of', async () => {
  const untold = incoming('Untold', { at: nine + 11 * minute });
  const told = incoming('Told', { at: nine + 12 * minute });
  whatsAppHas(office, [before, untold, told]);
  office.gateway.emit({ type: 'message', message: told });
  await look();
  expect(textsOf(office)).toEqual(['Before', 'Untold', 'Told']);
});

test('also one of the same second as the newest', async () => {
  whatsAppHas(office, [before, incoming('Same second', { at: nine })]);
  await look();
  expect(textsOf(office)).toEqual(['Before', 'Same second']);
});

test('chats without news are not read again', async () => {
  await look();
  await look();
  expect(asked).toEqual([]);
});

test('a chat whose newest entry is nothing for us is read once', async () => {
  const [chat] = office.gateway.chatList;
  office.gateway.chatList = [
    { ...chat!, lastMessageAt: nine + 11 * minute, lastKey: 'notice' as WaMessageKey },
  ];
  await look();
  await look();
  await look();
  expect(asked).toHaveLength(1);
});

test('nothing is asked while there is no connection', async () => {
  whatsAppHas(office, [before, incoming('Untold', { at: nine + 11 * minute })]);
  office.gateway.disconnect();
  let lists = 0;
  office.gateway.chats = () => {
    lists += 1;
    return Promise.resolve([]);
  };
  await look();
  await look();
  expect(lists).toBe(0);
});

test('what WhatsApp delivers a moment after a connection is here within seconds', async () => {
  office.gateway.disconnect();
  await connectAndCatchUp(office);
  whatsAppHas(office, [before, incoming('A moment later', { at: nine + 11 * minute })]);
  await office.clock.advance(15_000);
  await office.settled();
  expect(textsOf(office)).toEqual(['Before', 'A moment later']);
});

test('also one hidden between two of its second that were told of', async () => {
  const untold = incoming('Untold', { at: nine });
  const answer = incoming('Answer', { at: nine, from: 'us' });
  office.gateway.emit({ type: 'message', message: answer });
  whatsAppHas(office, [before, untold, answer]);
  await look();
  expect(textsOf(office).toSorted()).toEqual(['Answer', 'Before', 'Untold']);
});

test('and so after an absence, although everything stored is of that second', async () => {
  const untold = incoming('Untold', { at: nine });
  const answer = incoming('Answer', { at: nine, from: 'us' });
  office.gateway.emit({ type: 'message', message: answer });
  await look();
  whatsAppHas(office, [before, untold, answer]);
  office.gateway.disconnect();
  await connectAndCatchUp(office);
  expect(textsOf(office).toSorted()).toEqual(['Answer', 'Before', 'Untold']);
});
