import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seal } from '#shared/domain/audit/verification.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { Fact, FactKind, JournalEntry } from '#shared/domain/journal.ts';
import { isAuditOnly } from '#shared/domain/journal.ts';
import type { AuditQuery } from '#shared/protocol/commands/audit.ts';
import { Office } from '#test/doubles/core/office.ts';

let office: Office;
let ana: Agent;
let ben: Agent;

const PASSWORD = 'correct horse';
const EVERYTHING: AuditQuery = { topic: null, agentId: null, from: null, to: null, words: [] };

beforeEach(async () => {
  office = await Office.open();
  const hired = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  [ana, ben] = hired;
});
afterEach(() => office.remove());

const handlers = () => office.core.handlers;

async function list(filter: Partial<AuditQuery> = {}, before: Seq | null = null, limit = 50) {
  const query = { filter: { ...EVERYTHING, ...filter }, before, limit };
  const answer = await handlers()['audit.list'](query, ana);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

const kinds = ({ entries }: { readonly entries: readonly JournalEntry[] }) =>
  entries.map(({ fact }) => fact.kind);

function facts<K extends FactKind>(kind: K): Extract<Fact, { kind: K }>[] {
  return office.store.read.journal
    .after(0 as Seq, 1_000)
    .flatMap(({ fact }) => (fact.kind === kind ? [fact as Extract<Fact, { kind: K }>] : []));
}

const tryToSignIn = (name: string, address: string, password = 'wrong') =>
  office.core.accounts.signIn({ name, password }, 'Firefox', address);

async function verify(kept: Seal | null = null) {
  expect(await handlers()['audit.verify']({ kept }, ana)).toMatchObject({ ok: true });
  for (;;) {
    const state = await handlers()['audit.verification']({}, ana);
    if (!state.ok) throw new Error(state.message);
    if (state.value.running === null) return state.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('the newest entry comes first, page by page, each once', async () => {
  for (const value of [5, 6, 7, 8]) {
    await handlers()['settings.change']({ name: 'routing.capacity', value }, ana);
  }
  const filter = { topic: 'settings', agentId: ana.id } as const;
  const first = await list(filter, null, 3);
  expect(first.entries.map(({ fact }) => fact)).toMatchObject([
    { before: 7, after: 8 },
    { before: 6, after: 7 },
    { before: 5, after: 6 },
  ]);
  const second = await list(filter, first.next, 3);
  expect(second.entries.map(({ fact }) => fact)).toMatchObject([{ after: 5 }]);
  expect(second.next).toBeNull();
});

test('it is narrowed by subject, person, time and words', async () => {
  await handlers()['settings.change']({ name: 'office.name', value: 'Café Zürich' }, ana);
  const between = office.clock.now();
  await office.clock.advance(60_000);
  await tryToSignIn('Ben', '192.168.1.20', PASSWORD);
  await handlers()['settings.change']({ name: 'routing.capacity', value: 3 }, ana);

  expect(kinds(await list({ topic: 'sign-ins', from: between + 1 }))).toEqual(['session.started']);
  expect(kinds(await list({ topic: 'settings', agentId: ana.id, to: between + 1 }))).toEqual([
    'settings.changed',
  ]);
  expect(kinds(await list({ agentId: ben.id, from: between + 1 }))).toEqual(['session.started']);
  expect(kinds(await list({ agentId: ana.id, topic: 'settings', from: between + 1 }))).toEqual([
    'settings.changed',
  ]);
  const word = (text: string, more: { kinds?: string[]; settings?: string[] } = {}) => ({
    word: text,
    kinds: [],
    settings: [],
    ...more,
  });
  expect(kinds(await list({ words: [word('zurich')] }))).toEqual(['settings.changed']);
  expect(kinds(await list({ words: [word('192.168.1.20'), word('ben')] }))).toEqual([
    'session.started',
  ]);
  const named = word('chats for each agent', { settings: ['routing.capacity'] });
  expect((await list({ words: [named] })).entries.map(({ fact }) => fact)).toMatchObject([
    { name: 'routing.capacity' },
  ]);
  expect((await list({ words: [word('nowhere to be found')] })).entries).toEqual([]);
});

test('agents get nothing of it (I8)', async () => {
  const query = { filter: EVERYTHING, before: null, limit: 10 };
  const refused = { ok: false, code: 'forbidden' };
  const all = handlers();
  expect(await all['audit.list'](query, ben)).toMatchObject(refused);
  expect(await all['audit.export'](query, ben)).toMatchObject(refused);
  expect(await all['audit.verify']({ kept: null }, ben)).toMatchObject(refused);
  expect(await all['audit.verification']({}, ben)).toMatchObject(refused);
  const file = { what: 'exported', file: 'settings', name: '' } as const;
  expect(await all['audit.note-file'](file, ben)).toMatchObject(refused);
  expect(facts('file.exported')).toEqual([]);
  for (const kind of ['sign-in.locked', 'deskline.stopped', 'file.exported'] as const) {
    expect(isAuditOnly({ kind } as Fact), kind).toBe(true);
  }
});

test('a wrong password is one entry at once, its repeats within a minute another', async () => {
  await tryToSignIn('ben', '192.168.1.20');
  expect(facts('sign-in.refused')).toEqual([
    {
      kind: 'sign-in.refused',
      name: 'ben',
      address: '192.168.1.20',
      device: 'Firefox',
      why: 'wrong',
      agentId: ben.id,
      count: 1,
      since: office.clock.now(),
    },
  ]);
  for (let count = 0; count < 2; count += 1) await tryToSignIn('Ben', '192.168.1.20');
  await tryToSignIn('Ben', '192.168.1.21');
  expect(facts('sign-in.refused')).toHaveLength(2);
  await office.clock.advance(60_000);
  await office.settled();
  expect(facts('sign-in.refused').slice(2)).toMatchObject([{ address: '192.168.1.20', count: 2 }]);
});

test('whoever tries many names fills no disk', async () => {
  for (let index = 0; index < 60; index += 1)
    await tryToSignIn(`name ${index}`, `10.0.0.${index % 6}`);
  await office.clock.advance(60_000);
  await office.settled();
  const refused = facts('sign-in.refused');
  expect(refused).toHaveLength(21);
  expect(refused.at(-1)).toMatchObject({ name: '', count: 40 });
});

test('what was counted is written when the host ends', async () => {
  await tryToSignIn('Ben', '10.0.0.1');
  await tryToSignIn('Ben', '10.0.0.1');
  await office.core.stop();
  expect(facts('sign-in.refused').map(({ count }) => count)).toEqual([1, 1]);
});

test('starts and ends of the host are on record, and whether it ended in order', async () => {
  expect(facts('deskline.started')).toMatchObject([{ after: 'unknown', lastAt: null }]);
  const before = office;
  await before.close();
  office = await Office.open(before);
  expect(facts('deskline.stopped')).toHaveLength(1);
  expect(facts('deskline.started')).toMatchObject([{ after: 'unknown' }, { after: 'stop' }]);

  // Killed: nobody says that it ended.
  const killed = office;
  await killed.core.stop();
  await killed.store.write((tx) => tx.setMark('runs-since', 1));
  await killed.store.close();
  office = await Office.open(killed);
  expect(facts('deskline.started').at(-1)).toMatchObject({ after: 'crash' });
});

test('an export is on record once, whatever its length', async () => {
  const first = await handlers()['audit.export'](
    { filter: EVERYTHING, before: null, limit: 2 },
    ana,
  );
  if (!first.ok) throw new Error(first.message);
  await handlers()['audit.export']({ filter: EVERYTHING, before: first.value.next, limit: 2 }, ana);
  const flow = { what: 'imported', file: 'flow', name: 'Evening' } as const;
  await handlers()['audit.note-file'](flow, ana);
  expect(facts('file.exported')).toMatchObject([{ file: 'audit-log' }]);
  expect(facts('file.imported')).toMatchObject([{ file: 'flow', name: 'Evening' }]);
  expect(kinds(await list({ topic: 'data' }))).toEqual(['file.imported', 'file.exported']);
});

test('the journal is verified beside everything else, and that is on record', async () => {
  const { seal } = await verify();
  await handlers()['settings.change']({ name: 'routing.capacity', value: 3 }, ana);
  const { last } = await verify(seal);
  expect(last).toMatchObject({ outcome: 'verified', verified: { broken: null } });
  expect(facts('journal.verified')).toMatchObject([{ isWhole: true }, { isWhole: true }]);

  const forged = { seq: 2 as Seq, hash: 'a'.repeat(64) };
  const { last: other } = await verify(forged);
  expect(other).toMatchObject({ verified: { broken: { seq: 2, why: 'other-seal' } } });
  expect(facts('journal.verified').at(-1)).toMatchObject({ isWhole: false, brokenAt: 2 });
});
