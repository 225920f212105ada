import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { busyWeeks } from '#test/doubles/reports/busy-weeks.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { PASSWORD, openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { reportViews } from '#renderer/state/place.ts';

let office: SimulatedOffice;
let ana: Screen;
let ben: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice(await busyWeeks(35, Date.now(), PASSWORD));
  ({ ana, ben } = office);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const shown = (screen: Screen) => screen.page.$eval('main', (main) => main.innerText);

async function look(screen: Screen, view: string): Promise<void> {
  await screen.page.evaluate((to) => {
    location.hash = `#/reports/${to}`;
  }, view);
  await isRead(screen);
}

async function isRead({ page }: Screen): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('main .view')?.textContent !== '' &&
      document.querySelector('main [role=status]') === null &&
      document.querySelector('main .view [aria-busy=true]') === null,
  );
}

async function choose(label: string, value: string): Promise<void> {
  const select = await ana.finds('combobox', label);
  await select.asElement()!.select(value);
  await isRead(ana);
}

/** The number of a tile. */
async function tile(screen: Screen, label: string): Promise<string> {
  return screen.page.$$eval(
    'main button',
    (buttons, wanted) => {
      const found = buttons.find((button) => button.innerText.startsWith(wanted));
      return found?.innerText.split('\n')[1] ?? 'there is no such tile';
    },
    label,
  );
}

test('this moment: who waits for how long, who is here, and today so far', async () => {
  await ana.goTo('Reports');
  await ana.reads('Waiting in the queue');
  await ana.finds('link', 'Open the chat with Sam');
  await ana.reads('Today so far');
  expect(await shown(ana)).toContain('Ben');
});

test('a customer who writes is on the wall by itself', async () => {
  await look(ana, 'today');
  office.simulator.customerWrites(office.anna, 'Are you open?');
  await ana.page.waitForFunction(() => {
    const [first] = document.querySelectorAll('main .wall strong');
    return first?.textContent === '2';
  });
});

test('a figure says what it counts and opens the conversations, which add up to it', async () => {
  await look(ana, 'summary');
  await choose('Time', 'month');
  await ana.reads('Day by day');
  const opened = await tile(ana, 'Episodes opened');
  await (await ana.page.locator('main button ::-p-text(Episodes opened)').waitHandle()).click();
  await ana.reads('An episode goes from open to closed.', '[role=dialog]');
  await ana.reads(`${opened} in all`, '[role=dialog]');
  const lines = () => ana.page.$$eval('[role=dialog] li', (items) => items.length);
  while ((await lines()) < Number(opened)) {
    const before = await lines();
    await ana.press('Show more');
    await ana.page.waitForFunction(
      (count) => document.querySelectorAll('[role=dialog] li').length > count,
      {},
      before,
    );
  }
  expect(await lines()).toBe(Number(opened));
  await (await ana.page.locator('[role=dialog] li a').waitHandle()).click();
  await ana.page.waitForFunction(() => location.hash.startsWith('#/inbox/'));
});

test('what customers gave: average, spread, and the conversations of each number', async () => {
  await look(ana, 'satisfaction');
  await choose('Time', 'month');
  const answers = Number(await tile(ana, 'Answers'));
  expect(answers).toBeGreaterThan(0);
  await ana.press('Show as a table');
  const numbers = await ana.page.$$eval('main table:first-of-type tbody', ([body]) =>
    [...(body?.rows ?? [])].map((row) => Number(row.cells[1]?.innerText)),
  );
  expect(numbers).toHaveLength(5);
  expect(numbers.reduce((sum, each) => sum + each, 0)).toBe(answers);
  await (await ana.page.locator('main td button, main th button').waitHandle()).click();
  await ana.reads('Episodes to which the customer gave 5 of 5.', '[role=dialog]');
  await ana.reads(`${numbers[0] ?? 0} in all`, '[role=dialog]');
  await (await ana.page.locator('[role=dialog] li a').waitHandle()).click();
  await ana.reads('The customer gave');
});

test('every report can be used by everybody, in both themes, wide and narrow', async () => {
  for (const view of [...reportViews, 'people/2']) {
    await look(ana, view);
    expect(await accessibilityProblems(ana), view).toEqual([]);
  }
});

test('every chart is a table as well, which can be saved and copied', async () => {
  for (const view of ['summary', 'times', 'week', 'outcomes']) {
    await look(ana, view);
    expect(await ana.page.$('main table'), view).toBeNull();
    await ana.press('Show as a table');
    await ana.page.waitForSelector('main table');
  }
  await ana.finds('button', 'Save “From question to outcome” as a CSV file');
});

test('the figures of one person, by business hours, and back to everybody', async () => {
  await look(ana, 'people');
  await (await ana.finds('link', 'Figures of Ben')).click();
  await ana.finds('heading', 'Ben');
  await ana.reads('Time in each status');
  const wall = await tile(ana, 'First response');
  await choose('Times by', 'open');
  expect(await tile(ana, 'First response')).toBeDefined();
  expect(wall).not.toBe('there is no such tile');
  await choose('Times by', 'wall');
  await ana.press('Everybody');
  await ana.reads('Everybody’s figures');
});

test('an agent sees what is theirs, and nothing of others, whatever they ask for', async () => {
  await look(ben, 'people');
  await ben.finds('heading', 'Ben');
  expect(await shown(ben)).not.toContain('Cleo');
  await look(ben, 'people/3');
  await ben.reads('Your role does not allow this. Ask an admin.');
  await look(ben, 'summary');
  const own = await tile(ben, 'Messages sent');
  await look(ben, 'people/2');
  expect(await tile(ben, 'Messages sent')).toBe(own);
});

test('an amount is asked for when a chat is closed as won, and counts at once', async () => {
  await ana.page.evaluate(() => {
    location.hash = '#/inbox';
  });
  await ana.openChat('Sam');
  await ana.answer('Sam', 'You are welcome');
  await ana.press('Close with an outcome');
  await (await ana.finds('radio', 'Sold')).click();
  await ana.fill('What it brought in', 'a lot');
  await ana.press('Close chat');
  await ana.reads('Enter an amount, such as 120 or 79.90.');
  await ana.fill('What it brought in', '1234567.89');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Close chat');
  await ana.reads('€1,234,567.89');
  await look(ana, 'outcomes');
  await choose('Time', 'today');
  await ana.reads('€1,23', 'main');
  expect(ana.problems.filter((problem) => !problem.includes('favicon'))).toEqual([]);
});
