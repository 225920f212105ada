import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

test('an admin makes a status of the office’s own, with a name, a colour and a meaning', async () => {
  const { ana } = office;
  await ana.goTo('Settings');
  await ana.press('Who is here');
  await ana.press('Add a status');
  await ana.press('Save');
  await ana.reads('Give it a name of up to 40 letters.', '[role=dialog]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.fill('Name', 'Lunch');
  await ana.press('Save');
  await ana.reads('Gets no new chats', '[aria-label="Your own statuses"] li');
});

test('a person chooses it with the keyboard alone, and colleagues see it, also after a reload', async () => {
  const { ana, ben } = office;
  const account = await ben.finds('button', 'Account of Ben (Online)');
  await account.focus();
  for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown'] as const) {
    await ben.page.keyboard.press(key);
  }
  await ben.page.locator('[role=menuitemradio][data-highlighted] ::-p-text(Lunch)').wait();
  await ben.page.keyboard.press('Enter');
  await ben.finds('button', 'Account of Ben (Lunch)');
  await ana.reads('1 person now', '[aria-label="Your own statuses"] li');
  await ana.goTo('Team');
  await ana.reads('Lunch since', '[aria-label="People"] li');
  await ben.page.reload();
  await ben.press('Account of Ben (Lunch)');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.page.keyboard.press('Escape');
});

test('whoever hands a chat over sees who is at lunch', async () => {
  const { ana } = office;
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'Hello' });
  await ana.goTo('Inbox, 1 waiting');
  await ana.choose('Waiting');
  await ana.openChat('Anna Berg');
  await ana.press('Claim');
  await ana.reads('You are answering');
  await ana.press('Transfer');
  await ana.reads('Lunch · ', '[role=dialog]');
  await ana.escapeDialog();
});

test('retired, it says whom it concerns, and those are online again and told so', async () => {
  const { ana, ben } = office;
  await ana.goTo('Settings');
  await ana.press('Who is here');
  await ana.press('Retire Lunch');
  await ana.reads('Ben has this status now and will be online again.', '[role=dialog]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Retire it');
  await ana.reads('The status Lunch is retired; Ben has it no more');
  await ben.reads('“Lunch” is not offered any more. Your status: Online.');
  await ben.finds('button', 'Account of Ben (Online)');
  await ana.press('Undo');
  await ana.finds('button', 'Retire Lunch');
  expect(ana.problems).toEqual([]);
  expect(ben.problems).toEqual([]);
});
