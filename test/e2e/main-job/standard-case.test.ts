import type { Browser, ElementHandle, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { addColleague, TEMPORARY } from '#test/doubles/screens/linked-office.ts';
import { openOfficeBrowser, photograph, Screen } from '#test/doubles/screens/screen.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

declare global {
  interface Window {
    clicksUntilNow?: number;
  }
}

/** From an empty install to an office that runs: each test goes on where the one before ended. */
let whatsapp: WhatsAppDouble;
let browser: Browser;
let host: HostUnderTest;
let ana: Screen;
let ben: Screen;
let cleo: Screen;

const PASSWORD = 'three grey heron feathers';
/** Somebody who knows where to go makes two a second. */
const CLICKS_IN_TWO_MINUTES = 60;

beforeAll(async () => {
  whatsapp = await startWhatsAppDouble();
  browser = await openOfficeBrowser();
  host = await startHostProcess(['--browser', whatsapp.browserPath]);
  ana = await Screen.open(browser, host.url);
  await countClicks(ana.page);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [n, screen] of [ana, ben, cleo].entries()) {
    await photograph(screen.page, `${task.name} ${n}`);
  }
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  await removeData(host);
  await whatsapp.close();
});

/** Counts what the person clicks on this page, which is one page from here on. */
async function countClicks(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.clicksUntilNow = 0;
    const count = ({ isTrusted }: Event) => {
      if (isTrusted) window.clicksUntilNow = (window.clicksUntilNow ?? 0) + 1;
    };
    window.addEventListener('click', count, { capture: true });
  });
}

async function sitDown(name: string): Promise<Screen> {
  const screen = await Screen.open(browser, host.url);
  await screen.signInFirst(name, TEMPORARY, PASSWORD);
  return screen;
}

function customerWrites(phone: string, name: string, text: string): string {
  const customer = whatsapp.customer(phone, { name });
  customer.writes(text);
  return customer.address;
}

const sentTo = (address: string): string[] =>
  whatsapp.sent.flatMap(({ to, body }) => (to === address ? [body ?? ''] : []));

test('an admin sets up the usual office in two minutes of clicks', async () => {
  await ana.setUp(host.setupCode ?? '', 'Ana', PASSWORD);
  await whatsapp.phone.scan();
  await ana.press('Go to the inbox');
  await addColleague(ana, 'Ben', TEMPORARY);
  await addColleague(ana, 'Cleo', TEMPORARY);

  await ana.goTo('Settings');
  const mode = await ana.finds('combobox', 'Who gets a new chat');
  await mode.asLocator().fill('round-robin');
  await (await ana.finds('switch', 'Supervisors and admins get chats, too')).click();

  await ana.press('Opening hours');
  await (await ana.finds('radio', 'At these times A day without times is closed.')).click();
  await ana.press('Put in force');
  await ana.reads('Opening hours saved');

  await ana.press('Chatbot');
  await ana.press('Closed Says when you are back, takes a message, tells the opening hours.');
  await ana.press('All flows');
  const flow = await ana.finds('combobox', 'Flow for: While you are closed');
  await flow.asLocator().fill('1');
  await (await ana.finds('switch', 'While you are closed')).click();
  await ana.reads('“Closed” answers from now on');

  const clicks = await ana.page.evaluate(() => window.clicksUntilNow);
  expect(clicks).toBeGreaterThan(15);
  expect(clicks).toBeLessThan(CLICKS_IN_TWO_MINUTES);
});

test('closed, the chatbot answers once, and nobody is given anything', async () => {
  [ben, cleo] = await Promise.all([sitDown('Ben'), sitDown('Cleo')]);
  await ana.goTo('Settings');
  await ana.press('Opening hours');
  await decide('closed');
  const dora = customerWrites('+491510000011', 'Dora Klein', 'Hello, is anybody there?');
  const question = 'What can I do for you until then?';
  await whatsapp.waitForSent(({ to, body }) => to === dora && !!body?.includes(question));
  for (const screen of [ben, cleo]) {
    await screen.reads('Closed');
    await screen.reads('Dora Klein', 'a[data-conversation]');
  }
  await ben.openChat('Dora Klein');
  await ben.reads('Chatbot');
  const [greeting, ...others] = sentTo(dora);
  expect(greeting).toContain('We are closed right now');
  expect(others).toEqual([expect.stringContaining(question)]);
});

test('open again, colleagues get what waits and what comes in turn, and the admin nothing', async () => {
  await decide('open');
  customerWrites('+491510000012', 'Emil Hahn', 'Good morning');
  customerWrites('+491510000013', 'Frida Maas', 'Do you sell gloves?');
  await Promise.all([ben, cleo].map((screen) => screen.reads('is yours to answer')));
  for (const name of ['Dora Klein', 'Emil Hahn', 'Frida Maas']) {
    await ana.page.locator('a[href$="inbox"]').click();
    await ana.choose('Everyone');
    await ana.page.locator(`a[data-conversation] ::-p-text(${name})`).click();
    await ana.reads('Given to');
  }
  expect([...ana.problems, ...ben.problems, ...cleo.problems]).toEqual([]);
});

/** Whatever day and time it is: by hand, where the hours do not say it already. */
async function decide(wanted: 'open' | 'closed'): Promise<void> {
  const names = ['Close now', 'Open now', 'Go by the hours again'];
  const buttons = names.map((name) => `main section button ::-p-text(${name})`).join(', ');
  const first = await ana.page.locator(buttons).waitHandle();
  if ((await nameOf(first)) === 'Go by the hours again') {
    await first.click();
    await ana.reads('The opening hours count again');
  }
  const button = await ana.page.locator(buttons).waitHandle();
  const isOpen = (await nameOf(button)) === 'Close now';
  if (isOpen === (wanted === 'open')) return;
  await button.click();
  await ana.page.locator('[role=menuitem] ::-p-text(For 1 hour)').click();
  await ana.reads(wanted === 'open' ? 'Opened by hand.' : 'Closed by hand.');
}

const nameOf = (button: ElementHandle) => button.evaluate(({ textContent }) => textContent?.trim());
