import type { KeyInput } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { agentSchema } from '#shared/domain/agent.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  cleo = await office.sitDown('Cleo');
  const admin = agentSchema.parse({ id: 1, name: 'Ana', role: 'admin' });
  const outcome = { id: null, name: 'Booked', isWon: true, isRetired: false };
  await office.host.core.handlers['outcome.save']({ outcome }, admin);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

let customers = 0;

/** Somebody who waits, under a name of their own. */
function customer(name: string): void {
  customers += 1;
  const address = office.simulator.addCustomer({ phone: `+49151000000${customers}`, name });
  office.simulator.customerWrites(address, `Hello from ${name}`);
}

/** Keys that are pressed together, joined by a plus. */
async function press({ page }: Screen, ...all: string[]): Promise<void> {
  await page.bringToFront();
  for (const together of all) {
    const names = together.split('+') as Parameters<typeof page.keyboard.press>[0][];
    for (const name of names.slice(0, -1)) await page.keyboard.down(name);
    await page.keyboard.press(names.at(-1)!);
    for (const name of names.slice(0, -1).toReversed()) await page.keyboard.up(name);
  }
}

/** Presses Tab, or another key, until the keyboard is on what is called so, then Enter. */
async function tabTo({ page }: Screen, name: string, key: KeyInput = 'Tab'): Promise<void> {
  await page.bringToFront();
  const isThere = () =>
    page.evaluate((wanted) => {
      const { activeElement: at } = document;
      if (!(at instanceof HTMLElement) || at === document.body) return false;
      return (at.getAttribute('aria-label') ?? at.innerText).includes(wanted);
    }, name);
  for (let step = 0; step < 80 && !(await isThere()); step += 1) await page.keyboard.press(key);
  expect(await isThere(), `${name} is reached by ${key}`).toBe(true);
  await page.keyboard.press('Enter');
}

/** Out of the account's menu, which has been opened. */
async function choosesFromMenu(screen: Screen, name: string): Promise<void> {
  await isOn(screen, '[role=menu] [role^=menuitem]');
  await tabTo(screen, name, 'ArrowDown');
}

/** Waits until the keyboard is on what matches. */
async function isOn({ page }: Screen, selector: string): Promise<void> {
  await page.bringToFront();
  await page.waitForFunction(
    (wanted) => document.activeElement?.matches(wanted) === true,
    { polling: 'raf' },
    selector,
  );
}

const answerTo = (name: string) => `textarea[aria-label="Answer to ${name}"]`;

test('a chat is claimed, closed with a note, taken back, snoozed, woken and transferred without a mouse, and the keyboard is never lost', async () => {
  const { ana, ben } = office;
  customer('Dora Klein');
  await ana.openChat('Dora Klein');
  await isOn(ana, answerTo('Dora Klein'));
  await press(ana, 'Alt+KeyA');
  await ana.reads('You are answering');
  await isOn(ana, answerTo('Dora Klein'));

  await press(ana, 'Alt+Shift+KeyX');
  await isOn(ana, '[role=dialog] input[type=radio]');
  await press(ana, 'Tab');
  await ana.page.keyboard.type('Comes back in May');
  await ana.escapeDialog();
  await isOn(ana, answerTo('Dora Klein'));
  // A press of Escape by mistake costs nothing.
  await press(ana, 'Alt+Shift+KeyX');
  await isOn(ana, '[role=dialog] input[type=radio]');
  await press(ana, 'ArrowUp');
  await tabTo(ana, 'Close chat');
  await ana.reads('closed as Booked');
  await ana.reads('Comes back in May');
  await isOn(ana, answerTo('Dora Klein'));

  await press(ana, 'Alt+KeyZ');
  await ana.reads('You took back closing it');
  await isOn(ana, answerTo('Dora Klein'));

  await press(ana, 'Alt+KeyS');
  await isOn(ana, '[role=menuitem]');
  await press(ana, 'ArrowUp', 'Enter');
  await ana.reads('Snoozed until they write');
  await isOn(ana, answerTo('Dora Klein'));
  await tabTo(ana, 'Wake');
  await ana.reads('You ended the snooze');
  await isOn(ana, answerTo('Dora Klein'));

  await press(ana, 'Alt+KeyT');
  await isOn(ana, '[role=dialog] input[type=search]');
  await press(ana, 'Shift+Tab');
  await ana.page.keyboard.type('She wants a price');
  await press(ana, 'Tab');
  await ana.page.keyboard.type('Ben');
  await press(ana, 'Enter');
  await ben.reads('Ana handed Dora Klein over to you');
  // Nothing is left to write there: the list goes on.
  await isOn(ana, '[data-conversation], [role=tab]');
});

