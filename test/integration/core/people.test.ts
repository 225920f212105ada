import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import type { AgentId, Seq, TagId } from '#shared/domain/ids.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { Office } from '#test/doubles/core/office.ts';

let office: Office;
let ana: Agent, ben: Agent, cleo: Agent;

const PASSWORD = 'correct horse';

beforeEach(async () => {
  office = await Office.open();
  [ana, ben, cleo] = (await office.hire('Ana', 'Ben', 'Cleo')) as [Agent, Agent, Agent];
});
afterEach(() => office.remove());

const now = ({ id }: Agent) => office.store.read.agents.get(id)!;
const facts = (kind: string): JournalEntry[] =>
  office.store.read.journal.after(0 as Seq, 1_000).filter(({ fact }) => fact.kind === kind);

function change(agent: Agent, wanted: Omit<CommandParams<'agent.change'>, 'agentId'>, by = ana) {
  return office.core.handlers['agent.change']({ agentId: agent.id, ...wanted }, by);
}

async function saveTag(name: string): Promise<TagId> {
  const tag = { id: null, name, colour: 'blue', isRetired: false } as const;
  const saved = await office.core.handlers['tag.save']({ tag }, ana);
  if (!saved.ok) throw new Error(saved.message);
  return saved.value.tag.id;
}

async function signIn(name: string, password = PASSWORD): Promise<string> {
  const outcome = await office.core.accounts.signIn({ name, password }, 'test');
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.value.token;
}

describe('changing somebody', () => {
  test('renames them, gives them another role, skills and a capacity of their own', async () => {
    const sales = await saveTag('Sales');
    const wanted = { name: 'Benno', role: 'admin', skills: [sales], capacity: 3 } as const;
    expect(await change(ben, { ...wanted, skills: [sales] })).toMatchObject({ ok: true });
    expect(now(ben)).toEqual({ ...ben, ...wanted });
    expect(await signIn('benno')).toMatch(/./);
  });

  test('leaves what is not named as it was, and writes nothing down when nothing changes', async () => {
    await change(ben, { capacity: 3 });
    await change(ben, { name: 'Ben' });
    await change(ben, { capacity: null });
    expect(now(ben)).toEqual(ben);
    expect(facts('agent.changed')).toMatchObject([
      { by: ana.id, fact: { before: { capacity: null }, agent: { id: ben.id, capacity: 3 } } },
      { by: ana.id, fact: { before: { capacity: 3 }, agent: { id: ben.id, capacity: null } } },
    ]);
  });

  test('needs a name that nobody else has, tags that exist, and somebody to change', async () => {
    expect(await change(ben, { name: 'CLEO' })).toMatchObject({ code: 'name-taken' });
    expect(await change(ben, { name: 'BEN' })).toMatchObject({ ok: true });
    expect(await change(ben, { skills: [7 as TagId] })).toMatchObject({ code: 'unknown-tag' });
    const stranger = { ...ben, id: 99 as AgentId };
    expect(await change(stranger, { name: 'X' })).toMatchObject({ code: 'not-found' });
  });

  test('outlasts the host', async () => {
    const sales = await saveTag('Sales');
    await change(ben, { skills: [sales], capacity: 0 });
    await office.close();
    office = await Office.open(office);
    expect(now(ben)).toMatchObject({ skills: [sales], capacity: 0 });
  });
});

