import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { codeOf } from '#test/doubles/second-step.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph, Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

const STEP = 30_000;

let office: SimulatedOffice;
/** Another PC. */
let other: Screen;
let secret = '';
let recovery: string[] = [];

beforeAll(async () => {
  office = await openSimulatedOffice();
  other = await Screen.open(office.browser, `https://localhost:${office.host.port}`);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(other.page, `${task.name} other`);
});

afterAll(() => office.close());

async function openDialog(screen: Screen): Promise<void> {
  await screen.page.locator('nav.rail button[title^="Ben"]').click();
  await screen.page.locator('[role=menuitem] ::-p-text(Two-step sign-in)').click();
}

async function sayName(): Promise<void> {
  await other.fill('Name', 'Ben');
  await other.fill('Password', PASSWORD);
  await other.press('Sign in');
  await other.finds('heading', 'Enter your code');
}

test('somebody switches it on with their phone and gets recovery codes', async () => {
  const { ben } = office;
  await openDialog(ben);
  await ben.fill('Your password', 'not that one');
  await ben.press('Go on');
  await ben.reads('The present password is not right.', '[role=dialog]');
  await ben.fill('Your password', PASSWORD);
  await ben.press('Go on');
  await ben.page.waitForSelector('[role=dialog] svg[role=img]');
  secret = await ben.page.$eval('[role=dialog] code', (code) =>
    (code.textContent ?? '').replace(/\s/g, ''),
  );
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.fill('Code from the app', '12345');
  await ben.press('Switch on');
  await ben.reads('This code is not right', '[role=dialog]');
  await ben.fill('Code from the app', codeOf(secret, Date.now()));
  await ben.press('Switch on');
  await ben.finds('heading', 'Your recovery codes');
  recovery = await ben.page.$$eval('[role=dialog] li', (items) =>
    items.map((item) => item.textContent ?? ''),
  );
  expect(recovery).toHaveLength(10);
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.press('I have kept them');
});

test('on another PC the password opens nothing without the code of the phone', async () => {
  await sayName();
  expect(
    await other.page.evaluate(() => document.activeElement?.getAttribute('autocomplete')),
  ).toBe('one-time-code');
  expect(await accessibilityProblems(other)).toEqual([]);
  await other.press('Sign in');
  await other.reads('Enter the code.');
  await other.fill('Code', '000000');
  await other.press('Sign in');
  await other.reads('This code is not right, or it was used before.');
  // The next one, so that nobody has to wait for it.
  await other.fill('Code', codeOf(secret, Date.now() + STEP));
  await other.page.keyboard.press('Enter');
  await other.finds('tablist', 'Which conversations');
});

test('without the phone a recovery code lets them in, once, and says how many are left', async () => {
  await other.page.locator('nav.rail button[title^="Ben"]').click();
  await other.page.locator('[role=menuitem] ::-p-text(Sign out)').click();
  await sayName();
  await other.fill('Code', recovery[0] ?? '');
  await other.press('Sign in');
  await other.finds('tablist', 'Which conversations');
  await openDialog(other);
  await other.reads('9 recovery codes are left.', '[role=dialog]');
  expect(await accessibilityProblems(other)).toEqual([]);
  await other.fill('Your password', PASSWORD);
  await other.fill('Code', recovery[0] ?? '');
  await other.press('New recovery codes');
  await other.reads('This code is not right', '[role=dialog]');
  await other.fill('Code', recovery[1] ?? '');
  await other.press('New recovery codes');
  await other.finds('heading', 'Your recovery codes');
  await other.press('I have kept them');
});

test('an admin switches it off for somebody whose phone is lost, and the log says so', async () => {
  const { ana } = office;
  await ana.goTo('Team');
  await ana.press('Edit Ben');
  await ana.press('Switch off two-step sign-in');
  await ana.reads('Ben signs in with the password alone');
  await ana.escapeDialog();
  await other.page.locator('nav.rail button[title^="Ben"]').click();
  await other.page.locator('[role=menuitem] ::-p-text(Sign out)').click();
  await other.signIn('Ben', PASSWORD);
  await ana.goTo('Settings');
  await ana.press('Audit log');
  await ana.reads('Ana switched two-step sign-in off for Ben');
  await ana.reads('Ben signed in with a recovery code, 9 left');
  await ana.reads('Right password for Ben, wrong second code');
  expect(ana.problems).toEqual([]);
});
