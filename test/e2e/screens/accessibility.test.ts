import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openOfficeBrowser, Screen } from '#test/doubles/screens/screen.ts';

let host: HostUnderTest;
let browser: Browser;
let screen: Screen;

beforeAll(async () => {
  host = await startHostProcess(['--demo']);
  browser = await openOfficeBrowser();
  screen = await Screen.open(browser, host.url);
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  await removeData(host);
});

const problems = (): Promise<string[]> => accessibilityProblems(screen);

test('signing in', async () => {
  await screen.finds('button', 'Sign in');
  expect(await problems()).toEqual([]);
  const password = /Ana, password (\S+)/.exec(host.output())?.[1] ?? '';
  await screen.signIn('Ana', password);
});

test('the inbox and an open conversation', async () => {
  await screen.page.locator('a[data-conversation]').wait();
  expect(await problems()).toEqual([]);
  await screen.page.locator('a[data-conversation]').click();
  await screen.reads('Answering claims this chat');
  expect(await problems()).toEqual([]);
});

test('the contact of a conversation, and merging it', async () => {
  await screen.press('Show the contact');
  await screen.reads('Merged contacts');
  expect(await problems()).toEqual([]);
  await screen.press('Change the name');
  await screen.finds('textbox', 'Name');
  expect(await problems()).toEqual([]);
  await screen.press('Merge with …');
  await screen.finds('textbox', 'Name or number of the other contact');
  await screen.escapeDialog();
  await screen.press('Close the contact');
});

test('the team, with the dialog for a new colleague', async () => {
  await screen.goTo('Team');
  await screen.press('Add person');
  await screen.finds('textbox', 'Name');
  expect(await problems()).toEqual([]);
  await screen.escapeDialog();
});

test('the number', async () => {
  await screen.page.locator('a[href$="number"]').click();
  await screen.reads('Connected as');
  expect(await problems()).toEqual([]);
});

test('the settings: a wrong number is told while typing, a change is in force at once and can be undone', async () => {
  await screen.goTo('Settings');
  await screen.press('Files');
  const size = await screen.finds('textbox', 'Largest file to fetch by itself');
  await size.click({ count: 3 });
  await size.type('2001');
  await screen.reads('At most 2000 MB.');
  expect(await problems()).toEqual([]);
  await size.click({ count: 3 });
  await size.type('15');
  await size.press('Enter');
  await screen.reads('Largest file to fetch by itself: 15 MB');
  await screen.finds('button', 'Back to the default (64 MB)');
  expect(await problems()).toEqual([]);
  await screen.press('Undo');
  await screen.reads('Largest file to fetch by itself: 64 MB');
  expect(await size.evaluate((field) => (field as HTMLInputElement).value)).toBe('64');
});
