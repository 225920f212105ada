import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DemoDesktop } from '#test/doubles/electron/demo-desktop.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';

declare global {
  interface Window {
    calls?: { notices: number; tones: number };
  }
}

let demo: DemoDesktop;
/** Of an admin, in the main window. */
let inbox: Screen;
let hasFailed = false;

beforeAll(async () => {
  demo = await DemoDesktop.open();
  ({ inbox } = demo);
});

afterEach(async ({ task }) => {
  hasFailed ||= task.result?.state === 'fail';
  const closed = new Set(demo.program.told('closed').map(({ id }) => id));
  for (const { id, title } of demo.program.told('window')) {
    if (title !== 'Deskline settings' || closed.has(id)) continue;
    demo.program.ask({ type: 'close-windows', id });
    await demo.closed(id);
  }
});

afterAll(() => demo.close({ hasFailed }));

const hash = (page: Page) => page.evaluate(() => location.hash);

test('the settings open beside the inbox, once, at the page that was asked for', async () => {
  const { settings } = await demo.openSettings('Team');
  await settings.finds('heading', 'Team');
  await inbox.finds('tablist', 'Which conversations');
  await inbox.goTo('Settings');
  await settings.finds('heading', 'Settings');
  expect(await settings.page.title()).toBe('Deskline settings');
  const rail = await settings.page.$$eval('nav.rail a .label', (labels) =>
    labels.map((label) => label.textContent),
  );
  expect(rail).toEqual(['Team', 'Number', 'Settings']);
  expect(await settings.page.$('nav.rail button')).toBeNull();
  expect(demo.program.told('window').map(({ title }) => title)).toEqual([
    'Deskline',
    'Deskline settings',
  ]);
  // Over the middle of the main window.
  expect(demo.program.told('window')[1]?.bounds).toMatchObject({
    width: 1080,
    height: 760,
    x: 420,
  });
  expect(await accessibilityProblems(settings)).toEqual([]);
  expect([...inbox.problems, ...settings.problems]).toEqual([]);
});

test('the settings change what the inbox shows at once, in both themes alike', async () => {
  const { settings } = await demo.openSettings();
  await settings.press('Opening hours');
  await settings.press('Close now');
  await settings.page.locator('[role=menuitem] ::-p-text(For 1 hour)').click();
  await inbox.reads('Closed, opens');
  await inbox.press('Theme');
  await inbox.page.locator('[role=menuitemradio] ::-p-text(Dark)').click();
  await settings.page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  expect(await accessibilityProblems(settings)).toEqual([]);
});

test('the settings lead to a conversation in the main window, and stay where they are', async () => {
  const { settings } = await demo.openSettings();
  await settings.press('Audit log');
  const row = settings.page.locator('button[aria-expanded] ::-p-text(claimed)');
  await row.click();
  const earlier = demo.program.told('focused').length;
  await settings.press('Open the chat');
  await inbox.page.waitForFunction(() => /^#\/inbox\/\d+$/.test(location.hash));
  await inbox.page.waitForSelector('[aria-label^="Messages with"]');
  const [main] = demo.program.told('window');
  await demo.program.event(
    'focused',
    (focus) => focus.id === main?.id && demo.program.told('focused').indexOf(focus) >= earlier,
  );
  expect(await hash(settings.page)).toBe('#/settings/audit');
});

test('the settings follow the keyboard: Ctrl and comma opens them, Escape leaves them, Ctrl and W closes them', async () => {
  await inbox.page.keyboard.press('?');
  await inbox.reads('Settings, for admins', '[role=dialog]');
  await inbox.escapeDialog();
  const opened = demo.nextSettings();
  await pressWithControl(inbox.page, ',');
  const { settings, id } = await opened;
  const { page } = settings;
  await settings.finds('heading', 'Settings');
  await page.keyboard.press('?');
  await settings.reads('Close this window', '[role=dialog]');
  await settings.escapeDialog();
  await page.keyboard.press('Escape');
  expect(await hash(page)).toBe('');
  // The page is gone before the keys are up again.
  pressWithControl(page, 'w').catch(() => undefined);
  await demo.closed(id);
  await inbox.finds('tablist', 'Which conversations');
});

test('the settings call nobody: sounds and notices are the main window’s alone', async () => {
  const { settings } = await demo.openSettings();
  await settings.finds('heading', 'Settings');
  for (const { page } of [inbox, settings]) await countCalls(page);
  await inbox.page.waitForFunction(
    () => (window.calls?.notices ?? 0) > 0 && (window.calls?.tones ?? 0) > 0,
  );
  expect(await settings.page.evaluate(() => window.calls)).toEqual({ notices: 0, tones: 0 });
  expect(await settings.page.title()).toBe('Deskline settings');
  expect(await settings.page.$('body > * > .visually-hidden[aria-live]:not(:empty)')).toBeNull();
});

async function pressWithControl(page: Page, key: ',' | 'w'): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

/** The system's part of it, noted down, with nobody looking. */
async function countCalls(page: Page): Promise<void> {
  await page.evaluate(() => {
    const calls = { notices: 0, tones: 0 };
    window.calls = calls;
    document.hasFocus = () => false;
    class NoticeDouble {
      static permission = 'granted';
      constructor() {
        calls.notices += 1;
      }
      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: NoticeDouble });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, at?: number) {
      calls.tones += 1;
      start.call(this, at);
    };
  });
}
