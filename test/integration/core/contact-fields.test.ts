import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { DefinedField } from '#shared/domain/defined-fields.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';

type Choice = CommandParams<'contact-field.save'>['field'];

let acting: ActingOffice;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  acting = await ActingOffice.open();
  ({ ana, ben } = acting);
  await acting.customerWrites('Hello');
});
afterEach(() => acting.office.remove());

const birthday: Choice = {
  name: 'Birthday',
  type: 'date',
  options: [],
  help: '',
  isOnPanel: true,
  isRetired: false,
};
const defined = () => acting.office.store.read.labels.get().contactFields;
const save = (field: Choice, id: DefinedField['id'] | null = null, by = ana) =>
  acting.handlers['contact-field.save']({ id, field }, by);

async function saved(field: Choice, id: DefinedField['id'] | null = null): Promise<DefinedField> {
  const reply = await save(field, id);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value.field;
}

const fill = (name: string, value: string | null, before: string | null, by = ben) => {
  const conversationId = acting.conversation.id;
  return acting.handlers['contact.set-field']({ conversationId, name, value, before }, by);
};
const known = () => acting.conversation.contact.fields;
const search = (text: string) =>
  acting.office.store.read.conversations.search(text, 10).map(({ id }) => id);

test('anybody fills in what an admin defined; each change is on record with what was before', async () => {
  await saved(birthday);
  expect(await fill('Birthday', '1990-03-14', null)).toMatchObject({ ok: true });
  expect(await fill('Birthday', '1990-03-15', '1990-03-14')).toMatchObject({ ok: true });
  expect(await fill('Birthday', '', '1990-03-15', ana)).toMatchObject({ ok: true });
  expect(known()).toEqual({});
  const noted = acting.factsOf('contact.field-set');
  expect(noted.map(({ by, fact }) => ({ by, ...fact }))).toMatchObject([
    { by: ben.id, name: 'Birthday', before: null, value: '1990-03-14' },
    { by: ben.id, before: '1990-03-14', value: '1990-03-15' },
    { by: ana.id, before: '1990-03-15', value: null },
  ]);
});

test('what does not fit, and what nobody defined, is refused and changes nothing', async () => {
  await saved(birthday);
  expect(await fill('Birthday', 'tomorrow', null)).toMatchObject({
    ok: false,
    code: 'not-valid',
    problem: 'not-a-date',
  });
  expect(await fill('Shoe size', '42', null)).toMatchObject({ ok: false, code: 'unknown-field' });
  expect(known()).toEqual({});
  expect(acting.factsOf('contact.field-set')).toEqual([]);
});

test('whoever comes second is told what it is now and by whom, and may decide then', async () => {
  await saved(birthday);
  await fill('Birthday', '1990-03-14', null, ana);
  expect(await fill('Birthday', '1991-01-01', null, ben)).toMatchObject({
    ok: false,
    code: 'changed',
    value: '1990-03-14',
    byId: ana.id,
  });
  // The same from both is no conflict.
  expect(await fill('Birthday', '1990-03-14', null, ben)).toMatchObject({ ok: true });
  expect(await fill('Birthday', '1991-01-01', '1990-03-14', ben)).toMatchObject({ ok: true });
  expect(known()).toEqual({ Birthday: '1991-01-01' });
});

test('only admins define fields, and each name is there once (I8)', async () => {
  expect(await save(birthday, null, ben)).toMatchObject({ ok: false, code: 'forbidden' });
  const field = await saved(birthday);
  expect(await save({ ...birthday, name: 'BIRTHDAY' })).toMatchObject({ code: 'name-taken' });
  for (const reply of [
    await acting.handlers['contact-field.remove']({ fieldId: field.id }, ben),
    await acting.handlers['contact-field.order']({ fieldIds: [field.id] }, ben),
    await acting.handlers['contact-field.uses']({}, ben),
  ]) {
    expect(reply).toMatchObject({ ok: false, code: 'forbidden' });
  }
  expect(defined()).toEqual([field]);
});

