import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FieldChoice } from '#shared/domain/defined-fields.ts';
import type { Outcome, Tag } from '#shared/domain/labels.ts';
import type { QuickReply } from '#shared/domain/quick-replies.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
  await acting.handlers['agent.change']({ agentId: acting.ben.id, role: 'admin' }, acting.ana);
});
afterEach(() => acting.office.remove());

const labels = () => acting.office.store.read.labels.get();

async function aTag(): Promise<Tag> {
  const tag = { id: null, name: 'Sales', colour: 'blue', isRetired: false } as const;
  const made = await acting.handlers['tag.save']({ tag }, acting.ana);
  if (!made.ok) throw new Error(made.message);
  return made.value.tag;
}

test('a tag that another admin has renamed is not renamed over it, and who it was is said', async () => {
  const { handlers, ana, ben } = acting;
  const seen = await aTag();
  const theirs = { ...seen, name: 'New customers' };
  expect(await handlers['tag.save']({ tag: theirs, seen }, ben)).toMatchObject({ ok: true });
  const mine = { ...seen, name: 'Offers' };
  expect(await handlers['tag.save']({ tag: mine, seen }, ana)).toMatchObject({
    ok: false,
    code: 'changed',
    saved: theirs,
    byId: ben.id,
    differs: ['name'],
  });
  expect(labels().tags).toEqual([theirs]);
  expect(await handlers['tag.save']({ tag: mine, seen: theirs }, ana)).toMatchObject({ ok: true });
  expect(labels().tags).toEqual([mine]);
});

test('what only one of two admins has changed stays as that one wants it', async () => {
  const { handlers, ana, ben } = acting;
  const seen = await aTag();
  await handlers['tag.save']({ tag: { ...seen, colour: 'red' }, seen }, ben);
  const mine = { ...seen, name: 'Offers' };
  expect(await handlers['tag.save']({ tag: mine, seen }, ana)).toMatchObject({ ok: true });
  expect(labels().tags).toMatchObject([{ name: 'Offers', colour: 'red' }]);
  await handlers['tag.save']({ tag: { ...mine, colour: 'red', isRetired: true } }, ben);
  expect(labels().tags).toMatchObject([{ isRetired: true }]);
});

test('of an outcome, which counts as won for one and is retired by the other, nothing is lost', async () => {
  const { handlers, ana, ben } = acting;
  const outcome = { id: null, name: 'Sold', isWon: false, isRetired: false };
  const made = await handlers['outcome.save']({ outcome }, ana);
  const seen = (made.ok ? made.value.outcome : null) as Outcome;
  await handlers['outcome.save']({ outcome: { ...seen, isWon: true }, seen }, ben);
  await handlers['outcome.save']({ outcome: { ...seen, isRetired: true }, seen }, ana);
  expect(labels().outcomes).toMatchObject([{ isWon: true, isRetired: true }]);
  const other = { ...seen, name: 'Lost' };
  await handlers['outcome.save']({ outcome: other, seen }, ben);
  const again = await handlers['outcome.save']({ outcome: { ...seen, name: 'No' }, seen }, ana);
  expect(again).toMatchObject({ code: 'changed', differs: ['name'], byId: ben.id });
});

test('a quick reply that two supervisors write anew is that of the first, until the second decides', async () => {
  const { handlers, ana, ben } = acting;
  const quickReply = { id: null, shortcut: 'hi', text: 'Hello', ownerId: null, file: null };
  const made = await handlers['quick-reply.save']({ quickReply }, ana);
  const seen = (made.ok ? made.value.quickReply : null) as QuickReply;
  const save = (text: string, by = ana) =>
    handlers['quick-reply.save']({ quickReply: { ...seen, text }, seen }, by);
  expect(await save('Good morning', ben)).toMatchObject({ ok: true });
  expect(await save('Good day')).toMatchObject({ code: 'changed', differs: ['text'] });
  expect(labels().quickReplies).toMatchObject([{ text: 'Good morning' }]);
});

test('parts of two changes that do not go together are not joined', async () => {
  const { handlers, ana, ben } = acting;
  const field: FieldChoice = {
    name: 'Size',
    type: 'choice',
    options: ['S', 'M'],
    help: '',
    isOnPanel: true,
    isRetired: false,
  };
  const made = await handlers['contact-field.save']({ id: null, field }, ana);
  const id = made.ok ? made.value.field.id : null;
  const text: FieldChoice = { ...field, type: 'text', options: [] };
  await handlers['contact-field.save']({ id, field: text, seen: field }, ben);
  const help = { ...field, help: 'As on the label' };
  expect(await handlers['contact-field.save']({ id, field: help, seen: field }, ana)).toMatchObject(
    {
      ok: true,
      value: { field: { type: 'text', help: 'As on the label' } },
    },
  );
  // Options of one, a kind of the other: a choice without options would be left.
  const seen: FieldChoice = { ...text, help: help.help, options: ['X'] };
  const wanted: FieldChoice = { ...seen, type: 'choice' };
  expect(await handlers['contact-field.save']({ id, field: wanted, seen }, ana)).toMatchObject({
    code: 'changed',
    differs: ['options'],
  });
});
