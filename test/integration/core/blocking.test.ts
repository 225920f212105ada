import { afterEach, beforeEach, expect, test } from 'vitest';
import { GatewayError } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  const hired = await office.hire('Ana', 'Ben');
  [ana, ben] = [hired[0]!, hired[1]!];
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: incoming('Hello') });
  await office.settled();
});
afterEach(() => office.remove());

const block = (agent: Agent, isBlocked: boolean) => {
  const { id: conversationId } = office.conversations()[0]!;
  return office.core.handlers['contact.block']({ conversationId, isBlocked }, agent);
};
const isBlocked = () => office.conversations()[0]!.contact.isBlocked;
const changed = (isNow: boolean) =>
  office.until((fact) => fact.kind === 'contact.block-changed' && fact.isBlocked === isNow);

test('what is blocked on the phone is known with the next connection, either way', async () => {
  office.gateway.blocklist.add(anna);
  const known = changed(true);
  office.gateway.emit({ type: 'ready' });
  await known;
  expect(isBlocked()).toBe(true);
  office.gateway.blocklist.clear();
  const free = changed(false);
  office.gateway.emit({ type: 'ready' });
  await free;
  expect(isBlocked()).toBe(false);
});

test('an admin blocks and unblocks, an agent does not', async () => {
  expect(await block(ben, true)).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await block(ana, true)).toMatchObject({ ok: true });
  expect(office.gateway.blocklist).toEqual(new Set([anna]));
  expect(isBlocked()).toBe(true);
  expect(await block(ana, false)).toMatchObject({ ok: true });
  expect(isBlocked()).toBe(false);
});

test('nothing is queued for a blocked contact', async () => {
  await block(ana, true);
  expect(await office.reply(ben, 'Hi')).toMatchObject({ ok: false, code: 'blocked' });
  expect(office.messages()).toHaveLength(1);
});

test.each([
  ['timeout', 'refused'],
  ['failed', 'refused'],
  ['not-connected', 'not-connected'],
] as const)('a block that ends as %s is told as %s and not noted', async (code, told) => {
  office.gateway.blockAnswer = () => Promise.reject(new GatewayError(code, 'no'));
  expect(await block(ana, true)).toMatchObject({ ok: false, code: told });
  expect(isBlocked()).toBe(false);
});
