import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

const DRAFT = 'We have a table at eight';

let office: SimulatedOffice;
let ben: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  ({ ben } = office);
  office.simulator.customerWrites(office.anna, 'Good morning');
  await ben.openChat('Anna Berg');
  await (await ben.finds('textbox', 'Answer to Anna Berg')).type(DRAFT);
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const shown = () => ben.page.evaluate(() => `${document.title} ${document.body.innerText}`);

test('a locked screen shows nothing of customers, whatever they write meanwhile', async () => {
  await ben.page.locator('button[title^="Ben ("]').click();
  await ben.page.locator('::-p-aria([name="Lock"][role="menuitem"])').click();
  await ben.reads('Ben, enter your password to go on where you were.');
  expect(await accessibilityProblems(ben)).toEqual([]);
  office.simulator.customerWrites(office.anna, 'Is anybody there?');
  await office.ana.choose('Everyone');
  await office.ana.reads('Is anybody there?', '[data-conversation]');
  const text = await shown();
  for (const secret of ['Anna', 'Good morning', 'anybody', DRAFT]) {
    expect(text).not.toContain(secret);
  }
});

test('another tab and a reload are as locked', async () => {
  await ben.page.reload();
  await ben.reads('Ben, enter your password to go on where you were.');
  expect(await shown()).not.toContain('Anna');
});

test('a wrong password is refused, the right one opens the same chat with what was begun', async () => {
  const field = await ben.finds('textbox', 'Password');
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  // By the keyboard alone.
  await ben.page.keyboard.type('not this one');
  await ben.page.keyboard.press('Enter');
  await ben.reads('The password is not right.');
  await ben.page.keyboard.type(PASSWORD);
  await ben.page.keyboard.press('Enter');
  await ben.finds('textbox', 'Answer to Anna Berg');
  expect(await ben.page.$eval('textarea', ({ value }) => value)).toBe(DRAFT);
  await ben.reads('Is anybody there?');
});
