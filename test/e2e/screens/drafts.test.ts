import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';

let office: SimulatedOffice;
let tablet: Screen;

/** Ben has a chat with Anna, and two screens. */
beforeAll(async () => {
  office = await openSimulatedOffice();
  const { simulator, anna, ben } = office;
  simulator.customerWrites(anna, 'Which day would suit you?');
  await ben.openChat('Anna Berg');
  await ben.answer('Anna Berg', 'One moment');
  tablet = await office.sitDown('Ben');
  await tablet.choose('Mine');
  await tablet.reads('One moment', '[data-conversation]');
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(tablet.page, `${task.name} tablet`);
});

afterAll(() => office.close());

const holds = (screen: Screen, text: string) =>
  screen.page.waitForFunction(
    (wanted) => document.querySelector('textarea')?.value === wanted,
    { polling: 'mutation' },
    text,
  );

test('what one begins at the desk is in the list of the tablet, and goes on there', async () => {
  const { ben } = office;
  const field = await ben.finds('textbox', 'Answer to Anna Berg');
  await field.type('Friday at');
  await tablet.reads('Draft:', '[data-conversation]');
  await tablet.reads('Friday at', '[data-conversation]');
  await tablet.openChat('Anna Berg');
  await holds(tablet, 'Friday at');
  await (await tablet.finds('textbox', 'Answer to Anna Berg')).type(' nine');
  await holds(ben, 'Friday at nine');
});

test('sent from one screen, it is on neither any more', async () => {
  const { ben } = office;
  await (await tablet.finds('textbox', 'Answer to Anna Berg')).press('Enter');
  await ben.seesState('Friday at nine', 'Read');
  await holds(ben, '');
  expect(await ben.count('Friday at nine')).toBe(1);
  expect(ben.problems).toEqual([]);
  expect(tablet.problems).toEqual([]);
});

test('what the host was told before it ended is there when another screen opens', async () => {
  const { ben } = office;
  await (await ben.finds('textbox', 'Answer to Anna Berg')).type('Bring the form');
  await holds(tablet, 'Bring the form');
  await ben.page.close();
  await tablet.page.evaluate(() => localStorage.clear());
  await tablet.page.reload();
  await tablet.choose('Mine');
  await tablet.openChat('Anna Berg');
  await holds(tablet, 'Bring the form');
});
