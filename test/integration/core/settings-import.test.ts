import { afterEach, beforeEach, expect, test } from 'vitest';
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
  expect(await read()).toEqual({ ok: true, value: { changes: 5 } });
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
  expect(await read()).toEqual({ ok: true, value: { changes: 0 } });
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
