import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Fact } from '#shared/domain/journal.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';

const minute = 60_000;
const HOME = '10.0.0.5';
const STRANGE = '10.0.0.66';

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

const tries = (
  password: string,
  address = STRANGE,
  knownDevice: string | null = null,
  name = 'Ben',
) => office.core.accounts.signIn({ name, password, knownDevice }, 'Firefox', address);
const right = (address = HOME, device: string | null = null) =>
  tries('correct horse', address, device);

/** Goes on as soon as the next try is looked at, until one locks. */
async function lockOut(name = 'Ben', device: string | null = null): Promise<void> {
  for (;;) {
    const outcome = await tries('guessed', STRANGE, device, name);
    if (outcome.ok) throw new Error('let in');
    if (outcome.code === 'locked') return;
    if (outcome.code === 'too-many-attempts') {
      await office.clock.advance(outcome.retryAfter * 1_000);
    }
  }
}

async function deviceOf(): Promise<string> {
  const outcome = await right();
  if (!outcome.ok || outcome.value.device === undefined) throw new Error('no device');
  return outcome.value.device;
}

const facts = (kind: Fact['kind']) =>
  office.store.read.journal.after(0 as Seq, 1_000).filter(({ fact }) => fact.kind === kind);
const unlock = (by = ana) => office.core.handlers['agent.unlock']({ agentId: ben.id }, by);
const locked = async () => {
  const reply = await office.core.handlers['agent.locked']({}, ana);
  return reply.ok ? reply.value.locked : [];
};

test('three wrong tries cost nothing, then each doubles the pause, and nothing is looked at in it', async () => {
  for (let count = 0; count < 4; count += 1) {
    expect(await tries('guessed')).toMatchObject({ code: 'wrong-credentials' });
  }
  expect(await right()).toMatchObject({ code: 'too-many-attempts', retryAfter: 2 });
  await office.clock.advance(2_000);
  expect(await tries('guessed')).toMatchObject({ code: 'wrong-credentials' });
  expect(await tries('guessed')).toMatchObject({ code: 'too-many-attempts', retryAfter: 4 });
  await office.clock.advance(4_000);
  expect(await right()).toMatchObject({ ok: true });
  // Forgiven: the next slip costs nothing again.
  expect(await tries('guessed')).toMatchObject({ code: 'wrong-credentials' });
  expect(await right()).toMatchObject({ ok: true });
});

test('of a thousand tries at once four are looked at', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => tries('guessed')));
  const codes = all.map((outcome) => (outcome.ok ? 'ok' : outcome.code));
  expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(4);
  expect(new Set(codes.slice(4))).toEqual(new Set(['too-many-attempts']));
});

test('ten wrong tries lock the account, also for the right password, for a quarter of an hour', async () => {
  await lockOut();
  expect(await right()).toMatchObject({ code: 'locked', retryAfter: 15 * 60 });
  expect(facts('sign-in.locked').map(({ fact }) => fact)).toMatchObject([
    { what: 'name', name: 'Ben', address: STRANGE, agentId: ben.id },
  ]);
  expect(await locked()).toMatchObject([{ agentId: ben.id, of: 'account' }]);
  await office.clock.advance(15 * minute);
  await office.settled();
  expect(facts('sign-in.unlocked')).toMatchObject([{ by: null }]);
  expect(await locked()).toEqual([]);
  // The next wrong one locks at once, and for longer.
  expect(await tries('guessed')).toMatchObject({ code: 'wrong-credentials' });
  expect(await right()).toMatchObject({ code: 'locked', retryAfter: 30 * 60 });
});

test('a device that its person has signed in on gets in whatever strangers try', async () => {
  const device = await deviceOf();
  await lockOut();
  expect(await right(HOME)).toMatchObject({ code: 'locked' });
  expect(await right(HOME, device)).toMatchObject({ ok: true, value: { device } });
  // And from the very address of the stranger, too.
  expect(await right(STRANGE, device)).toMatchObject({ ok: true });
});

