import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { agentSchema } from '#shared/domain/agent.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

const CUSTOMERS = ['Dora Klein', 'Emil Hahn', 'Finn Roth', 'Greta Wolf', 'Hugo Brandt'] as const;
const addresses = new Map<string, WaAddress>();

beforeAll(async () => {
  office = await openSimulatedOffice();
  const { simulator, host } = office;
  const admin = agentSchema.parse({ id: 1, name: 'Ana', role: 'admin' });
  const outcome = { id: null, name: 'Sold', isWon: true, isRetired: false } as const;
  const saved = await host.core.handlers['outcome.save']({ outcome }, admin);
  invariant(saved.ok, 'an admin makes outcomes');
  for (const [index, name] of CUSTOMERS.entries()) {
    const address = simulator.addCustomer({ phone: `+4915100000${index}0`, name });
    addresses.set(name, address);
    simulator.customerWrites(address, { kind: 'text', text: `Hello from ${name}` });
    await office.ana.reads(`Hello from ${name}`);
  }
  await office.ben.page.bringToFront();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const row = (screen: Screen, name: string) =>
  screen.page.locator(`#conversation-list a ::-p-text(${name})`);

/** Waits until exactly these are selected, in the order of the list. */
async function hasSelected({ page }: Screen, ...names: string[]): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const boxes = document.querySelectorAll<HTMLInputElement>('[data-row] input');
      const ticked = [...boxes].filter(({ checked }) => checked).map(({ ariaLabel }) => ariaLabel);
      return ticked.join() === wanted.map((name) => `Select ${name}`).join();
    },
    { polling: 'raf' },
    names,
  );
}

async function isListed(screen: Screen, name: string): Promise<void> {
  await screen.reads(name, '#conversation-list');
}

/** The keyboard is at a row of the list. */
async function isInList({ page }: Screen): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.matches('a[data-conversation]'));
}

async function press(
  { page }: Screen,
  ...keys: ('Control' | 'Shift' | 'ArrowDown' | 'ArrowUp' | 'a' | 'x' | 'Escape' | 'Home')[]
) {
  for (const key of keys) await page.keyboard.down(key);
  for (const key of keys.toReversed()) await page.keyboard.up(key);
}

async function click(screen: Screen, name: string, held?: 'Control' | 'Shift'): Promise<void> {
  if (held) await screen.page.keyboard.down(held);
  await row(screen, name).click();
  if (held) await screen.page.keyboard.up(held);
}

