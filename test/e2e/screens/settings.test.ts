import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { settingsFileSchema } from '#shared/domain/settings-file.ts';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-settings-'));
  office = await openSimulatedOffice();
  await office.ana.goTo('Settings');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

/** Chooses a file as somebody does in the system's dialog. */
async function reads(text: string): Promise<void> {
  const { page } = office.ana;
  const path = join(directory, 'settings.json');
  await writeFile(path, text);
  const picker = await page.waitForSelector('input[type=file][accept*=json]');
  await (picker as ElementHandle<HTMLInputElement>).uploadFile(path);
}

/** What the browser saved; resolves when it is there as a whole. */
async function saved(): Promise<string> {
  const { page } = office.ana;
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: directory,
    browserContextId: page.browserContext().id!,
  });
  await office.ana.press('Save to a file');
  // The browser gives it this name when it is complete.
  const isIt = (name: string) => /^deskline-settings-[\d-]+\.json$/.test(name);
  const found = async () => (await readdir(directory)).find(isIt) ?? null;
  await expect.poll(found, { timeout: 20_000 }).not.toBeNull();
  return readFile(join(directory, (await found()) ?? ''), 'utf8');
}

/** What was done last, by keyboard. */
async function takesBack(): Promise<void> {
  const { keyboard } = office.ana.page;
  await keyboard.down('Alt');
  await keyboard.press('KeyZ');
  await keyboard.up('Alt');
}

test('a setting is found by its words and changed where it is found', async () => {
  const { ana } = office;
  const search = await ana.finds('searchbox', 'Search settings');
  await search.type('blue ticks');
  const control = await ana.finds('combobox', 'Blue ticks for customers');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await control.asLocator().fill('never');
  await ana.reads('Blue ticks for customers: Never');
  await search.asLocator().fill('vacation');
  await ana.press('Opening hours');
  await ana.reads('Every week');
  expect(new URL(ana.page.url()).hash).toBe('#/settings/hours');
  await ana.page.goBack();
  await ana.reads('Who gets a new chat');
});

test('the office’s clock and week are on every screen at once, and in fields for times', async () => {
  const { ana, ben, simulator, anna } = office;
  simulator.customerWrites(anna, 'Hello');
  await ben.page.waitForFunction(() => /\d:\d\d [AP]M/.test(document.body.innerText));
  await ana.press('Times and weeks');
  const clock = await ana.finds('combobox', 'Time of day');
  await clock.asLocator().fill('24-hour');
  await ben.page.waitForFunction(() => !/\d:\d\d [AP]M/.test(document.body.innerText));
  await (await ana.finds('combobox', 'First day of the week')).asLocator().fill('saturday');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Backups');
  const backup = await ana.finds('combobox', 'Time of the daily backup');
  expect(await backup.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
    '03:00',
  );
  await backup.asLocator().fill('4');
  await ana.reads('Time of the daily backup: 04:00');
  await ana.press('Snooze times');
  await (await ana.finds('combobox', 'When')).asLocator().fill('weekday');
  const days = await ana.finds('combobox', 'Day');
  expect(await days.evaluate((one) => (one as HTMLSelectElement).options[0]?.text)).toBe(
    'Saturday',
  );
  const time = await ana.finds('textbox', 'Time');
  expect(await time.evaluate((one) => (one as HTMLInputElement).value)).toBe('09:00');
});

test('everything is saved to a file, and read from one after a look at what it changes', async () => {
  const { ana } = office;
  await ana.press('All settings in one file');
  const text = await saved();
  const file = settingsFileSchema.parse(JSON.parse(text));
  expect(file.settings).toMatchObject({ 'ownership.readReceipts': 'never' });

  await reads(text);
  await ana.reads('Everything in this file is in force already.', '[role=dialog]');
  await ana.escapeDialog();

  const other = {
    ...file,
    settings: { ...file.settings, 'routing.capacity': 3, 'future.thing': true },
    tags: [{ name: 'Booking', colour: 'blue', isRetired: false }],
  };
  await reads(JSON.stringify(other));
  await ana.reads('It would change 2 things', '[role=dialog]');
  await ana.reads('8 chats → 3 chats', '[role=dialog] li');
  await ana.reads('Tag “Booking”', '[role=dialog] li');
  await ana.reads('1 setting of another version is left out.', '[role=dialog]');
  for (const value of ['light', 'dark']) {
    await ana.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await accessibilityProblems(ana)).toEqual([]);
  }
  await ana.press('Put it in force');
  await ana.reads('2 things were changed');
  await ana.press('Routing');
  const capacity = await ana.finds('textbox', 'Open chats for each person');
  expect(await capacity.evaluate((one) => (one as HTMLInputElement).value)).toBe('3');
});

test('one press on Undo takes the whole import back, unless somebody changed something since', async () => {
  const { ana, host } = office;
  await ana.press('All settings in one file');
  const more = {
    kind: 'deskline-settings',
    format: 1,
    settings: { 'routing.capacity': 6, 'waiting.redMinutes': 45 },
    tags: [{ name: 'Repairs', colour: 'green', isRetired: false }],
  };
  await reads(JSON.stringify(more));
  await ana.press('Put it in force');
  await ana.reads('3 things were changed');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await takesBack();
  await ana.reads('3 things are as they were before the import');
  await reads(JSON.stringify(more));
  await ana.reads('It would change 3 things', '[role=dialog]');
  await ana.press('Put it in force');
  await ana.reads('3 things were changed');

  const { accounts, handlers } = host.core;
  const me = await accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  const ben = await accounts.signIn({ name: 'Ben', password: PASSWORD }, 'test');
  invariant(me.ok && ben.ok, 'both work here');
  const { id: agentId } = ben.value.agent;
  await handlers['agent.change']({ agentId, role: 'admin' }, me.value.agent);
  const theirs = { name: 'routing.capacity', value: 9 };
  await handlers['settings.change'](theirs, ben.value.agent);
  await takesBack();
  await ana.reads('Ben has changed this since the import: “Open chats for each person”.');
});

test('a file that is none, or says what cannot be, is explained and changes nothing', async () => {
  const { ana } = office;
  await ana.press('All settings in one file');
  await reads('no JSON');
  await ana.reads('This is no file of settings', '[role=dialog]');
  await ana.escapeDialog();
  const wrong = { kind: 'deskline-settings', format: 1, settings: { 'routing.capacity': 0 } };
  await reads(JSON.stringify(wrong));
  await ana.reads('Open chats for each person: At least 1 chats', '[role=dialog]');
  await ana.escapeDialog();
  expect(ana.problems).toEqual([]);
});

test('on a narrow screen one list leads to every page', async () => {
  const { ana } = office;
  await ana.page.setViewport({ width: 390, height: 844 });
  const list = await ana.finds('combobox', 'Sections');
  await list.asLocator().fill('labels');
  await ana.reads('What chats are about, and what came of them.');
  expect(await accessibilityProblems(ana)).toEqual([]);
});
