import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';
import { runs } from '#test/doubles/property-runs.ts';

const NINE = Date.UTC(2026, 0, 15, 9, 0, 0);

const addressOf = (person: number) => `49151${1_000_000 + person}@c.us` as WaAddress;

/** The n-th message of a person whom nobody knows yet, a second after the one before it. */
const aMessageOf = (person: number, n: number): IncomingMessage =>
  incoming(`${person}/${n}`, {
    contact: { address: addressOf(person) },
    at: NINE + n * 1_000,
  });

const textsOf = (office: Office): string[][] =>
  office
    .conversations()
    .map((conversation) =>
      office.messages(conversation).map(({ content }) => ('text' in content ? content.text : '')),
    );

test('2,000 messages from 200 new contacts at once are 200 conversations with ten messages each', async () => {
  const office = await Office.open();
  await office.hire('Ana');
  office.gateway.connect();
  for (let n = 0; n < 10; n += 1) {
    for (let person = 0; person < 200; person += 1) {
      office.gateway.emit({ type: 'message', message: aMessageOf(person, n) });
    }
  }
  await office.settled();
  const texts = textsOf(office);
  expect(texts).toHaveLength(200);
  for (const [first, ...others] of texts) {
    const person = first?.split('/')[0];
    expect([first, ...others]).toEqual(Array.from({ length: 10 }, (_, n) => `${person}/${n}`));
  }
  expect(office.store.read.conversations.counts().waiting).toBe(200);
  await office.remove();
});

test('repeated, reordered, by event and by catch-up at once, a message is stored once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ person: fc.nat(3), n: fc.nat(5) }), { minLength: 1, maxLength: 40 }),
      fc.nat(40),
      async (arrivals, readyAt) => {
        const office = await Office.open();
        await office.hire('Ana');
        const messages = new Map<string, IncomingMessage>();
        const of = (person: number, n: number): IncomingMessage => {
          const name = `${person}/${n}`;
          const message = messages.get(name) ?? aMessageOf(person, n);
          messages.set(name, message);
          return message;
        };
        for (const { person, n } of arrivals) of(person, n);
        for (let person = 0; person <= 3; person += 1) {
          const own = [...messages.values()]
            .filter(({ contact }) => contact.address === addressOf(person))
            .toSorted((a, b) => a.at - b.at);
          office.gateway.histories.set(addressOf(person), own);
          const newest = own.at(-1);
          if (newest === undefined) continue;
          const lastMessageAt = office.clock.now();
          office.gateway.chatList.push({
            address: addressOf(person),
            lastMessageAt,
            lastKey: newest.key,
            unread: own.length,
          });
        }
        for (const [index, { person, n }] of arrivals.entries()) {
          if (index === readyAt % arrivals.length) office.gateway.connect();
          office.gateway.emit({ type: 'message', message: of(person, n) });
        }
        await office.clock.advance(60_000);
        await office.settled();
        expect(textsOf(office).flat().toSorted()).toEqual([...messages.keys()].toSorted());
        await office.remove();
      },
    ),
    runs(30),
  );
});
