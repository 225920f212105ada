import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { LinkState } from '#shared/domain/number.ts';
import { Office } from '#test/doubles/core/office.ts';
import {
  caughtUp,
  connectAndCatchUp,
  textsOf,
  whatsAppHas,
} from '#test/doubles/core/whatsapp-side.ts';
import { bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
  await connectAndCatchUp(office);
});
afterEach(() => office.remove());

const minute = 60_000;
const coverage = () => office.store.read.coverage.get();
const now = () => office.clock.now();
/** WhatsApp tells whole seconds. */
const second = () => Math.floor(now() / 1000) * 1000;

/** Anna wrote, and somebody heard it. */
async function annaWrote(text: string) {
  const message = incoming(text, { at: second() });
  office.gateway.emit({ type: 'message', message });
  await office.settled();
  return message;
}

test('an absence is a gap while it lasts, and is closed with its end when all is here', async () => {
  const begin = now();
  office.gateway.disconnect();
  await office.settled();
  expect(coverage().gaps).toMatchObject([{ reason: 'unreachable', begin, end: null }]);

  await office.clock.advance(5 * minute);
  const end = now();
  await connectAndCatchUp(office);
  expect(coverage().gaps).toEqual([]);
  expect(coverage().closed[0]).toMatchObject({ reason: 'unreachable', begin, end });
});

test('the reason is what became of the link first', async () => {
  const lose = async (state: LinkState) => {
    office.gateway.emit({ type: 'link', state });
    await office.settled();
    const reason = coverage().gaps[0]?.reason;
    await connectAndCatchUp(office);
    return reason;
  };
  const restarting = { name: 'restarting', reason: 'page-crashed', detail: '', at: null } as const;
  expect(await lose(restarting as unknown as LinkState)).toBe('page-crashed');
  expect(await lose({ name: 'used-elsewhere' })).toBe('used-elsewhere');
  expect(await lose({ name: 'logged-out', by: 'phone' } as unknown as LinkState)).toBe(
    'not-linked',
  );
});

test('a host that was off has a gap since it last did anything', async () => {
  await annaWrote('Before');
  await office.clock.advance(2 * minute);
  await office.close();
  const off = now();
  await office.clock.advance(60 * minute);
  office = await Office.open(office);
  await office.settled();
  expect(coverage().gaps).toMatchObject([{ reason: 'host-off', begin: off, end: null }]);
  const end = now();
  await connectAndCatchUp(office);
  expect(coverage().closed[0]).toMatchObject({ reason: 'host-off', begin: off, end });
});

test('a gap that WhatsApp Web has no history for stays, and goes when it is there after all', async () => {
  const before = await annaWrote('Before');
  office.gateway.disconnect();
  await office.clock.advance(180 * minute);
  const found = incoming('Found', { at: second() - minute });
  whatsAppHas(office, [found]);
  await connectAndCatchUp(office);

  expect(textsOf(office)).toEqual(['Before', 'Found']);
  const conversationId = office.conversations()[0]!.id;
  expect(coverage().gaps).toMatchObject([
    { conversationId, reason: 'history-unavailable', begin: before.at, end: found.at },
  ]);

  const missing = incoming('Synchronized later', { at: second() - 90 * minute });
  whatsAppHas(office, [before, missing, found]);
  office.gateway.disconnect();
  await connectAndCatchUp(office);
  expect(textsOf(office)).toEqual(['Before', 'Synchronized later', 'Found']);
  expect(coverage().gaps).toEqual([]);
});

test('a chat that starts after what is stored of others leaves no gap', async () => {
  await annaWrote('Before');
  office.gateway.disconnect();
  const hello = incoming('Hello', { at: second(), contact: { address: bruno } });
  whatsAppHas(office, [hello]);
  await connectAndCatchUp(office);
  expect(office.conversations()).toHaveLength(2);
  expect(coverage().gaps).toEqual([]);
});

test('one chat that cannot be read keeps no other from being caught up, and is told of', async () => {
  const before = await annaWrote('Before');
  office.gateway.disconnect();
  await office.clock.advance(minute);
  whatsAppHas(office, [before, incoming('Unreadable', { at: second() })]);
  whatsAppHas(office, [incoming('Hello', { at: second(), contact: { address: bruno } })]);
  const history = office.gateway.history.bind(office.gateway);
  office.gateway.history = (address, ...rest) =>
    address === bruno
      ? history(address, ...rest)
      : Promise.reject(new GatewayError('timeout', 'A chat does not load.'));
  office.gateway.connect();
  await office.settled();
  await office.clock.advance(20);
  expect(office.conversations()).toHaveLength(2);
  expect(coverage().gaps).toMatchObject([{ conversationId: null }]);

  await office.clock.advance(2 * minute);
  await caughtUp(office);
  const [conversation] = office.conversations().filter(({ contact }) => contact.name === 'Anna');
  expect(coverage().gaps).toMatchObject([
    { conversationId: conversation!.id, reason: 'history-unavailable' },
  ]);

  office.gateway.history = history;
  office.gateway.disconnect();
  await connectAndCatchUp(office);
  expect(textsOf(office)).toEqual(['Before', 'Unreadable']);
  expect(coverage().gaps).toEqual([]);
});

test('another number has a coverage of its own, and the first one goes on when it comes back', async () => {
  await annaWrote('To the first number');
  const first = coverage().numbers[0]!;
  const connected = office.gateway.link();
  const link = async (phone: string) => {
    await office.clock.advance(minute);
    const at = now();
    office.gateway.emit({ type: 'link', state: { name: 'logged-out' } as LinkState });
    office.gateway.emit({ type: 'link', state: { ...connected, phone } as LinkState });
    office.gateway.emit({ type: 'ready' });
    await office.settled();
    await caughtUp(office);
    return at;
  };
  const second = await link('+4930999');
  expect(coverage().numbers).toMatchObject([
    { phone: first.phone, until: second },
    { phone: '+4930999', until: null, linkedAt: second },
  ]);
  const again = await link(first.phone);
  expect(coverage().numbers).toMatchObject([
    { phone: first.phone, until: null, linkedAt: first.linkedAt },
    { phone: '+4930999', until: again },
  ]);
});