test('the mouse selects by the box, with Ctrl one more and with Shift everything between', async () => {
  const { ben } = office;
  await ben.page.locator('input[aria-label="Select Emil Hahn"]').click();
  await hasSelected(ben, 'Emil Hahn');
  await ben.reads('1 selected');
  await click(ben, 'Greta Wolf', 'Shift');
  await hasSelected(ben, 'Emil Hahn', 'Finn Roth', 'Greta Wolf');
  await click(ben, 'Dora Klein', 'Control');
  await click(ben, 'Finn Roth', 'Control');
  await hasSelected(ben, 'Dora Klein', 'Emil Hahn', 'Greta Wolf');
  await ben.reads('3 selected', '[role=status]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.press('Select all 5');
  await hasSelected(ben, ...CUSTOMERS);
  await press(ben, 'Escape');
  await hasSelected(ben);
});

test('keys select: x the one that has the focus, Shift with an arrow the next one too, Ctrl+A all', async () => {
  const { ben } = office;
  await ben.openChat('Dora Klein');
  await ben.press('Claim');
  await ben.reads('You are answering');
  await ben.choose('Everyone');
  await isListed(ben, 'Hugo Brandt');
  const listed = CUSTOMERS.toReversed();
  await ben.page.locator('#conversation-list a').wait();
  await ben.page.focus('#conversation-list a');
  await press(ben, 'x');
  await hasSelected(ben, ...listed.slice(0, 1));
  await press(ben, 'Shift', 'ArrowDown');
  await press(ben, 'Shift', 'ArrowDown');
  await hasSelected(ben, ...listed.slice(0, 3));
  await press(ben, 'Shift', 'ArrowUp');
  await hasSelected(ben, ...listed.slice(0, 2));
  await press(ben, 'x');
  await hasSelected(ben, ...listed.slice(0, 1));
  await press(ben, 'Control', 'a');
  await hasSelected(ben, ...listed);
  await press(ben, 'Escape');
  await hasSelected(ben);
  await isInList(ben);
});

test('a selection goes to a colleague with a note, who gets one piece of news; what others have stays, and everybody is told beforehand', async () => {
  const { ana, ben } = office;
  await ana.openChat('Emil Hahn');
  await ana.press('Claim');
  await ana.reads('You are answering');
  await ben.reads('Ana', '#conversation-list');
  await press(ben, 'Control', 'a');
  await ben.press('Transfer');
  await ben.finds('heading', 'Transfer 4 chats');
  await ben.reads('Emil Hahn stays with Ana.', '[role=dialog]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.fill('Note (optional) Only your team sees it', 'All of them about the fair');
  await ben.page.locator('[role=dialog] button ::-p-text(Ana)').click();
  await ben.reads('4 chats went to Ana. Emil Hahn stays with Ana.');
  await hasSelected(ben);
  await isInList(ben);

  await ana.reads('Ben handed 4 chats over to you');
  await ana.press('Show');
  await ana.page.locator('#view-mine[aria-selected="true"]').wait();
  await isListed(ana, 'Hugo Brandt');
  await ana.openChat('Finn Roth');
  await ana.finds('complementary', 'Handed over to you');
  await ana.reads('All of them about the fair', 'aside');
});

test('what was transferred together is taken back together, but for what somebody has gone on with', async () => {
  const { ana, ben } = office;
  await ana.answer('Finn Roth', 'I have it');
  await ana.reads('I have it');
  await ben.press('Undo');
  await ben.reads('3 chats taken back. Too late for Finn Roth');
  await ben.choose('Mine');
  await isListed(ben, 'Dora Klein');
  await ben.choose('Waiting');
  for (const name of ['Greta Wolf', 'Hugo Brandt']) await isListed(ben, name);
});

test('what waits is claimed together, and what a colleague has stays theirs', async () => {
  const { ben } = office;
  await ben.choose('Everyone');
  for (const name of ['Emil Hahn', 'Greta Wolf', 'Hugo Brandt']) await click(ben, name, 'Control');
  await ben.reads('3 selected', '[role=status]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.page.locator('[aria-label="Selected conversations"] ::-p-text(Claim)').click();
  await ben.reads('2 chats are yours. Emil Hahn stays with Ana.');
  await hasSelected(ben);
  await isInList(ben);
  await ben.choose('Mine');
  for (const name of ['Greta Wolf', 'Hugo Brandt']) await isListed(ben, name);
});

test('a selection is closed with one outcome; who still waits is named first and stays open unless that is wanted, and all of it can be taken back', async () => {
  const { ana, ben, simulator } = office;
  await ben.openChat('Hugo Brandt');
  await ben.answer('Hugo Brandt', 'All done');
  await ben.reads('All done');
  await ben.choose('Everyone');
  await click(ben, 'Emil Hahn', 'Control');
  for (const name of ['Dora Klein', 'Greta Wolf', 'Hugo Brandt']) await click(ben, name, 'Control');
  await ben.reads('4 selected', '[role=status]');
  await ben.page.locator('[aria-label="Selected conversations"] ::-p-text(Close)').click();
  await ben.finds('heading', 'Close 1 chat');
  await ben.reads('Emil Hahn stays open with Ana.', '[role=dialog]');
  await ben.reads('2 customers still wait for an answer', '[role=dialog]');
  await ben.page.locator('[role=dialog] label ::-p-text(Sold)').click();
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.page.locator('[role=dialog] ::-p-text(Close these 2 as well)').click();
  await ben.finds('heading', 'Close 3 chats');
  // What is written while the dialog is open was not seen by who decides.
  const greta = addresses.get('Greta Wolf');
  invariant(greta, 'she is a customer');
  simulator.customerWrites(greta, { kind: 'text', text: 'One more thing' });
  await ben.reads('One more thing', '#conversation-list');
  await ben.page.locator('[role=dialog] button[type=submit]').click();
  await ben.reads(
    '2 chats closed. Emil Hahn stays open with Ana. Greta Wolf has just written something new and stayed open.',
  );
  await hasSelected(ben);
  await isInList(ben);
  await ana.page.locator('button[aria-label^="More"]').click();
  await ana.page.locator('[role=menuitemradio] ::-p-text(Closed)').click();
  await ana.page.locator('a[data-conversation] ::-p-text(Hugo Brandt)').click();
  await ana.reads('Ben · closed as Sold');
  await ben.press('Undo');
  await ben.reads('2 chats taken back.');
  await ana.reads('Ben took back closing it');
});

test('a finger that stays selects, further touches select more, and without a selection they open', async () => {
  const { ben } = office;
  await ben.page.setViewport({ width: 390, height: 800, hasTouch: true, isMobile: true });
  await ben.page.evaluate(() => location.assign('#/inbox'));
  await ben.choose('Everyone');
  await isListed(ben, 'Finn Roth');
  const rows = await ben.page.$$('#conversation-list a');
  const at = async (index: number) => {
    const box = await rows[index]?.boundingBox();
    invariant(box, 'the row is on the screen');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const touch = await ben.page.touchscreen.touchStart(...(await at(0)));
  await ben.reads('1 selected', '[role=status]');
  await touch.end();
  await ben.page.touchscreen.tap(...(await at(1)));
  await ben.reads('2 selected', '[role=status]');
  expect(await ben.page.evaluate(() => location.hash)).toBe('#/inbox');
  await ben.press('End the selection');
  await ben.page.touchscreen.tap(...(await at(1)));
  await ben.page.waitForFunction(() => location.hash !== '#/inbox');
  await ben.page.setViewport({ width: 1280, height: 800 });
});

test('what leaves the list leaves the selection, and who may do nothing with it is told why', async () => {
  const { ana, ben } = office;
  await ben.choose('Mine');
  await click(ben, 'Dora Klein', 'Control');
  await click(ben, 'Greta Wolf', 'Control');
  await hasSelected(ben, 'Greta Wolf', 'Dora Klein');
  await ana.choose('Everyone');
  await click(ana, 'Dora Klein', 'Control');
  await ana.press('Transfer');
  await ana.page.locator('[role=dialog] button ::-p-text(Cleo)').click();
  await ana.reads('1 chat went to Cleo.');
  await hasSelected(ben, 'Greta Wolf');
  await press(ben, 'Escape');

  await ben.choose('Everyone');
  await click(ben, 'Dora Klein', 'Control');
  await ben.page.locator('[aria-label="Selected conversations"] ::-p-text(Close)').click();
  await ben.reads('Nothing was closed. Dora Klein stays open with Cleo.');
  await ben.page.locator('[aria-label="Selected conversations"] ::-p-text(Transfer)').click();
  await ben.reads('Nothing was transferred. Dora Klein stays with Cleo.');
  await ben.press('End the selection');
  await hasSelected(ben);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
