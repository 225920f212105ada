import type { Browser, KeyInput } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { openOfficeBrowser, photograph, Screen } from '#test/doubles/screens/screen.ts';

let host: HostUnderTest;
let browser: Browser;
let screen: Screen;

beforeAll(async () => {
  host = await startHostProcess(['--demo']);
  browser = await openOfficeBrowser();
  screen = await Screen.open(browser, host.url);
  await screen.signIn('Ana', /Ana, password (\S+)/.exec(host.output())?.[1] ?? '');
  // Focus, as for a person at this window; headless pages share it otherwise.
  await screen.page.bringToFront();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await photograph(screen.page, task.name);
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  await removeData(host);
});

async function press(...keys: KeyInput[]): Promise<void> {
  for (const key of keys) await screen.page.keyboard.down(key);
  for (const key of keys.reverse()) await screen.page.keyboard.up(key);
}

/** Waits until the focus is on something that is called like this or says so. */
async function isAt(name: string): Promise<void> {
  await screen.page.waitForFunction(
    (wanted) => {
      const element = document.activeElement;
      const label = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return label.includes(wanted);
    },
    {},
    name,
  );
}

const answer = () => screen.page.locator('textarea').map(({ value }) => value);
const isAnswer = (text: string) =>
  screen.page.waitForFunction(
    (wanted) => document.querySelector('textarea')?.value === wanted,
    {},
    text,
  );

test('keys lead from anywhere to a message, into the answer and back', async () => {
  await press('Control', 'k');
  await isAt('Search contacts and messages');
  await screen.page.keyboard.type('frames in the');
  await screen.finds('heading', 'Messages');
  await screen.page.locator('mark').wait();
  await press('ArrowDown');
  await isAt('Chloe Martin');
  await press('Enter');
  await isAt('Answer to Chloe Martin');
  await screen.finds('heading', 'Chloe Martin');
  await screen.press('Clear the search');
  await isAt('Search contacts and messages');
  await press('Alt', 'Digit3');
  await screen.page.locator('#view-all[aria-selected="true"]').wait();
  await press('Alt', 'Digit1');
  await screen.page.locator('#view-waiting[aria-selected="true"]').wait();
  await screen.reads('Chloe Martin', '#conversation-list');
  await press('Escape');
  await isAt('Chloe Martin');
  await press('Home');
  await press('j');
  const second = await screen.page.evaluate(
    () =>
      document.querySelectorAll('a[data-conversation]')[1]?.querySelector('bdi')?.textContent ?? '',
  );
  await isAt(second);
  await press('Enter');
  await isAt('Answer to');
  await press('Escape');
  await isAt(second);
});

test('what was begun stays with its conversation, also over a reload', async () => {
  await screen.openChat('Tom Whitfield');
  await isAt('Answer to Tom Whitfield');
  await screen.reads('Answering claims this chat');
  await screen.page.keyboard.type('Of course, we can');
  // The first character claimed it: it waits no more.
  await screen.choose('Waiting');
  await screen.openChat('Chloe Martin');
  await isAnswer('');
  await screen.choose('Mine');
  await screen.reads('Draft: Of course, we can', 'a[data-conversation]');
  await screen.page.reload();
  await screen.choose('Mine');
  await screen.openChat('Tom Whitfield');
  await isAnswer('Of course, we can');
  await press('Shift', 'Enter');
  await screen.page.keyboard.type('move it.');
  expect(await answer().wait()).toBe('Of course, we can\nmove it.');
});

test('an answer claims the chat and leaves room for the next one', async () => {
  await press('Enter');
  await screen.reads('You are answering', 'section');
  await isAnswer('');
  await isAt('Answer to Tom Whitfield');
  await screen.seesState('Of course, we can', 'Read');
});

test('a picture that was pasted is shown, and can be taken away again', async () => {
  await screen.page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([picture ?? ''], 'image.png', { type: 'image/png' }));
    document
      .querySelector('textarea')
      ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await screen.reads('Pasted image.png');
  await screen.page.locator('img[src^="blob:"]').wait();
  await screen.press('Remove Pasted image.png');
  await screen.page.waitForFunction(() => !document.querySelector('img[src^="blob:"]'));
});

test('the settings are a key away, on this very page, and Back leads to where one was', async () => {
  const before = new URL(screen.page.url());
  await press('Control', ',');
  await screen.finds('heading', 'Settings');
  const after = new URL(screen.page.url());
  expect([after.hash, after.search]).toEqual(['#/settings', '']);
  expect(await screen.page.browserContext().pages()).toHaveLength(1);
  await screen.page.goBack();
  await screen.page.waitForFunction((hash) => location.hash === hash, {}, before.hash);
});

/** Opens the account's menu by keyboard and walks once around it. */
async function walksAccountMenu(): Promise<void> {
  const account = await screen.finds('button', 'Account of Ana (Online)');
  await account.focus();
  await press('Enter');
  await screen.page.locator('[role=menu]').wait();
  const entries = await screen.page.$$eval('[role=menu] [role^=menuitem]', (items) =>
    items.map((item) => item.textContent.trim()),
  );
  expect(entries).toContain('Change password');
  for (const entry of [...entries, entries[0] ?? '']) {
    await isAt(entry);
    await press('ArrowDown');
  }
  await press('Escape');
  await isAt('Account of Ana');
}

test('the arrow keys reach every entry of the account menu, and it gives the focus back', async () => {
  await walksAccountMenu();
});

test('the chosen theme stays on this device', async () => {
  await screen.press('Theme');
  await (await screen.finds('menuitemradio', 'Dark')).click();
  const ground = () => screen.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await screen.page.reload();
  expect(await ground()).toBe(dark);
  await screen.press('Theme');
  await (await screen.finds('menuitemradio', 'Light')).click();
  await screen.page.waitForFunction(
    (before) => getComputedStyle(document.body).backgroundColor !== before,
    {},
    dark,
  );
});

test('on a phone there is one thing at a time, and a way back', async () => {
  await screen.page.setViewport({ width: 390, height: 844 });
  await screen.finds('heading', 'Tom Whitfield');
  await screen.page.waitForFunction(
    () => !document.querySelector('[role=tablist]')?.checkVisibility(),
  );
  await screen.press('Back to the list');
  await screen.finds('tablist', 'Which conversations');
  await screen.page.waitForFunction(() => !document.querySelector('textarea')?.checkVisibility());
  await walksAccountMenu();
  expect(screen.problems).toEqual([]);
});
