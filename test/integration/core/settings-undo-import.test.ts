import { afterEach, beforeEach, expect, test } from 'vitest';
import { flowToFile } from '#shared/domain/bot/flow-file.ts';
import { readyMadeFlow } from '#shared/domain/bot/ready-made/index.ts';
import type { FieldChoice } from '#shared/domain/defined-fields.ts';
import type { Seq } from '#shared/domain/ids.ts';
import { NO_COVER } from '#shared/domain/bot/cover.ts';
import { settingsFileOf } from '#shared/domain/settings-file.ts';
import type { SettingsFile } from '#shared/domain/settings-file.ts';
import { STANDARD_SURVEY_TEXTS } from '#shared/domain/survey/texts.ts';
import { settingsFrom } from '#shared/domain/settings.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
  const { handlers, ana, ben } = acting;
  await handlers['agent.change']({ agentId: ben.id, role: 'admin' }, ana);
  await handlers['tag.save']({ tag: { ...TAG, id: null, name: 'Prices' } }, ana);
  await handlers['outcome.save']({ outcome: { ...OUTCOME, id: null, name: 'Lost' } }, ana);
  const own = { id: null, shortcut: 'hello', text: 'Hello!', ownerId: null, file: null };
  await handlers['quick-reply.save']({ quickReply: own }, ana);
  await handlers['contact-field.save']({ id: null, field: { ...FIELD, name: 'City' } }, ana);
});
afterEach(() => acting.office.remove());

const TAG = { colour: 'blue', isRetired: false } as const;
const OUTCOME = { isWon: false, isRetired: false };
const FIELD: Omit<FieldChoice, 'name'> = {
  type: 'text',
  options: [],
  help: '',
  isOnPanel: true,
  isRetired: false,
};

function inForce() {
  const { read } = acting.office.store;
  const choices = {
    settings: settingsFrom(read.settings.all()),
    labels: read.labels.get(),
    hours: read.hours.get().office,
    logo: null,
    automation: {
      rules: read.rules.all().map(({ rule }) => rule),
      flows: read.bot.flows().map(({ flow }) => flow),
      agents: read.agents.all(),
    },
  };
  return { file: settingsFileOf(choices), labels: choices.labels };
}

const RULE = {
  format: 1,
  name: 'Bookings',
  isOn: true,
  when: { type: 'message', any: ['book*'], all: [], none: [], isWhole: false },
  conditions: [],
  then: [{ type: 'tag', tag: 'Booking' }],
  isLast: false,
};

function wanted(): SettingsFile {
  const names = { tags: [], agents: [] };
  const flow = JSON.parse(flowToFile(readyMadeFlow('lead', 'en'), names)) as Record<
    string,
    unknown
  >;
  return {
    ...inForce().file,
    settings: { 'routing.capacity': 5, 'waiting.redMinutes': 50, 'waiting.amberMinutes': 20 },
    tags: [
      { ...TAG, name: 'PRICES', colour: 'red' },
      { ...TAG, name: 'Booking' },
    ],
    outcomes: [
      { ...OUTCOME, name: 'Lost', isRetired: true },
      { ...OUTCOME, name: 'Sold', isWon: true },
    ],
    quickReplies: [
      { shortcut: 'hello', text: 'Good morning' },
      { shortcut: 'hours', text: 'Until 6.' },
    ],
    contactFields: [
      { ...FIELD, name: 'CITY', help: 'Where they live' },
      { ...FIELD, name: 'Size' },
    ],
    surveyTexts: { ...STANDARD_SURVEY_TEXTS, thanks: { en: 'Thanks' } },
    hours: { timeZone: 'Europe/Berlin', week: null, holidays: [], specialDays: [] },
    rules: [RULE],
    flows: [flow],
  };
}

async function imported(file: SettingsFile = wanted()): Promise<Seq> {
  const done = await acting.handlers['settings.import']({ file }, acting.ana);
  if (!done.ok || done.value.importId === null) throw new Error('nothing was imported');
  return done.value.importId;
}

const inUse = (what: string) => ({ ok: false, code: 'in-use', things: [{ what }] });

const undo = (...imports: Seq[]) =>
  acting.handlers['settings.undo-import']({ imports }, acting.ana);

test('an import is taken back as one: everything is exactly as before, on record', async () => {
  const before = inForce();
  const importId = await imported();
  expect(inForce()).not.toEqual(before);
  expect(await undo(importId)).toEqual({ ok: true, value: { changes: 15 } });
  expect(inForce()).toEqual(before);
  const [undone] = acting.factsOf('file.import-undone');
  expect(undone).toMatchObject({ by: acting.ana.id, fact: { imports: [importId], changes: 15 } });
  await acting.reopen();
  expect(inForce()).toEqual(before);
});

