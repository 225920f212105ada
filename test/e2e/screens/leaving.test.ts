import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'Are you open on Saturday?' });
  const { ben } = office;
  await ben.openChat('Anna Berg');
  await ben.press('Claim');
  await ben.reads('You are answering');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

async function asksToSignOut(): Promise<void> {
  const { ben } = office;
  await ben.press('Account of Ben (Online)');
  await ben.page.locator('::-p-aria([name="Sign out"][role="menuitem"])').click();
  await ben.reads('You still have 1 chat', '[role=dialog]');
}

test('signing out with open chats asks what becomes of them, and staying changes nothing', async () => {
  const { ben } = office;
  await asksToSignOut();
  for (const value of ['light', 'dark']) {
    await ben.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await accessibilityProblems(ben)).toEqual([]);
  }
  await ben.escapeDialog();
  await ben.reads('You are answering');
});

test('a colleague gets them all, marked as new, and the screen is signed out', async () => {
  const { ana, ben } = office;
  await asksToSignOut();
  await ben.page.locator('[role=dialog] label ::-p-text(Hand them over)').click();
  await ben.page.locator('[role=dialog] select').fill('1');
  await ben.page.locator('[role=dialog] button[type=submit]').click();
  await ben.finds('textbox', 'Password');
  await ana.choose('Mine');
  await ana.openChat('Anna Berg');
  await ana.reads('You are answering');
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
