import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

declare global {
  interface Window {
    shownNotices?: { title: string; body: string; click: () => void }[];
    tones?: number;
  }
}

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  await watchNotices(office.ben.page);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

/** The system's part of it, noted down: a test has no desktop, and nobody at another window. */
async function watchNotices(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    window.shownNotices = [];
    window.tones = 0;
    document.hasFocus = () => false;
    class NoticeDouble {
      static permission = 'default';
      static requestPermission(): Promise<string> {
        NoticeDouble.permission = 'granted';
        return Promise.resolve('granted');
      }
      onclick: (() => void) | null = null;
      constructor(title: string, { body = '' }: { body?: string }) {
        window.shownNotices?.push({ title, body, click: () => this.onclick?.() });
      }
      close(): void {}
    }
    Object.defineProperty(window, 'Notification', { value: NoticeDouble });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (this: OscillatorNode, at?: number) {
      window.tones = (window.tones ?? 0) + 1;
      start.call(this, at);
    };
  });
  // At the first sign-in of this device it was asked already.
  await page.evaluate(() => localStorage.removeItem('deskline.notices-offered'));
  await page.reload();
}

const noticed = (page: Page, title: string) =>
  page.waitForFunction(
    (wanted) => window.shownNotices?.some((notice) => notice.title === wanted),
    {},
    title,
  );

test('a browser is asked once whether it shows notices, when its person says so', async () => {
  const { ben } = office;
  await ben.reads('Hear of customers while you work');
  await ben.press('Allow notices');
  await ben.page.waitForFunction(() => Notification.permission === 'granted');
});

test('who works elsewhere hears of a customer, and a click opens the chat', async () => {
  const { ben, simulator, anna } = office;
  simulator.customerWrites(anna, { kind: 'text', text: 'Are you open?' });
  await noticed(ben.page, 'Anna Berg');
  const notice = await ben.page.evaluate(() => window.shownNotices?.[0]?.body);
  expect(notice).toBe('Are you open?');
  await ben.page.waitForFunction(() => window.tones === 2);
  await ben.page.evaluate(() => window.shownNotices?.[0]?.click());
  await ben.finds('textbox', 'Answer to Anna Berg');
});

test('a note that names somebody tells them', async () => {
  const { ana, ben } = office;
  await ben.goTo('Team');
  await ana.openChat('Anna Berg');
  await ana.press('Note');
  const field = await ana.finds('textbox', 'Note about Anna Berg');
  await field.type('@Ben');
  await field.press('Enter');
  await field.type('please look');
  await field.press('Enter');
  await ben.reads('Ana mentioned you in the chat with Anna Berg');
  await noticed(ben.page, 'Ana mentioned you in the chat with Anna Berg');
});

test('everybody chooses for their own computer, from what the office wants', async () => {
  const { ana, ben } = office;
  await ana.goTo('Settings');
  await ana.press('Notifications');
  await ana.page.locator('::-p-aria([name="Show what the customer wrote"][role="switch"])').click();
  await ben.press('Account of Ben (Online)');
  await ben.page.locator('::-p-aria([name="Notifications"][role="menuitem"])').click();
  const preview = await ben.finds('switch', 'Show what the customer wrote');
  await ben.page.waitForFunction((one) => one.ariaChecked === 'false', {}, preview);
  for (const value of ['light', 'dark']) {
    await ben.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await accessibilityProblems(ben)).toEqual([]);
  }
  const sound = await ben.finds('switch', 'Sound');
  await sound.click();
  await ben.escapeDialog();
  await ben.page.reload();
  await ben.press('Account of Ben (Online)');
  await ben.page.locator('::-p-aria([name="Notifications"][role="menuitem"])').click();
  const kept = await ben.finds('switch', 'Sound');
  expect(await kept.evaluate((one) => one.ariaChecked)).toBe('false');
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
