import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq } from '#shared/domain/ids.ts';
import type { SettingValue } from '#shared/domain/settings.ts';
import { settingFacts, settingNames, settingOf, settingsFrom } from '#shared/domain/settings.ts';
import { Office } from '#test/doubles/core/office.ts';

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open(undefined, { hasGaps: true, hasOneSession: true });
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
});
afterEach(() => office.remove());

const change = (name: string, value: SettingValue, who = ana) =>
  office.core.handlers['settings.change']({ name, value }, who);
const outbox = () => office.core.settings.current().outbox;
const entries = () =>
  office.store.read.journal
    .after(0 as Seq, 1_000)
    .filter(({ fact }) => fact.kind === 'settings.changed');

test('until somebody chooses, every setting has its default, within its limits', async () => {
  const answer = await office.core.handlers['settings.get']({}, ana);
  if (!answer.ok) throw new Error(answer.message);
  for (const name of settingNames) {
    const facts = settingFacts(name);
    const value = settingOf(answer.value.settings, name);
    expect(value).toBe(facts.standard);
    if (facts.kind === 'number') expect(value).toBeGreaterThanOrEqual(facts.min);
    if (facts.kind === 'number') expect(value).toBeLessThanOrEqual(facts.max);
  }
});

test('a change is in force at once, is announced and is in the journal with who, before, after', async () => {
  const heard: number[] = [];
  office.core.settings.on((settings) => heard.push(settings.outbox.minGapMs));
  const before = outbox().minGapMs;
  expect(await change('outbox.minGapMs', 2_500)).toEqual({
    ok: true,
    value: { before, after: 2_500 },
  });

  expect(outbox().minGapMs).toBe(2_500);
  expect(heard).toEqual([2_500]);
  const fact = { kind: 'settings.changed', name: 'outbox.minGapMs', before, after: 2_500 };
  expect(entries()).toMatchObject([{ by: ana.id, fact }]);
});

test('what was chosen survives a restart', async () => {
  await change('outbox.showTyping', false);
  const before = office;
  await before.close();
  office = await Office.open(before);
  expect(outbox().showTyping).toBe(false);
});

test('choosing what is in force already writes nothing', async () => {
  await change('outbox.showTyping', false);
  await change('outbox.showTyping', false);
  expect(entries()).toHaveLength(1);
});

test.for([
  ['outbox.minGapMs', -1, 'too-small'],
  ['outbox.minGapMs', 60_001, 'too-large'],
  ['outbox.minGapMs', 1.5, 'not-a-number'],
  ['outbox.minGapMs', '800', 'not-a-number'],
  ['outbox.showTyping', 1, 'wrong-kind'],
] as const)('%s does not take %s', async ([name, value, problem]) => {
  expect(await change(name, value)).toMatchObject({ ok: false, code: 'not-valid', problem });
  expect(entries()).toEqual([]);
});

test('the refusal says what the setting takes', async () => {
  expect(await change('outbox.minGapMs', 99_999)).toMatchObject({
    message: 'This setting takes a whole number from 0 to 60000 (ms).',
  });
  expect(await change('outbox.nothing', 1)).toMatchObject({ code: 'unknown-setting' });
  expect(await change('toString', 1)).toMatchObject({ code: 'unknown-setting' });
});

test('agents neither see settings nor change them, nor hear of changes (I8)', async () => {
  expect(await office.core.handlers['settings.get']({}, ben)).toMatchObject({ code: 'forbidden' });
  expect(await change('outbox.minGapMs', 1, ben)).toMatchObject({ code: 'forbidden' });
  const seen: string[] = [];
  office.core.sync.on((delta) => {
    for (const { fact } of office.core.sync.forRole(delta, 'agent').entries) seen.push(fact.kind);
  });
  await change('outbox.minGapMs', 1);
  expect(seen).toEqual([]);
});

test('a choice that this version does not know or no longer allows counts as not made', () => {
  const settings = settingsFrom([
    ['outbox.minGapMs', 10_000_000],
    ['outbox.gone', 7],
    ['elsewhere.gone', true],
    ['outbox.jitterMs', 5],
  ]);
  expect(settings).toEqual({
    ...settingsFrom([]),
    outbox: { ...settingsFrom([]).outbox, jitterMs: 5 },
  });
});