test('who asked for a chat hears what came of it wherever they are, and the owner can take it back', async () => {
  const { ana, ben } = office;
  await ben.choose('Mine');
  await ben.openChat('Dora Klein');
  await cleo.choose('Everyone');
  await cleo.page.locator('a[data-conversation] ::-p-text(Dora Klein)').click();
  await tabTo(cleo, 'Ask for this chat');
  await cleo.reads('You asked Ben for this chat');
  expect(await cleo.page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(
    'Withdraw',
  );
  await cleo.goTo('Team');
  await isOn(ben, answerTo('Dora Klein'));
  await tabTo(ben, 'Keep');
  await cleo.reads('Ben keeps the chat with Dora Klein that you asked for');
  await isOn(ben, answerTo('Dora Klein'));

  await cleo.page.locator('a[href*="inbox"]').click();
  await cleo.page.locator('a[data-conversation] ::-p-text(Dora Klein)').click();
  await tabTo(cleo, 'Ask for this chat');
  await cleo.reads('You asked Ben for this chat');
  await cleo.goTo('Team');
  await tabTo(ben, 'Hand over');
  await cleo.reads('Ben gave you the chat with Dora Klein, as you asked');
  await ben.reads('Dora Klein went to Cleo');
  await isOn(ben, '[data-conversation], [role=tab]');
  await press(ben, 'Alt+KeyZ');
  await ben.reads('You are answering');
  await cleo.reads('Ben took back the chat with Dora Klein');
  expect(await accessibilityProblems(cleo)).toEqual([]);
  expect(ana.problems).toEqual([]);
});

test('an admin who takes a chat over goes on in the answer', async () => {
  const { ana, ben } = office;
  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Dora Klein)').click();
  await tabTo(ana, 'Take over');
  await isOn(ana, '[role=dialog] input');
  await ana.page.keyboard.type('Ben is at lunch');
  await press(ana, 'Enter');
  await ben.reads('Ana took over the chat with Dora Klein: Ben is at lunch');
  await isOn(ana, answerTo('Dora Klein'));
});

test('everything that was handed over at the end of a shift is taken back by a key', async () => {
  const { ana } = office;
  await ana.page.focus('button[title^="Ana"]');
  await press(ana, 'Enter');
  await choosesFromMenu(ana, 'Hand over all my chats');
  await isOn(ana, '[role=dialog] input[type=search]');
  await ana.page.keyboard.type('Cleo');
  await press(ana, 'Enter');
  await ana.reads('1 chat went to Cleo.');
  await cleo.reads('Ana handed Dora Klein over to you');
  await press(ana, 'Alt+KeyZ');
  await ana.reads('1 chat taken back.');
  await ana.page.locator('[role=tab][aria-label="Mine, 1"]').wait();
});

test('leaving begins at what becomes of one’s chats, and the keyboard is in the list when the banner is gone', async () => {
  const { ana } = office;
  await ana.page.focus('button[title^="Ana"]');
  await press(ana, 'Enter');
  await choosesFromMenu(ana, 'Offline');
  await isOn(ana, '[role=dialog] input[type=radio][value=keep]');
  await press(ana, 'Tab', 'Tab', 'Enter');
  await ana.reads('You are offline');
  await tabTo(ana, 'Go online');
  await isOn(ana, `[data-conversation], [role=tab], ${answerTo('Dora Klein')}`);
  await ana.finds('button', 'Account of Ana (Online)');
});