test('renamed a field keeps its values, also for what a flow calls by its old name', async () => {
  const field = await saved(birthday);
  await fill('Birthday', '1990-03-14', null);
  const renamed = await saved({ ...birthday, name: 'Born on' }, field.id);
  expect(renamed).toMatchObject({ key: 'Birthday', name: 'Born on', earlierNames: ['Birthday'] });
  expect(known()).toEqual({ Birthday: '1990-03-14' });
  expect(acting.factsOf('contact-field.saved').at(-1)).toMatchObject({
    by: ana.id,
    fact: { before: { name: 'Birthday' }, field: { name: 'Born on' } },
  });
});

test('deleted it is gone when nobody has it filled in, and retired otherwise', async () => {
  const used = await saved(birthday);
  const unused = await saved({ ...birthday, name: 'Unused' });
  await fill('Birthday', '1990-03-14', null);
  const remove = ({ id: fieldId }: DefinedField) =>
    acting.handlers['contact-field.remove']({ fieldId }, ana);
  expect(await remove(unused)).toMatchObject({ ok: true, value: { became: 'removed' } });
  expect(await remove(used)).toMatchObject({ ok: true, value: { became: 'retired' } });
  expect(defined()).toEqual([{ ...used, isRetired: true }]);
  expect(await fill('Birthday', '1991-01-01', '1990-03-14')).toMatchObject({
    code: 'unknown-field',
  });
  expect(await fill('Birthday', null, '1990-03-14')).toMatchObject({ ok: true });
  expect(await remove(used)).toMatchObject({ value: { became: 'removed' } });
});

test('they are in the order that an admin gave them, also after a restart (I7)', async () => {
  const one = await saved(birthday);
  const two = await saved({ ...birthday, name: 'Number', type: 'number' });
  const order = (fieldIds: DefinedField['id'][]) =>
    acting.handlers['contact-field.order']({ fieldIds }, ana);
  expect(await order([two.id])).toMatchObject({ ok: false, code: 'moved-on' });
  expect(await order([two.id, two.id])).toMatchObject({ ok: false, code: 'moved-on' });
  expect(await order([two.id, one.id])).toMatchObject({ ok: true });
  await saved({ ...birthday, name: 'Customer since' }, one.id);
  await acting.reopen();
  expect(defined().map(({ name }) => name)).toEqual(['Number', 'Customer since']);
});

test('a chat is found by what was written down, as long as it is there', async () => {
  await saved({ ...birthday, name: 'Insurance', type: 'text' });
  await fill('Insurance', 'Müller Assekuranz', null);
  expect(search('muller assek')).toEqual([acting.conversation.id]);
  await fill('Insurance', 'Other', 'Müller Assekuranz');
  expect(search('muller')).toEqual([]);
  expect(search('other')).toEqual([acting.conversation.id]);
});

test('admins see by which names contacts have something', async () => {
  await saved(birthday);
  await fill('Birthday', '1990-03-14', null);
  const reply = await acting.handlers['contact-field.uses']({}, ana);
  expect(reply).toEqual({ ok: true, value: { uses: [{ name: 'Birthday', contacts: 1 }] } });
});

test('a file of settings has the definitions, and another office gets them', async () => {
  await acting.handlers['settings.import'](
    { file: { ...emptyFile, contactFields: [birthday, { ...birthday, name: 'Since' }] } },
    ana,
  );
  expect(defined().map(({ name, key }) => [name, key])).toEqual([
    ['Birthday', 'Birthday'],
    ['Since', 'Since'],
  ]);
});

const emptyFile: CommandParams<'settings.import'>['file'] = {
  kind: 'deskline-settings',
  format: 1,
  settings: {},
  tags: [],
  outcomes: [],
  ownStatuses: [],
  quickReplies: [],
  contactFields: [],
  snoozePresets: null,
  surveyTexts: null,
  hours: null,
  logo: null,
  rules: [],
  flows: [],
};
