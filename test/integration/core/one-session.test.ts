import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EndedSession, SignInAttempt } from '#main/core/api.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';

const hour = 60 * 60 * 1_000;

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open(undefined, { hasOneSession: true });
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

const signIn = (more: Partial<SignInAttempt> = {}, device = 'Firefox', address = '10.0.0.5') =>
  office.core.accounts.signIn({ name: 'Ben', password: 'correct horse', ...more }, device, address);

async function tokenOf(...how: Parameters<typeof signIn>): Promise<string> {
  const outcome = await signIn(...how);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value.token;
}

const facts = () => office.store.read.journal.after(0 as Seq, 1_000).map(({ fact }) => fact);
const stateOf = (token: string) => office.core.accounts.sessionState(token);

function allow(value = true) {
  const change = { name: 'sessions.severalDevices', value } as const;
  return office.core.handlers['settings.change'](change, ana);
}

test('who is signed in is told where and since when, and nothing has happened yet', async () => {
  const first = await tokenOf();
  const at = office.clock.now();
  await office.clock.advance(2 * hour);
  const before = facts().length;
  expect(await signIn({}, 'Safari')).toMatchObject({
    ok: false,
    code: 'signed-in-elsewhere',
    sessions: [{ device: 'Firefox', address: '10.0.0.5', startedAt: at }],
  });
  expect(facts()).toHaveLength(before);
  expect(await stateOf(first)).toMatchObject({ name: 'open', agent: { name: 'Ben' } });
});

test('nobody learns where somebody is without their password', async () => {
  await tokenOf();
  expect(await signIn({ password: 'guessed', endOthers: true })).toMatchObject({
    code: 'wrong-credentials',
  });
});

test('going on ends the first session, says so everywhere and puts it on record', async () => {
  const first = await tokenOf();
  const ended: EndedSession[] = [];
  const { accounts } = office.core;
  accounts.onEnded((session) => ended.push(session));
  const second = await tokenOf({ endOthers: true }, 'Safari');
  const end = { why: 'elsewhere', device: 'Safari' };
  expect(ended).toEqual([
    { digest: accounts.digest(first), agentId: ben.id, hasDecided: false, end },
  ]);
  expect(await stateOf(first)).toEqual({ name: 'over', end });
  expect(await stateOf(second)).toMatchObject({ name: 'open' });
  expect(facts().slice(-2)).toEqual([
    { kind: 'session.ended', why: 'elsewhere', device: 'Firefox' },
    { kind: 'session.started', device: 'Safari', address: '10.0.0.5' },
  ]);
});

test('why a session ended is known to its screen weeks of nobody asking later, and no longer', async () => {
  const first = await tokenOf();
  await tokenOf({ endOthers: true }, 'Safari');
  await office.close();
  office = await Office.open(office);
  await office.clock.advance(13 * 24 * hour);
  expect(await stateOf(first)).toMatchObject({ end: { why: 'elsewhere' } });
  await office.clock.advance(2 * 24 * hour);
  await tokenOf({}, 'Edge');
  expect(await stateOf(first)).toEqual({ name: 'over', end: { why: 'signed-out' } });
});

test('another tab of the same browser keeps its session', async () => {
  const first = await tokenOf();
  const before = facts().length;
  expect(await signIn({ ownToken: first })).toMatchObject({ ok: true, value: { token: first } });
  expect(facts()).toHaveLength(before);
  // The session of somebody else is none of theirs.
  expect(await signIn({ ownToken: first, name: 'Ana', endOthers: true })).toMatchObject({
    ok: true,
    value: { agent: { name: 'Ana' } },
  });
  expect(await signIn({ ownToken: first, password: 'guessed' })).toMatchObject({
    code: 'wrong-credentials',
  });
});

test('of two who come in at the same moment one is asked', async () => {
  const both = await Promise.all([signIn({}, 'Firefox'), signIn({}, 'Safari')]);
  expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'signed-in-elsewhere' });
});

test('a session that nobody uses any more, or was signed out, is in nobody’s way', async () => {
  await tokenOf();
  await office.clock.advance(25 * hour);
  const second = await tokenOf({}, 'Safari');
  await office.core.accounts.signOut(second);
  expect(await signIn({}, 'Edge')).toMatchObject({ ok: true });
});

test('an office may allow several devices, and is not asked then', async () => {
  await allow();
  const first = await tokenOf();
  await office.clock.advance(hour);
  const second = await tokenOf({}, 'Safari');
  expect(await stateOf(first)).toMatchObject({ name: 'open' });
  // What is there stays when the office thinks otherwise later, until the next one comes in.
  await allow(false);
  expect(await stateOf(second)).toMatchObject({ name: 'open' });
  const third = await signIn({}, 'Edge');
  expect(third).toMatchObject({ sessions: [{ device: 'Safari' }, { device: 'Firefox' }] });
  await tokenOf({ endOthers: true }, 'Edge');
  expect(await stateOf(first)).toMatchObject({ name: 'over' });
  expect(await stateOf(second)).toMatchObject({ name: 'over' });
});

test('who moves to another device is neither offline in between nor loses their chats', async () => {
  const { accounts, presence } = office.core;
  const first = await tokenOf();
  const screen = presence.connected(ben.id, accounts.digest(first));
  await office.settled();
  await tokenOf({ endOthers: true }, 'Safari');
  screen.release();
  await office.settled();
  expect(presence.statusOf(ben.id)).toBe('online');
  // Without a screen there the grace time ends as ever.
  await office.clock.advance(61_000);
  expect(presence.statusOf(ben.id)).toBe('offline');
});

test.each([
  ['password-reset', () => reset()],
  ['by-admin', () => office.core.handlers['agent.end-sessions']({ agentId: ben.id }, ana)],
  ['deactivated', () => deactivate()],
] as const)('a session says that it ended by %s', async (why, act) => {
  const token = await tokenOf();
  await act();
  expect(await stateOf(token)).toEqual({ name: 'over', end: { why } });
});

const reset = () =>
  office.core.handlers['agent.reset-password'](
    { agentId: ben.id, password: 'nine paper windmills' },
    ana,
  );
const deactivate = () =>
  office.core.handlers['agent.deactivate']({ agentId: ben.id, chatsTo: { type: 'queue' } }, ana);
