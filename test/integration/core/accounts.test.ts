import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office, SETUP_CODE } from '#test/doubles/core/office.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.remove());

const hour = 60 * 60 * 1000;
const first = { code: SETUP_CODE, name: 'Ana', password: 'correct horse' };

const facts = (): JournalEntry['fact'][] =>
  office.store.read.journal.after(0 as Seq, 100).map(({ fact }) => fact);

async function signedIn(): Promise<string> {
  const outcome = await office.core.accounts.setup(first, 'Firefox');
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value.token;
}

test('the code of the first start makes one admin, once', async () => {
  const { accounts } = office.core;
  expect(accounts.needsSetup()).toBe(true);
  const wrong = await accounts.setup({ ...first, code: 'WRONG-CODE' }, 'test');
  expect(wrong).toMatchObject({ ok: false, code: 'wrong-code' });

  const typed = { ...first, code: SETUP_CODE.toLowerCase().replace('-', ' ') };
  const both = await Promise.all([
    accounts.setup(typed, 'test'),
    accounts.setup({ ...typed, name: 'Mallory' }, 'test'),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(office.store.read.agents.all()).toMatchObject([{ role: 'admin' }]);
  expect(accounts.needsSetup()).toBe(false);
  const late = await accounts.setup({ ...first, name: 'Late' }, 'test');
  expect(late).toMatchObject({ ok: false, code: 'already-set-up' });
});

test('a name and its password open a session; a wrong one is refused and noted', async () => {
  await signedIn();
  const { accounts } = office.core;
  const wrong = await accounts.signIn({ name: 'Ana', password: 'wrong' }, 'test');
  const nobody = await accounts.signIn({ name: 'Nobody', password: 'wrong' }, 'test');
  expect(wrong).toEqual(nobody);
  expect(facts().filter(({ kind }) => kind === 'sign-in.refused')).toHaveLength(2);

  const right = await accounts.signIn({ name: ' ana ', password: first.password }, 'Firefox');
  expect(right).toMatchObject({ ok: true, value: { agent: { name: 'Ana', role: 'admin' } } });
  expect(JSON.stringify(facts())).not.toContain(first.password);
});

test('a session is known by its token alone and lasts while it is used', async () => {
  const { accounts } = office.core;
  const token = await signedIn();
  for (let days = 0; days < 3; days += 1) {
    await office.clock.advance(20 * hour);
    expect(await accounts.authenticate(token)).toMatchObject({ name: 'Ana' });
  }
  await office.clock.advance(25 * hour);
  expect(await accounts.authenticate(token)).toBeNull();
  expect(await accounts.authenticate('')).toBeNull();
  expect(await accounts.authenticate(accounts.digest(token))).toBeNull();
});

test('signing out ends the session at once and says so', async () => {
  const { accounts } = office.core;
  const token = await signedIn();
  const ended: string[] = [];
  accounts.onEnded(({ digest }) => ended.push(digest));
  await accounts.signOut(token);
  expect(ended).toEqual([accounts.digest(token)]);
  expect(await accounts.authenticate(token)).toBeNull();
  expect(facts().at(-1)).toMatchObject({ kind: 'session.ended' });
});

test('only admins add people, and names are unique without case', async () => {
  const [ana, ben] = await office.hire('Ana', 'Ben');
  const add = office.core.handlers['agent.add'];
  const carla = { name: 'Carla', password: 'correct horse', role: 'agent' } as const;
  expect(await add(carla, ben!)).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await add({ ...carla, name: 'BEN' }, ana!)).toMatchObject({ code: 'name-taken' });
  const twice = await Promise.all([add(carla, ana!), add(carla, ana!)]);
  expect(twice.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
});
