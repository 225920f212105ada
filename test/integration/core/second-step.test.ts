import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';
import { codeOf } from '#test/doubles/second-step.ts';

const STEP = 30_000;
const PASSWORD = 'correct horse';
const HOME = '10.0.0.5';

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

const facts = (kind: Fact['kind']) =>
  office.store.read.journal
    .after(0 as Seq, 1_000)
    .filter(({ fact }) => fact.kind === kind)
    .map(({ by, fact }) => ({ by, ...fact }));
const signIn = (code?: string, more: object = {}) =>
  office.core.accounts.signIn({ name: 'Ben', password: PASSWORD, code, ...more }, 'Firefox', HOME);
const caller = (token: string) => ({ token, device: 'Firefox', address: HOME, knownDevice: null });

async function tokenOf(code?: string): Promise<string> {
  const outcome = await signIn(code, { endOthers: true });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value.token;
}

interface SwitchedOn {
  readonly token: string;
  readonly recovery: readonly string[];
  /** What the app shows now. */
  readonly code: () => string;
}

async function switchOn(): Promise<SwitchedOn> {
  const token = await tokenOf();
  const own = office.core.accounts.secondFactor;
  const offer = await own.begin(PASSWORD, caller(token));
  if (!offer.ok) throw new Error(offer.code);
  const { secret, uri } = offer.value;
  expect(uri).toMatch(/^otpauth:\/\/totp\/Deskline/);
  const code = () => codeOf(secret, office.clock.now());
  const recovery = await own.confirm(code(), token);
  if (!recovery.ok) throw new Error(recovery.code);
  return { token, recovery: recovery.value, code };
}

test('the password alone opens nothing any more, and says nothing but that a code is missing', async () => {
  const { code } = await switchOn();
  await office.clock.advance(STEP);
  expect(await signIn()).toMatchObject({ code: 'needs-code' });
  expect(await signIn('')).toMatchObject({ code: 'needs-code' });
  expect(await signIn(code(), { password: 'guessed' })).toMatchObject({
    code: 'wrong-credentials',
  });
  expect(await signIn('000000')).toMatchObject({ code: 'wrong-code' });
  expect(await signIn(code(), { endOthers: true })).toMatchObject({ ok: true });
  expect(facts('agent.second-factor-changed')).toEqual([
    { kind: 'agent.second-factor-changed', agentId: ben.id, change: 'on', by: ben.id },
  ]);
  expect(facts('sign-in.refused')).toMatchObject([{ why: 'wrong' }, { why: 'wrong-code' }]);
});

test('a code opens once, the one before it never again, and the next one does', async () => {
  const { code } = await switchOn();
  // The one that switched it on is used up.
  expect(await signIn(code())).toMatchObject({ code: 'wrong-code' });
  await office.clock.advance(STEP);
  const before = code();
  await office.clock.advance(STEP);
  const now = code();
  const both = [signIn(now, { endOthers: true }), signIn(now, { endOthers: true })];
  const outcomes = await Promise.all(both);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await signIn(before)).toMatchObject({ code: 'wrong-code' });
});

test('a clock that is a step off is forgiven, two are not', async () => {
  const { code } = await switchOn();
  await office.clock.advance(10 * STEP);
  const late = code();
  await office.clock.advance(2 * STEP);
  expect(await signIn(late)).toMatchObject({ code: 'wrong-code' });
  const fresh = code();
  await office.clock.advance(STEP);
  expect(await signIn(fresh, { endOthers: true })).toMatchObject({ ok: true });
});

test('a code that did not let them in because they are signed in elsewhere is still good', async () => {
  await office.remove();
  office = await Office.open(undefined, { hasOneSession: true });
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  const { code } = await switchOn();
  await office.clock.advance(STEP);
  expect(await signIn(code())).toMatchObject({ code: 'signed-in-elsewhere' });
  expect(await signIn(code(), { endOthers: true })).toMatchObject({ ok: true });
});

