import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { Office } from '#test/doubles/core/office.ts';

const TEMPORARY = 'a temporary one';
const OWN = 'nine paper windmills';

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

const facts = (kind: string): JournalEntry[] =>
  office.store.read.journal.after(0 as Seq, 1_000).filter(({ fact }) => fact.kind === kind);

const add = (name: string, password: string) =>
  office.core.handlers['agent.add']({ name, password, role: 'agent' }, ana);
const signIn = (name: string, password: string) =>
  office.core.accounts.signIn({ name, password }, 'test');
const changePassword = (
  name: string,
  password: string,
  newPassword: string,
  token: string | null = null,
) => office.core.accounts.changePassword({ name, password, newPassword }, token);

async function tokenOf(name: string, password: string): Promise<string> {
  const outcome = await signIn(name, password);
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value.token;
}

test('who was added gets no session before they chose a password of their own', async () => {
  await add('Cleo', TEMPORARY);
  const started = facts('session.started').length;
  expect(await signIn('Cleo', TEMPORARY)).toMatchObject({ code: 'must-change-password' });
  expect(await signIn('Cleo', 'wrong')).toMatchObject({ code: 'wrong-credentials' });
  expect(facts('session.started')).toHaveLength(started);

  expect(await changePassword('Cleo', TEMPORARY, OWN)).toMatchObject({ ok: true });
  expect(await signIn('Cleo', TEMPORARY)).toMatchObject({ code: 'wrong-credentials' });
  expect(await signIn('Cleo', OWN)).toMatchObject({ ok: true });
});

test('a temporary password stays one when the host is started again', async () => {
  await add('Cleo', TEMPORARY);
  await office.close();
  office = await Office.open(office);
  expect(await signIn('Cleo', TEMPORARY)).toMatchObject({ code: 'must-change-password' });
});

test('the temporary password is no choice, and one that would be guessed is none either', async () => {
  await add('Cleo', TEMPORARY);
  expect(await changePassword('Cleo', TEMPORARY, TEMPORARY)).toMatchObject({
    code: 'same-password',
  });
  expect(await changePassword('Cleo', TEMPORARY, 'Cleo Cleo 1')).toMatchObject({
    code: 'weak-password',
  });
  expect(await signIn('Cleo', TEMPORARY)).toMatchObject({ code: 'must-change-password' });
});

test('the name of the office is not the password of anybody', async () => {
  const change = { name: 'office.name', value: 'Miramarina' } as const;
  await office.core.handlers['settings.change'](change, ana);
  expect(await changePassword('Ben', 'correct horse', 'Miramarina26')).toMatchObject({
    code: 'weak-password',
    weakness: 'own-words',
  });
});

test('whoever makes up a password for others makes up a good one', async () => {
  expect(await add('Cleo', 'password12')).toMatchObject({ code: 'weak-password' });
  const reset = office.core.handlers['agent.reset-password'];
  expect(await reset({ agentId: ben.id, password: 'Ben Ben Ben' }, ana)).toMatchObject({
    code: 'weak-password',
  });
  expect(await signIn('Ben', 'correct horse')).toMatchObject({ ok: true });
});

test('a new password ends every session of its owner but the one it was changed in', async () => {
  const here = await tokenOf('Ben', 'correct horse');
  const there = await tokenOf('Ben', 'correct horse');
  const other = await tokenOf('Ana', 'correct horse');
  const ended: string[] = [];
  const { accounts } = office.core;
  accounts.onEnded(({ digest }) => ended.push(digest));
  expect(await changePassword('Ben', 'correct horse', OWN, here)).toMatchObject({ ok: true });
  expect(ended).toEqual([accounts.digest(there)]);
  expect(await accounts.authenticate(here)).toMatchObject({ name: 'Ben' });
  expect(await accounts.authenticate(there)).toBeNull();
  expect(await accounts.authenticate(other)).toMatchObject({ name: 'Ana' });
  expect(facts('agent.password-changed').at(-1)).toMatchObject({
    by: ben.id,
    fact: { agentId: ben.id, count: 1 },
  });
});

test('a session of somebody else protects none of the owner’s', async () => {
  const own = await tokenOf('Ben', 'correct horse');
  const other = await tokenOf('Ana', 'correct horse');
  await changePassword('Ben', 'correct horse', OWN, other);
  expect(await office.core.accounts.authenticate(own)).toBeNull();
});

test('nobody changes a password without the one there is, and who left changes none', async () => {
  expect(await changePassword('Ben', 'wrong', OWN)).toMatchObject({ code: 'wrong-credentials' });
  expect(await changePassword('Nobody', 'wrong', OWN)).toMatchObject({
    code: 'wrong-credentials',
  });
  const chatsTo = { type: 'queue' } as const;
  await office.core.handlers['agent.deactivate']({ agentId: ben.id, chatsTo }, ana);
  expect(await changePassword('Ben', 'correct horse', OWN)).toMatchObject({ code: 'deactivated' });
});

test('of two changes at once one counts, and what was reset meanwhile stays reset', async () => {
  const two = await Promise.all([
    changePassword('Ben', 'correct horse', OWN),
    changePassword('Ben', 'correct horse', 'eight paper windmills'),
  ]);
  expect(two.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  const now = two[0].ok ? OWN : 'eight paper windmills';
  const reset = office.core.handlers['agent.reset-password'];
  await Promise.all([
    changePassword('Ben', now, 'seven paper windmills'),
    reset({ agentId: ben.id, password: TEMPORARY }, ana),
  ]);
  expect(await signIn('Ben', TEMPORARY)).toMatchObject({ code: 'must-change-password' });
});

test('admins give nobody’s own account a temporary password: it would outlive their session', async () => {
  const reset = office.core.handlers['agent.reset-password'];
  expect(await reset({ agentId: ana.id, password: TEMPORARY }, ana)).toMatchObject({
    code: 'own-account',
  });
});

test('no password is written down', async () => {
  await add('Cleo', TEMPORARY);
  await changePassword('Cleo', TEMPORARY, OWN);
  const journal = JSON.stringify(office.store.read.journal.after(0 as Seq, 1_000));
  expect(journal).not.toContain(TEMPORARY);
  expect(journal).not.toContain(OWN);
});