describe('the last admin', () => {
  test('can be neither demoted nor deactivated', async () => {
    expect(await change(ana, { role: 'agent' })).toMatchObject({ code: 'last-admin' });
    expect(await change(ana, { role: 'supervisor' })).toMatchObject({ code: 'last-admin' });
    const chatsTo = { type: 'queue' } as const;
    const deactivate = office.core.handlers['agent.deactivate'];
    expect(await deactivate({ agentId: ana.id, chatsTo }, ana)).toMatchObject({
      code: 'last-admin',
    });
  });

  test('is not somebody who is an admin and works here no more', async () => {
    await change(ben, { role: 'admin' });
    const chatsTo = { type: 'queue' } as const;
    await office.core.handlers['agent.deactivate']({ agentId: ben.id, chatsTo }, ana);
    expect(await change(ana, { role: 'agent' })).toMatchObject({ code: 'last-admin' });
  });

  test('stays when two admins demote each other at the same time', async () => {
    await change(ben, { role: 'admin' });
    const both = await Promise.all([
      change(ben, { role: 'agent' }, ana),
      change(ana, { role: 'agent' }, ben),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(now(ana).role).toBe('admin');
  });
});

describe('a password that was reset', () => {
  const reset = (agent: Agent, by = ana) =>
    office.core.handlers['agent.reset-password'](
      { agentId: agent.id, password: 'a temporary one' },
      by,
    );

  test('opens nothing by itself, and ends the sessions that there are', async () => {
    const token = await signIn('Ben');
    const ended: string[] = [];
    office.core.accounts.onEnded(({ digest }) => ended.push(digest));
    expect(await reset(ben)).toMatchObject({ ok: true });
    expect(ended).toEqual([office.core.accounts.digest(token)]);
    expect(await office.core.accounts.authenticate(token)).toBeNull();
    await expect(signIn('Ben')).rejects.toThrow('wrong-credentials');
    await expect(signIn('Ben', 'a temporary one')).rejects.toThrow('must-change-password');
  });

  test('is in the audit log without being in the journal', async () => {
    await reset(ben);
    expect(facts('agent.password-reset')).toMatchObject([
      { by: ana.id, fact: { agentId: ben.id } },
    ]);
    expect(JSON.stringify(office.store.read.journal.after(0 as Seq, 1_000))).not.toContain(
      'temporary',
    );
  });

  test('does not let in who proves the old one at the same moment', async () => {
    const [outcome] = await Promise.all([
      office.core.accounts.signIn({ name: 'Ben', password: PASSWORD }, 'test'),
      reset(ben),
    ]);
    const token = outcome.ok ? outcome.value.token : '';
    expect(await office.core.accounts.authenticate(token)).toBeNull();
  });
});

test('all sessions of somebody end, but not the one from which that is asked', async () => {
  const { accounts, presence, handlers } = office.core;
  const [here, there, other] = [await signIn('Ana'), await signIn('Ana'), await signIn('Ben')];
  const screen = presence.connected(ana.id, accounts.digest(here));
  const ended = await handlers['agent.end-sessions']({ agentId: ana.id }, ana, screen);
  // The one of the first setup is among them.
  expect(ended).toEqual({ ok: true, value: { count: 2 } });
  expect(await accounts.authenticate(there)).toBeNull();
  expect(await accounts.authenticate(here)).toMatchObject({ name: 'Ana' });
  expect(await accounts.authenticate(other)).toMatchObject({ name: 'Ben' });
  expect(facts('agent.sessions-ended')).toMatchObject([{ by: ana.id, fact: { count: 2 } }]);
});

test('none of it is for agents, whatever they send', async () => {
  const { handlers } = office.core;
  const agentId = cleo.id;
  const password = 'a long password';
  const chatsTo = { type: 'queue' } as const;
  const before = office.store.read.journal.head();
  const refused = [
    await change(ben, { role: 'admin' }, ben),
    await change(cleo, { name: 'X' }, ben),
    await handlers['agent.reset-password']({ agentId, password }, ben),
    await handlers['agent.end-sessions']({ agentId }, ben),
    await handlers['agent.deactivate']({ agentId, chatsTo }, ben),
    await handlers['agent.reactivate']({ agentId }, ben),
    await handlers['host.addresses']({}, ben),
    // Somebody whose connection still calls them an admin.
    await change(cleo, { name: 'X' }, { ...ben, role: 'admin' }),
  ];
  expect(refused.map((each) => !each.ok && each.code)).toEqual(refused.map(() => 'forbidden'));
  expect(office.store.read.journal.head()).toBe(before);
});

test('an admin learns where browsers find the host', async () => {
  expect(await office.core.handlers['host.addresses']({}, ana)).toEqual({
    ok: true,
    value: { addresses: ['https://front-desk:7443'], fingerprint: 'AB:CD', letsBrowsersIn: false },
  });
});

test('people who were added before there were skills have none, and the office’s capacity', async () => {
  const old = { kind: 'agent.added', agent: { id: 9, name: 'Old', role: 'agent' } };
  const { project } = await import('#main/core/journal/project.ts');
  await office.store.write((tx) => {
    project(tx, { seq: 1 as Seq, at: 1, by: null, fact: old as never });
  });
  expect(office.store.read.agents.byName('old')).toEqual({
    ...old.agent,
    skills: [],
    capacity: null,
    isDeactivated: false,
  });
});