test('each recovery code opens once, however it is typed', async () => {
  const { recovery } = await switchOn();
  expect(new Set(recovery).size).toBe(10);
  const [first = '', second = ''] = recovery;
  expect(first).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/);
  expect(await signIn(first, { endOthers: true })).toMatchObject({ ok: true });
  expect(await signIn(first)).toMatchObject({ code: 'wrong-code' });
  const typed = ` ${second.toUpperCase().replaceAll('-', ' ')} `;
  const again = await signIn(typed, { endOthers: true });
  if (!again.ok) throw new Error(again.code);
  expect(facts('agent.recovery-code-used')).toMatchObject([{ left: 9 }, { left: 8 }]);
  expect(await office.core.accounts.secondFactor.state(again.value.token)).toMatchObject({
    value: { recoveryCodes: 8 },
  });
});

test('wrong codes slow down and lock like wrong passwords, missing ones do not', async () => {
  await switchOn();
  for (let count = 0; count < 30; count += 1) {
    expect(await signIn()).toMatchObject({ code: 'needs-code' });
  }
  const seen = new Set<string>();
  for (let count = 0; count < 30; count += 1) {
    const outcome = await signIn('111111');
    if (outcome.ok) throw new Error('let in');
    seen.add(outcome.code);
    if ('retryAfter' in outcome && outcome.code !== 'locked') {
      await office.clock.advance(outcome.retryAfter * 1_000);
    }
    // The right password in between forgives nothing.
    if (outcome.code === 'wrong-code') await signIn();
  }
  expect(seen).toEqual(new Set(['wrong-code', 'too-many-attempts', 'locked']));
});

test('an open screen alone changes nothing: it takes the password, and a code once there is one', async () => {
  const token = await tokenOf();
  const own = office.core.accounts.secondFactor;
  expect(await own.begin('guessed', caller(token))).toMatchObject({ code: 'wrong-credentials' });
  expect(await own.confirm('000000', token)).toMatchObject({ code: 'no-offer' });
  const { token: now, code } = await switchOn();
  expect(await own.begin(PASSWORD, caller(now))).toMatchObject({ code: 'already-on' });
  await office.clock.advance(STEP);
  const proof = { password: PASSWORD, code: '000000' };
  expect(await own.switchOff(proof, caller(now))).toMatchObject({ code: 'wrong-code' });
  expect(await own.switchOff({ ...proof, code: '' }, caller(now))).toMatchObject({
    code: 'needs-code',
  });
  expect(await own.switchOff({ ...proof, code: code() }, caller(now))).toMatchObject({ ok: true });
  expect(await signIn(undefined, { endOthers: true })).toMatchObject({ ok: true });
});

test('new recovery codes take the place of the old ones', async () => {
  const { token, recovery, code } = await switchOn();
  await office.clock.advance(STEP);
  const own = office.core.accounts.secondFactor;
  const renewed = await own.renewCodes({ password: PASSWORD, code: code() }, caller(token));
  if (!renewed.ok) throw new Error(renewed.code);
  expect(await signIn(recovery[0])).toMatchObject({ code: 'wrong-code' });
  expect(await signIn(renewed.value[0], { endOthers: true })).toMatchObject({ ok: true });
});

test('an offer is void after ten minutes, after five wrong codes, and for whoever is signed out', async () => {
  const own = office.core.accounts.secondFactor;
  const token = await tokenOf();
  const begin = async () => {
    const offer = await own.begin(PASSWORD, caller(token));
    if (!offer.ok) throw new Error(offer.code);
    return () => codeOf(offer.value.secret, office.clock.now());
  };
  const late = await begin();
  await office.clock.advance(11 * 60_000);
  expect(await own.confirm(late(), token)).toMatchObject({ code: 'no-offer' });
  const guessed = await begin();
  for (let count = 0; count < 5; count += 1) {
    expect(await own.confirm('000000', token)).toMatchObject({ code: 'wrong-code' });
  }
  expect(await own.confirm(guessed(), token)).toMatchObject({ code: 'no-offer' });
  const code = await begin();
  await office.core.accounts.signOut(token);
  expect(await own.confirm(code(), token)).toMatchObject({ code: 'signed-out' });
  expect(await own.state(token)).toMatchObject({ code: 'signed-out' });
});

