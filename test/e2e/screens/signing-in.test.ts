import type { HTTPRequest } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph, Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

const DRAFT = 'Good morning, we have a free table at';

let office: SimulatedOffice;
let ben: Screen;
/** Ben at another PC. */
let there: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice(undefined, { hasOneSession: true });
  ({ ben } = office);
  there = await Screen.open(office.browser, `https://localhost:${office.host.port}`);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(there.page, `${task.name} elsewhere`);
});

afterAll(() => office.close());

const valueOf = (screen: Screen) => screen.page.$eval('textarea', (field) => field.value);

test('who signs in on a second device reads where they are signed in, and may leave it at that', async () => {
  office.simulator.customerWrites(office.anna, 'Good morning');
  await ben.openChat('Anna Berg');
  const field = await ben.finds('textbox', 'Answer to Anna Berg');
  await field.type(DRAFT);

  await there.fill('Name', 'Ben');
  await there.fill('Password', PASSWORD);
  await there.press('Sign in');
  await there.reads('You are signed in elsewhere');
  await there.reads('Chrome on Linux');
  await there.reads('Signed in');
  expect(await accessibilityProblems(there)).toEqual([]);
  await there.press('Stay signed in there');
  await there.finds('textbox', 'Password');
  expect(await valueOf(ben)).toBe(DRAFT);
});

test('going on signs the first device out at once, in words, and what was begun goes on', async () => {
  await there.signInHere('Ben', PASSWORD);
  await ben.reads('You signed in on another device: Chrome on Linux.');
  expect(await accessibilityProblems(ben)).toEqual([]);
  expect(await ben.page.$('textarea')).toBeNull();
  await there.choose('Mine');
  await there.openChat('Anna Berg');
  await there.page.waitForFunction(
    (text) => document.querySelector('textarea')?.value === text,
    { polling: 'mutation' },
    DRAFT,
  );
});

test('a page that is opened later says the same, and the way back is the same question', async () => {
  await ben.page.reload();
  await ben.reads('You signed in on another device: Chrome on Linux.');
  await ben.signInHere('Ben', PASSWORD);
  await there.reads('You signed in on another device');
  await ben.finds('textbox', 'Answer to Anna Berg');
  expect(await valueOf(ben)).toBe(DRAFT);
});

test('a second tab of the same browser is the same session', async () => {
  const page = await ben.page.browserContext().newPage();
  const tab = Screen.of(page);
  await page.goto(`https://localhost:${office.host.port}`);
  await tab.finds('tablist', 'Which conversations');
  await page.close();
  await ben.page.bringToFront();
  await ben.finds('textbox', 'Answer to Anna Berg');
});

test('an admin may allow several devices, which is in the audit log', async () => {
  const { ana } = office;
  await ana.goTo('Settings');
  await ana.press('Signing in');
  await ana.page.locator('::-p-aria([name="Several devices per person"][role="switch"])').click();
  await ana.reads('Several devices per person: On');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await there.signIn('Ben', PASSWORD);
  await ben.finds('textbox', 'Answer to Anna Berg');
  await ana.press('Audit log');
  await ana.reads('Ana changed “Several devices per person” from Off to On');
  await ana.reads('Ben signed in elsewhere and was signed out on Chrome on Linux');
});

test('a sign-out that did not reach the host comes before the next one who sits down here', async () => {
  const { page } = there;
  await page.setRequestInterception(true);
  const block = (request: HTTPRequest) =>
    void (request.url().endsWith('/api/sign-out') ? request.abort() : request.continue());
  page.on('request', block);
  await there.press('Account of Ben (Online)');
  await (await there.finds('menuitem', 'Sign out')).click();
  await there.page.locator('[role=dialog] button[type=submit]').click();
  await there.finds('textbox', 'Password');
  page.off('request', block);
  await page.setRequestInterception(false);
  await page.reload();
  await there.finds('textbox', 'Password');
});
