import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Logo } from '#shared/domain/logo.ts';
import type { MediaHash } from '#shared/domain/ids.ts';
import { partsOf } from '#shared/domain/settings-changes.ts';
import { settingsFileOf } from '#shared/domain/settings-file.ts';
import { ActingOffice } from '#test/doubles/core/acting-office.ts';
import { aPng } from '#test/doubles/pictures/png.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});
afterEach(() => acting.office.remove());

const [RED, BLUE] = [
  aPng().toString('base64'),
  aPng({ colour: [0, 0, 200, 255] }).toString('base64'),
];

const save = (data: string | null, seen: MediaHash | null = null, by = acting.ana) =>
  acting.handlers['logo.save']({ data, seen }, by);

const logo = (): Logo | null => acting.office.store.read.logo.get();

test('a logo is chosen, shown to everybody and outlasts a restart; taken away it is gone', async () => {
  const { office } = acting;
  let told = 0;
  office.core.office.on(() => (told += 1));
  const saved = await save(RED);
  expect(saved).toMatchObject({ ok: true, value: { before: null, after: logo()?.hash } });
  expect(logo()).toMatchObject({ width: 40, height: 20, data: RED });
  expect(office.core.office.current.identity).toEqual({ name: '', logo: logo()?.hash });
  expect(office.core.office.logo).toEqual(logo());
  expect(told).toBe(1);
  expect(await save(RED, logo()!.hash)).toMatchObject({ ok: true });
  expect(acting.factsOf('logo.changed')).toHaveLength(1);

  const removed = await save(null, logo()!.hash);
  expect(removed).toMatchObject({ ok: true, value: { before: { data: RED }, after: null } });
  expect(logo()).toBeNull();
  expect(office.core.office.current.identity.logo).toBeNull();
});

test('whoever is second to choose one is told whose it is by now', async () => {
  await acting.handlers['agent.change']({ agentId: acting.ben.id, role: 'admin' }, acting.ana);
  await save(BLUE, null, acting.ben);
  expect(await save(RED)).toMatchObject({
    ok: false,
    code: 'changed',
    logo: logo()?.hash,
    byId: acting.ben.id,
  });
  expect(await save(null)).toMatchObject({ code: 'changed' });
  expect(logo()?.data).toBe(BLUE);
  expect(await save(RED, logo()!.hash)).toMatchObject({ ok: true });
});

test('what is no PNG, or too large, is refused, whatever a screen says', async () => {
  for (const data of [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
    aPng({ width: 481, height: 2 }).toString('base64'),
    RED.slice(0, -40),
  ]) {
    expect(await save(data)).toMatchObject({ ok: false, code: 'not-valid' });
  }
  expect(logo()).toBeNull();
});

test('it is part of the file of settings, and an import of it can be taken back', async () => {
  const { office, handlers, ana } = acting;
  await save(BLUE);
  const choices = () => ({
    settings: office.core.settings.current(),
    labels: office.store.read.labels.get(),
    hours: office.store.read.hours.get().office,
    automation: { rules: [], flows: [], agents: [] },
    logo: logo(),
  });
  const file = settingsFileOf(choices());
  expect(file.logo).toBe(BLUE);
  const [part] = partsOf({ ...file, logo: RED }).filter((each) => each.logo !== null);
  const broken = { ...part!, logo: BLUE.slice(0, 40) };
  expect(await handlers['settings.import']({ file: broken }, ana)).toMatchObject({
    code: 'not-valid',
  });
  const done = await handlers['settings.import']({ file: part! }, ana);
  expect(logo()?.data).toBe(RED);
  const imports = [done.ok ? done.value.importId! : (0 as never)];
  await save(null, logo()!.hash);
  expect(await handlers['settings.undo-import']({ imports }, ana)).toMatchObject({
    code: 'changed',
    things: [{ what: 'logo' }],
  });
  await save(RED);
  expect(await handlers['settings.undo-import']({ imports }, ana)).toMatchObject({ ok: true });
  expect(logo()?.data).toBe(BLUE);
});

test('its letters are no words of the audit log', async () => {
  await save(RED);
  const word = RED.slice(20, 26);
  const filter = { topic: null, agentId: null, from: null, to: null };
  const found = async (kinds: string[]) => {
    const words = [{ word, kinds, settings: [] }];
    const params = { filter: { ...filter, words }, before: null, limit: 10 };
    const list = await acting.handlers['audit.list'](params, acting.ana);
    return list.ok ? list.value.entries.map(({ fact }) => fact.kind) : null;
  };
  expect(await found([])).toEqual([]);
  expect(await found(['logo.changed'])).toEqual(['logo.changed']);
});