test('it is there after the host was started again, and the journal has no secret', async () => {
  const { code, recovery } = await switchOn();
  const told = JSON.stringify(office.store.read.journal.after(0 as Seq, 1_000));
  await office.close();
  office = await Office.open(office);
  await office.clock.advance(STEP);
  expect(await signIn()).toMatchObject({ code: 'needs-code' });
  expect(await signIn(code(), { endOthers: true })).toMatchObject({ ok: true });
  for (const each of recovery) expect(told).not.toContain(each);
});

test('a password of one’s own that is changed without a session takes the code as well, once', async () => {
  const { code } = await switchOn();
  await office.clock.advance(STEP);
  const { accounts } = office.core;
  const change = (said?: string, token: string | null = null, present = PASSWORD) =>
    accounts.changePassword(
      {
        name: 'Ben',
        password: present,
        newPassword: 'nine paper windmills',
        code: said,
        enters: true,
      },
      token,
      'Firefox',
      HOME,
    );
  expect(await change()).toMatchObject({ code: 'needs-code' });
  expect(await change(code())).toMatchObject({ value: { session: { agent: { id: ben.id } } } });
  expect(await change(code(), null, 'nine paper windmills')).toMatchObject({ code: 'wrong-code' });
});

test('with a temporary password they say the code, and with the same one choose their own', async () => {
  const { code } = await switchOn();
  await office.clock.advance(STEP);
  const password = 'a temporary one';
  await office.core.handlers['agent.reset-password']({ agentId: ben.id, password }, ana);
  expect(await signIn(undefined, { password })).toMatchObject({ code: 'needs-code' });
  expect(await signIn(code(), { password })).toMatchObject({ code: 'must-change-password' });
  const { accounts } = office.core;
  const newPassword = 'nine paper windmills';
  const asked = { name: 'Ben', password, newPassword, code: code(), enters: true };
  const changed = await accounts.changePassword(asked, null, 'Firefox', HOME);
  expect(changed).toMatchObject({ value: { session: { agent: { id: ben.id } } } });
});

test('with a session of theirs, locked or not at all, only an open one spares the code', async () => {
  const { token, code } = await switchOn();
  const { accounts } = office.core;
  const request = { name: 'Ben', password: PASSWORD, newPassword: 'nine paper windmills' };
  await accounts.lock(token);
  expect(await accounts.changePassword(request, token)).toMatchObject({ code: 'needs-code' });
  expect(await accounts.unlock({ password: PASSWORD }, token)).toMatchObject({ ok: true });
  expect(await accounts.changePassword(request, token)).toMatchObject({ ok: true });
  await office.clock.advance(STEP);
  expect(code()).toMatch(/^\d{6}$/);
});

test('an admin switches it off for somebody whose phone is lost, and nobody does for themselves', async () => {
  await switchOn();
  const off = (agentId: Agent['id'], by: Agent) =>
    office.core.handlers['agent.second-factor-off']({ agentId }, by);
  const who = () => office.core.handlers['agent.second-factors']({}, ana);
  expect(await who()).toMatchObject({ value: { agentIds: [ben.id] } });
  expect(await off(ana.id, ana)).toMatchObject({ code: 'own-account' });
  expect(await off(9_999 as Agent['id'], ana)).toMatchObject({ code: 'not-found' });
  expect(await off(ben.id, ana)).toMatchObject({ ok: true });
  expect(await off(ben.id, ana)).toMatchObject({ ok: true });
  expect(await who()).toMatchObject({ value: { agentIds: [] } });
  expect(await signIn(undefined, { endOthers: true })).toMatchObject({ ok: true });
  expect(facts('agent.second-factor-changed').slice(1)).toEqual([
    { kind: 'agent.second-factor-changed', agentId: ben.id, change: 'off', by: ana.id },
  ]);
});

test('whoever can read the host’s files gets in again without the phone', async () => {
  await switchOn();
  const password = 'made up on the host';
  expect(await office.core.accounts.recover('Ben', password)).toMatchObject({ ok: true });
  expect(await signIn(undefined, { password })).toMatchObject({ code: 'must-change-password' });
  expect(facts('agent.second-factor-changed').at(-1)).toMatchObject({ change: 'off', by: null });
});