test('wrong tries on such a device lock it alone, and one that was made up is a stranger’s', async () => {
  const device = await deviceOf();
  await lockOut('Ben', device);
  expect(await right(HOME, device)).toMatchObject({ code: 'locked' });
  expect(await right(HOME)).toMatchObject({ ok: true });
  expect(await locked()).toMatchObject([{ of: 'device' }]);
  await lockOut('Ana', device);
  expect(await tries('correct horse', HOME, 'made up', 'Ana')).toMatchObject({ code: 'locked' });
});

test('a lock outlasts a restart of the host, and so do the tries below it', async () => {
  await lockOut();
  for (let count = 0; count < 4; count += 1) await tries('guessed', '10.0.0.7', null, 'Ana');
  await office.close();
  office = await Office.open(office);
  expect(await right()).toMatchObject({ code: 'locked', retryAfter: 15 * 60 });
  expect(await tries('correct horse', '10.0.0.7', null, 'Ana')).toMatchObject({
    code: 'too-many-attempts',
  });
  await office.clock.advance(15 * minute);
  await office.settled();
  expect(facts('sign-in.unlocked')).toHaveLength(1);
});

test('tries of the day before are kept no longer, at the next wrong one and at the start', async () => {
  const kept = () => office.store.read.tries.all().map(({ name }) => name);
  await tries('guessed', '', null, 'First');
  await office.clock.advance(25 * 60 * minute);
  await tries('guessed', '', null, 'Second');
  expect(kept()).toEqual(['Second']);
  await office.close();
  office.clock.sleep(25 * 60 * minute);
  office = await Office.open(office);
  await office.settled();
  expect(kept()).toEqual([]);
});

test('names that nobody has are counted alike', async () => {
  await lockOut('Nobody');
  expect(await tries('guessed', HOME, null, ' nobody')).toMatchObject({ code: 'locked' });
  expect(facts('sign-in.locked')[0]?.fact).not.toHaveProperty('agentId');
  expect(await locked()).toEqual([]);
});

test('one address may be wrong about thirty times, whatever the names', async () => {
  let refused = 0;
  for (let index = 0; index < 60 && refused === 0; index += 1) {
    const outcome = await tries('guessed', STRANGE, null, `name ${index}`);
    if (!outcome.ok && outcome.code === 'too-many-attempts') {
      await office.clock.advance(outcome.retryAfter * 1_000);
    }
    if (!outcome.ok && outcome.code === 'locked') refused = index;
  }
  expect(facts('sign-in.locked')).toMatchObject([{ fact: { what: 'address', address: STRANGE } }]);
  expect(await right(STRANGE)).toMatchObject({ code: 'locked' });
  expect(await right(HOME)).toMatchObject({ ok: true });
});

test('an admin unlocks an account, which is on record, and nobody else does', async () => {
  await lockOut();
  expect(await unlock(ben)).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await right()).toMatchObject({ code: 'locked' });
  expect(await unlock()).toMatchObject({ ok: true });
  expect(await right()).toMatchObject({ ok: true });
  expect(facts('sign-in.unlocked')).toMatchObject([
    { by: ana.id, fact: { what: 'name', name: 'Ben', agentId: ben.id } },
  ]);
  await office.clock.advance(60 * minute);
  expect(facts('sign-in.unlocked')).toHaveLength(1);
  expect(
    await office.core.handlers['agent.unlock']({ agentId: 99 as Agent['id'] }, ana),
  ).toMatchObject({ code: 'not-found' });
});

test('a password that was reset lets its owner in at once, and knows the old devices no more', async () => {
  const device = await deviceOf();
  await lockOut();
  const password = 'nine paper windmills';
  await office.core.handlers['agent.reset-password']({ agentId: ben.id, password }, ana);
  expect(await tries(password, HOME)).toMatchObject({ code: 'must-change-password' });
  await lockOut();
  expect(await tries(password, HOME, device)).toMatchObject({ code: 'locked' });
});

test('changing a password is no second way to guess', async () => {
  const guess = () =>
    office.core.accounts.changePassword(
      { name: 'Ben', password: 'guessed', newPassword: 'nine paper windmills' },
      null,
      'Firefox',
      STRANGE,
    );
  await tries('guessed');
  await guess();
  await tries('guessed');
  expect(await guess()).toMatchObject({ code: 'wrong-credentials' });
  expect(await guess()).toMatchObject({ code: 'too-many-attempts' });
});
