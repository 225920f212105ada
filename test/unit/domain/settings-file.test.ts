import { describe, expect, test } from 'vitest';
import { ALWAYS_OPEN } from '#shared/domain/hours/plan.ts';
import { labelsSchema } from '#shared/domain/labels.ts';
import { automationBy, changesBy, partsOf } from '#shared/domain/settings-changes.ts';
import { readSettingsFile, settingsFileOf } from '#shared/domain/settings-file.ts';
import type { OfficeChoices, SettingsFile } from '#shared/domain/settings-file.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import type { TagId } from '#shared/domain/ids.ts';
import { aRule } from '#test/doubles/rules/rules.ts';

const labels = labelsSchema.parse({
  tags: [{ id: 1, name: 'Booking', colour: 'blue', isRetired: false }],
  outcomes: [{ id: 1, name: 'Sold', isWon: true, isRetired: false }],
  quickReplies: [
    { id: 1, shortcut: 'hours', text: 'Until 6.', ownerId: null, file: null },
    { id: 2, shortcut: 'own', text: 'Mine.', ownerId: 7, file: null },
  ],
});
const NOTHING = { rules: [], flows: [], agents: [] };
const office: OfficeChoices = {
  settings: settingsFrom([['routing.capacity', 5]]),
  labels,
  hours: { ...ALWAYS_OPEN, timeZone: 'Europe/Berlin' },
  automation: NOTHING,
  logo: null,
};

function read(text: string): SettingsFile {
  const result = readSettingsFile(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.file;
}

const problemsOf = (text: string) => {
  const result = readSettingsFile(text);
  return result.ok ? [] : result.problems.map(({ where, code }) => `${where} ${code}`);
};

const file = settingsFileOf(office);
const written = JSON.stringify(file);

describe('a file of settings', () => {
  test('says everything that the office chose, and nobody’s own', () => {
    expect(read(written)).toEqual(file);
    expect(file.settings).toMatchObject({ 'routing.capacity': 5, 'routing.mode': 'manual' });
    expect(file.quickReplies).toEqual([{ shortcut: 'hours', text: 'Until 6.' }]);
  });

  test('read where it was written changes nothing', () => {
    expect(changesBy(file, office)).toEqual([]);
  });

  test('brings another office what it does not have, under the names that it has', () => {
    const other: OfficeChoices = {
      settings: settingsFrom([]),
      labels: labelsSchema.parse({
        tags: [{ id: 9, name: 'booking', colour: 'red', isRetired: false }],
        outcomes: [],
        quickReplies: [],
      }),
      hours: ALWAYS_OPEN,
      automation: NOTHING,
      logo: null,
    };
    expect(changesBy(file, other)).toEqual([
      { what: 'setting', name: 'routing.capacity', before: 8, after: 5 },
      { what: 'tag', before: other.labels.tags[0], after: file.tags[0] },
      { what: 'outcome', before: null, after: file.outcomes[0] },
      { what: 'quick-reply', before: null, after: file.quickReplies[0] },
      { what: 'hours', before: ALWAYS_OPEN, after: office.hours },
    ]);
  });

  test('with something twice means the last of it', () => {
    const twice = { ...file, tags: [file.tags[0]!, { ...file.tags[0]!, colour: 'pink' as const }] };
    expect(changesBy(twice, office)).toMatchObject([{ what: 'tag', after: { colour: 'pink' } }]);
  });

  test.each([
    ['no JSON', ' not-json'],
    ['{}', ' not-settings'],
    ['[1]', ' not-settings'],
    [JSON.stringify({ ...file, format: 2 }), ' newer-format'],
    [JSON.stringify({ ...file, tags: [{ name: '' }] }), 'tags.0.name value'],
    [
      JSON.stringify({ ...file, settings: { 'routing.capacity': 0 } }),
      'routing.capacity too-small',
    ],
    [JSON.stringify({ ...file, settings: { 'routing.mode': 'x' } }), 'routing.mode wrong-kind'],
    [JSON.stringify({ ...file, hours: { timeZone: 'Mars' } }), 'hours.timeZone value'],
    [`"${'x'.repeat(2_000_001)}"`, ' file-too-large'],
  ])('that is none (%#) says what is wrong and where', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  test('of a newer version leaves out what this one does not know, and says so', () => {
    const newer = { ...file, settings: { ...file.settings, 'future.thing': true } };
    const result = readSettingsFile(JSON.stringify(newer));
    expect(result).toMatchObject({ ok: true, unknown: ['future.thing'] });
    expect(changesBy(read(JSON.stringify(newer)), office)).toEqual([]);
  });

  test('in parts is all of it, each small enough to be sent', () => {
    const quickReplies = Array.from({ length: 300 }, (_, index) => ({
      shortcut: `q${index}`,
      text: '☎'.repeat(4_000),
    }));
    const parts = partsOf({ ...file, quickReplies });
    expect(parts.flatMap((part) => part.quickReplies)).toEqual(quickReplies);
    for (const part of parts) {
      expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(200 * 1024);
    }
    expect(parts.flatMap(({ tags }) => tags)).toEqual(file.tags);
    expect(parts.map(({ hours }) => hours).filter(Boolean)).toEqual([office.hours]);
  });
});

describe('rules and flows in a file of settings', () => {
  const tagged = aRule('Invoices', { then: [{ type: 'tag', tagId: 1 as TagId }] });
  const flow = readyMadeFlow('closed', 'en');
  const has: OfficeChoices = {
    ...office,
    automation: { ...NOTHING, rules: [tagged], flows: [flow] },
  };
  const said = settingsFileOf(has);

  test('are called by names, and change nothing where they were written', () => {
    expect(said.rules).toMatchObject([{ name: 'Invoices', then: [{ tag: 'Booking' }] }]);
    expect(read(JSON.stringify(said))).toEqual(said);
    expect(changesBy(said, has)).toEqual([]);
  });

  test('are new to another office, the rules switched off', () => {
    expect(changesBy(said, office)).toMatchObject([
      { what: 'rule', before: null, after: { name: 'Invoices', isOn: false } },
      { what: 'flow', before: null, after: { name: flow.name } },
    ]);
    // What names a tag that is here no more is off until somebody has looked at it.
    const other = { ...has, labels: { ...labels, tags: [] } };
    expect(changesBy({ ...said, tags: [] }, other)).toMatchObject([
      { what: 'rule', before: { isOn: true }, after: { isOn: false, then: [{ tagId: null }] } },
    ]);
  });

  test('leave out flows that name whom nobody knows, and refuse rules that are none', () => {
    const to = { type: 'agent', agent: 'Nobody' };
    const handover = { kind: 'handover', id: 'a', text: {}, to };
    const named = { ...said.flows[0], name: 'Other', steps: [handover] };
    expect(automationBy({ ...said, flows: [named] }, office).leftOut).toEqual(['Other']);
    const wrong = JSON.stringify({ ...said, rules: [{ name: 'Wrong' }] });
    expect(problemsOf(wrong)).toEqual(['rules.0 value']);
  });
});
