import { afterEach, beforeEach, expect, test } from 'vitest';
import { flowToFile } from '#shared/domain/bot/flow-file.ts';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import { settingsFileOf } from '#shared/domain/settings-file.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});
afterEach(() => acting.office.remove());

function inForce() {
  const { read } = acting.office.store;
  return settingsFileOf({
    settings: settingsFrom(read.settings.all()),
    labels: read.labels.get(),
    hours: read.hours.get().office,
    logo: null,
    automation: {
      rules: read.rules.all().map(({ rule }) => rule),
      flows: read.bot.flows().map(({ flow }) => flow),
      agents: read.agents.all(),
    },
  });
}

const wanted = () => ({
  ...inForce(),
  settings: { 'routing.capacity': 5, 'future.thing': 1 },
  tags: [{ name: 'Booking', colour: 'blue' as const, isRetired: false }],
  outcomes: [{ name: 'Sold', isWon: true, isRetired: false }],
  quickReplies: [{ shortcut: 'hours', text: 'Until 6.' }],
  hours: { timeZone: 'Europe/Berlin', week: null, holidays: [], specialDays: [] },
});

test('what a file says is in force at once, each change on record, and again changes nothing', async () => {
  const file = wanted();
  const read = () => acting.handlers['settings.import']({ file }, acting.ana);
  expect(await read()).toMatchObject({ ok: true, value: { changes: 5 } });
  expect(inForce()).toMatchObject({ ...file, settings: { 'routing.capacity': 5 } });
  for (const kind of [
    'settings.changed',
    'tag.saved',
    'outcome.saved',
    'quick-reply.saved',
    'hours.office-changed',
  ] as const) {
    expect(acting.factsOf(kind).at(-1)?.by, kind).toBe(acting.ana.id);
  }
  expect(await read()).toEqual({ ok: true, value: { changes: 0, importId: null } });
});

test('what does not go with the settings in force is refused, also in a file', async () => {
  const { handlers, ana } = acting;
  const change = (name: string, value: number) => handlers['settings.change']({ name, value }, ana);
  expect(await change('waiting.amberMinutes', 15)).toMatchObject({
    ok: false,
    code: 'not-valid',
    problem: 'amber-not-before-red',
  });
  expect(await change('waiting.redMinutes', 5)).toMatchObject({ problem: 'red-not-after-amber' });
  const before = inForce();
  const wrong = { ...wanted(), settings: { 'waiting.redMinutes': 3 } };
  expect(await handlers['settings.import']({ file: wrong }, ana)).toMatchObject({
    ok: false,
    code: 'not-valid',
  });
  expect(inForce()).toEqual(before);
  const both = { 'waiting.amberMinutes': 1, 'waiting.redMinutes': 3 };
  const right = { ...wanted(), settings: both };
  expect(await handlers['settings.import']({ file: right }, ana)).toMatchObject({ ok: true });
});

test('an admin who saw an older value is told the newer one and whose it is', async () => {
  const { handlers, ana, ben } = acting;
  await handlers['agent.change']({ agentId: ben.id, role: 'admin' }, ana);
  const change = (value: number, before: number, by = ana) =>
    handlers['settings.change']({ name: 'routing.capacity', value, before }, by);
  expect(await change(5, 8, ben)).toMatchObject({ ok: true });
  expect(await change(3, 8)).toMatchObject({
    ok: false,
    code: 'changed',
    value: 5,
    byId: ben.id,
  });
  expect(await change(5, 8)).toMatchObject({ ok: true });
  await acting.reopen();
  expect(
    await acting.handlers['settings.change'](
      { name: 'routing.capacity', value: 3, before: 8 },
      ana,
    ),
  ).toMatchObject({ code: 'changed', byId: ben.id });
  const changes = acting
    .factsOf('settings.changed')
    .filter(({ fact }) => 'name' in fact && fact.name === 'routing.capacity');
  expect(changes).toHaveLength(1);
});

test('opening hours that another admin changed meanwhile are not overwritten', async () => {
  const { handlers, ana } = acting;
  const seen = acting.office.store.read.hours.get().office;
  const plan = { timeZone: 'Europe/Berlin' };
  expect(await handlers['hours.save']({ plan, seen }, ana)).toMatchObject({ ok: true });
  const other = { timeZone: 'Europe/Lisbon' };
  expect(await handlers['hours.save']({ plan: other, seen }, ana)).toMatchObject({
    ok: false,
    code: 'changed',
  });
  // What somebody else did to the holidays is no reason not to change the zone.
  const holidays = [{ name: 'New Year', from: '2026-01-01', to: '2026-01-01', isYearly: true }];
  expect(await handlers['hours.save']({ plan: { holidays }, seen }, ana)).toMatchObject({
    ok: true,
    value: { after: { timeZone: 'Europe/Berlin', holidays } },
  });
});

test('one wrong value refuses all of it, and agents are refused (I8)', async () => {
  const before = inForce();
  const wrong = { ...wanted(), settings: { 'routing.capacity': 0 } };
  expect(await acting.handlers['settings.import']({ file: wrong }, acting.ana)).toMatchObject({
    ok: false,
    code: 'not-valid',
  });
  expect(await acting.handlers['settings.import']({ file: wanted() }, acting.ben)).toMatchObject({
    ok: false,
    code: 'forbidden',
  });
  expect(inForce()).toEqual(before);
});

test('a quick reply keeps the file that it has here', async () => {
  const bytes = (async function* () {
    yield Buffer.from('the prices');
  })();
  const { hash } = await acting.office.core.media.upload(bytes, 'application/pdf', acting.ana);
  const stored = { kind: 'document', hash, fileName: 'prices.pdf' } as const;
  const quickReply = { id: null, shortcut: 'hours', text: 'Old', ownerId: null, file: stored };
  await acting.handlers['quick-reply.save']({ quickReply }, acting.ana);
  await acting.handlers['settings.import']({ file: wanted() }, acting.ana);
  const [kept] = acting.office.store.read.labels.get().quickReplies;
  expect(kept).toMatchObject({ text: 'Until 6.', file: stored });
});

test('rules and flows name what the same file brings, and are made after it', async () => {
  const rule = {
    format: 1,
    name: 'Bookings',
    isOn: true,
    when: { type: 'message', any: ['book*'], all: [], none: [], isWhole: false },
    conditions: [],
    then: [{ type: 'tag', tag: 'Booking' }],
    isLast: false,
  };
  const names = { tags: [], agents: [] };
  const flow = JSON.parse(flowToFile(readyMadeFlow('lead', 'en'), names)) as Record<
    string,
    unknown
  >;
  const file = { ...wanted(), rules: [rule], flows: [flow] };
  const done = await acting.handlers['settings.import']({ file }, acting.ana);
  expect(done).toMatchObject({ ok: true });
  const { rules, bot, labels } = acting.office.store.read;
  const tagId = labels.get().tags.find(({ name }) => name === 'Booking')?.id;
  expect(rules.all()).toMatchObject([
    { rule: { name: 'Bookings', isOn: false, then: [{ type: 'tag', tagId }] } },
  ]);
  expect(bot.flows().map((saved) => saved.flow.name)).toEqual([flow['name']]);
  expect(await acting.handlers['settings.import']({ file }, acting.ana)).toEqual({
    ok: true,
    value: { changes: 0, importId: null },
  });
});