test('what was changed by the import is an earlier version of rule and flow again', async () => {
  await imported();
  const before = inForce();
  const [flow] = wanted().flows;
  const steps = (flow?.['steps'] as readonly object[]).map((step) =>
    'text' in step ? { ...step, text: { en: 'Another text' } } : step,
  );
  const other = {
    ...wanted(),
    rules: [{ ...RULE, isLast: true }],
    flows: [{ ...flow, steps }],
  };
  const importId = await imported(other);
  const flows = () => acting.office.store.read.bot.flows();
  const changed = flows()[0]?.version;
  expect(await undo(importId)).toMatchObject({ ok: true });
  expect(inForce()).toEqual(before);
  expect(flows()[0]?.version).toBe((changed ?? 0) + 1);
});

test('parts of one file are taken back together, and once however often it is asked', async () => {
  const before = inForce();
  const nothing = { ...before.file, settings: {} };
  const first = await imported({ ...nothing, settings: { 'routing.capacity': 3 } });
  const second = await imported({ ...nothing, tags: [{ ...TAG, name: 'Booking' }] });
  expect(await undo(first, second)).toEqual({ ok: true, value: { changes: 2 } });
  expect(await undo(first, second)).toEqual({ ok: true, value: { changes: 2 } });
  expect(acting.factsOf('file.import-undone')).toHaveLength(1);
  expect(inForce()).toEqual(before);
});

test('nothing is taken back when somebody has changed any of it since', async () => {
  const importId = await imported();
  const { handlers, ben } = acting;
  await handlers['settings.change']({ name: 'routing.capacity', value: 7 }, ben);
  const tags = acting.office.store.read.labels.get().tags;
  const tag = tags.find(({ name }) => name === 'PRICES')!;
  await handlers['tag.save']({ tag: { ...tag, colour: 'green' } }, ben);
  const before = inForce();
  expect(await undo(importId)).toMatchObject({
    ok: false,
    code: 'changed',
    byId: ben.id,
    things: [
      { what: 'setting', name: 'routing.capacity' },
      { what: 'tag', name: 'PRICES' },
    ],
  });
  expect(inForce()).toEqual(before);
});

test('a setting that was chosen since and does not go with the old ones keeps them out', async () => {
  const nothing = { ...inForce().file, settings: {} };
  const importId = await imported({ ...nothing, settings: { 'waiting.redMinutes': 50 } });
  const amber = { name: 'waiting.amberMinutes', value: 40 };
  await acting.handlers['settings.change'](amber, acting.ben);
  expect(await undo(importId)).toMatchObject({ code: 'changed', things: [{ what: 'setting' }] });
});

test('a tag that somebody goes by since is not taken back, and so nothing is', async () => {
  const importId = await imported();
  const { handlers, ana, ben } = acting;
  const before = inForce();
  const tagId = before.labels.tags.find(({ name }) => name === 'Booking')!.id;
  await handlers['agent.change']({ agentId: ben.id, skills: [tagId] }, ana);
  expect(await undo(importId)).toMatchObject(inUse('tag'));
  expect(inForce()).toEqual(before);
});

test('an outcome that a chat came to since is not taken back', async () => {
  const importId = await imported();
  const { handlers, ben } = acting;
  await acting.customerWrites('Hello');
  await acting.benAnswers('Hi');
  const outcomeId = inForce().labels.outcomes.find(({ name }) => name === 'Sold')!.id;
  const { id: conversationId, epoch } = acting.conversation;
  const lastSeenMessageId = acting.office.messages().at(-1)!.id;
  const closing = { conversationId, epoch, lastSeenMessageId, outcomeId };
  expect(await handlers['conversation.close'](closing, ben)).toMatchObject({ ok: true });
  expect(await undo(importId)).toMatchObject(inUse('outcome'));
});

test('a flow that talks to customers by now is not taken back', async () => {
  const importId = await imported();
  const [flow] = acting.office.store.read.bot.flows();
  const cover = { ...NO_COVER, open: { ...NO_COVER.open, flowId: flow!.id, isOn: true } };
  expect(await acting.handlers['bot.cover']({ cover }, acting.ana)).toMatchObject({ ok: true });
  expect(await undo(importId)).toMatchObject(inUse('flow'));
});

test('after an hour, and of what is no import, nothing is taken back', async () => {
  const importId = await imported();
  expect(await undo((importId - 1) as Seq)).toMatchObject({ code: 'not-found' });
  await acting.office.clock.advance(3_600_001);
  expect(await undo(importId)).toMatchObject({ code: 'too-late' });
});
