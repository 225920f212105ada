import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'deskline-prices-'));
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'When do you open?' });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(directory, { recursive: true, force: true });
});

async function opensThem(screen: Screen, name: string): Promise<void> {
  await screen.press(`Account of ${name} (Online)`);
  await screen.page.locator('::-p-aria([name="Quick replies"][role="menuitem"])').click();
  await screen.reads('New quick reply', '[role=dialog]');
}

test('an admin makes one for everybody, with a placeholder and a file', async () => {
  const { ana } = office;
  await opensThem(ana, 'Ana');
  await ana.press('New quick reply');
  await ana.press('Save');
  await ana.reads('Use 1 to 30 letters', '[role=dialog]');
  await ana.reads('Write a text or attach a file', '[role=dialog]');
  await ana.fill('Shortcut', 'hours');
  await ana.fill('Text', 'Hello');
  await ana.page.locator('[role=dialog] textarea').click();
  await ana.page.keyboard.press('End');
  await ana.page.keyboard.type(' ');
  await ana.press('First name');
  await ana.page.keyboard.type(', from nine to six.');
  await ana.reads('Hello Anna, from nine to six.', '[role=dialog]');
  const prices = join(directory, 'prices.pdf');
  await writeFile(prices, '%PDF-1.4 prices');
  const picker = await ana.page.waitForSelector('[role=dialog] input[type=file]');
  await (picker as ElementHandle<HTMLInputElement>).uploadFile(prices);
  for (const value of ['light', 'dark']) {
    await ana.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await accessibilityProblems(ana)).toEqual([]);
  }
  await ana.press('Save');
  await ana.reads('/hours', '[role=dialog] li');
  await ana.reads('prices.pdf', '[role=dialog] li');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.escapeDialog();
});

test('typed with a slash it is in the answer, filled in, and its file is attached', async () => {
  const { ben } = office;
  await ben.openChat('Anna Berg');
  const field = await ben.finds('textbox', 'Answer to Anna Berg');
  await field.type('/ho');
  await ben.reads('Hello Anna, from nine to six.', '[role=option]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await field.press('Enter');
  const text = await field.evaluate((element) => (element as HTMLTextAreaElement).value);
  expect(text).toBe('Hello Anna, from nine to six.');
  await ben.reads('prices.pdf', '[aria-label="Attachments"]');
  await field.type(' See you!');
  await field.press('Enter');
  await ben.seesState('Hello Anna, from nine to six. See you!', 'Read');
  expect(office.simulator.sent.at(-1)).toMatchObject({
    content: { kind: 'document', caption: 'Hello Anna, from nine to six. See you!' },
  });
});

test('somebody’s own is theirs alone; deleted it comes back when they take that back', async () => {
  const { ana, ben } = office;
  await ben.press('Quick replies');
  await ben.page.locator('::-p-aria([name="Manage quick replies"][role="button"])').click();
  await ben.press('New quick reply');
  await ben.fill('Shortcut', 'bye');
  await ben.fill('Text', 'Have a nice day!');
  await ben.press('Save');
  await ben.reads('/bye', '[aria-label="Only for me"]');
  await ben.press('Delete /bye');
  await ben.reads('/bye is deleted');
  await ben.press('Undo');
  await ben.reads('/bye', '[aria-label="Only for me"]');
  // What the team has is not his to change.
  expect(await ben.page.$('::-p-aria([name="Delete /hours"][role="button"])')).toBeNull();
  await opensThem(ana, 'Ana');
  await ana.reads('/hours', '[role=dialog]');
  expect(await ana.count('/bye')).toBe(0);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
