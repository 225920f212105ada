import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  await office.ana.page.bringToFront();
  const { accounts } = office.host.core;
  for (let count = 0; count < 5; count += 1) {
    await accounts.signIn({ name: 'ben', password: 'not this one' }, 'Firefox', '192.168.1.20');
  }
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

async function changeCapacity(value: number): Promise<void> {
  const { core } = office.host;
  const admin = core.accounts;
  const signedIn = await admin.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  if (!signedIn.ok) throw new Error(signedIn.message);
  const change = { name: 'routing.capacity', value };
  const reply = await core.handlers['settings.change'](change, signedIn.value.agent);
  if (!reply.ok) throw new Error(reply.message);
}

test('an admin finds the log by the settings’ search and reads who did what', async () => {
  const { ana } = office;
  await changeCapacity(5);
  await ana.goTo('Settings');
  const search = await ana.finds('searchbox', 'Search settings');
  await search.type('who did what');
  await ana.press('Audit log');
  await ana.reads('Wrong password for ben, from 192.168.1.20', 'li');
  await ana.reads('Ana changed “Open chats for each person” from 8 chats to 5 chats', 'li');
  await ana.reads('Deskline was started on the host PC', 'li');
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('a line tells more when it is opened', async () => {
  const { ana } = office;
  const line = 'button[aria-expanded]';
  const wrong = await ana.page.waitForSelector(`${line}::-p-text(Wrong password for ben)`);
  await wrong?.click();
  await ana.reads('Firefox', 'dl');
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('what happens meanwhile waits behind a button, and nothing moves before', async () => {
  const { ana } = office;
  await changeCapacity(6);
  // The sign-in and the setting; the count of wrong passwords follows a minute after the first.
  await ana.page.locator('button ::-p-text(new entries)').click();
  await ana.reads('from 5 chats to 6 chats', 'li');
});

test('it is narrowed by what it is about, by person and by words', async () => {
  const { ana } = office;
  const about = await ana.finds('combobox', 'About');
  await about.asLocator().fill('sign-ins');
  await ana.reads('Ben signed in', 'ol');
  await ana.page.waitForFunction(
    () => !document.querySelector('ol')?.textContent.includes('Open chats for each person'),
  );
  await (await ana.finds('combobox', 'Person')).asLocator().fill(String(await idOf('Ben')));
  await (await ana.finds('searchbox', 'Search')).type('password');
  await ana.page.waitForFunction(() => {
    const lines = [...document.querySelectorAll('ol button[aria-expanded]')];
    return lines.length > 0 && lines.every((line) => line.textContent.includes('Wrong password'));
  });
  await ana.reads('Wrong password for ben', 'ol');
  await (await ana.finds('searchbox', 'Search')).type(' never written');
  await ana.reads('No entry fits');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Show everything');
  await ana.reads('Ben signed in', 'ol');
});

async function idOf(name: string): Promise<number> {
  const agent = office.host.core.accounts;
  const signedIn = await agent.signIn({ name, password: PASSWORD }, 'test');
  if (!signedIn.ok) throw new Error(signedIn.message);
  return signedIn.value.agent.id;
}

test('verifying says that nothing was changed; a seal that does not fit says what that means', async () => {
  const { ana } = office;
  await ana.press('Verify now');
  await ana.reads('Nothing was changed:');
  await ana.page.locator('summary').click();
  await ana.fill('A seal that you kept (optional)', 'no seal');
  await ana.press('Verify now');
  await ana.reads('This is no seal');
  const seal = await ana.page.$eval('.seal code', (code) => code.textContent);
  const [seq = '', hash = ''] = seal.split('-');
  const other = hash.startsWith('0') ? '1' : '0';
  await ana.fill('A seal that you kept (optional)', `${seq}-${other}${hash.slice(1)}`);
  await ana.press('Verify now');
  await ana.reads('this is not the log that your seal is from');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.fill('A seal that you kept (optional)', seal);
  await ana.press('Verify now');
  await ana.reads('Nothing was changed:');
});

test('an export is on record; on a phone and in the dark everything can be reached', async () => {
  const { ana } = office;
  await ana.press('Export as CSV');
  await ana.reads('entries were exported');
  await ana.press(await freshButton());
  await ana.reads('Ana exported the audit log', 'li');
  await ana.page.setViewport({ width: 390, height: 844 });
  await ana.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  expect(await accessibilityProblems(ana)).toEqual([]);
});

/** The name of the button that shows what is new: others may have come, too. */
async function freshButton(): Promise<string> {
  const { ana } = office;
  const button = await ana.page.waitForSelector('.fresh button');
  return (await button?.evaluate((element) => element.textContent.trim())) ?? '';
}

test('agents have no such page (I8)', async () => {
  const { ben } = office;
  await ben.page.evaluate(() => (location.hash = '#/settings/audit'));
  await ben.page.locator('a[data-conversation], main').wait();
  expect(await ben.count('Audit log')).toBe(0);
});
