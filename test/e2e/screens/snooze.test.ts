import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'When do you open?' });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

test('an admin adds, moves and removes what is offered, and takes it back', async () => {
  const { ana } = office;
  await ana.goTo('Settings');
  const search = await ana.finds('searchbox', 'Search settings');
  await search.type('remind later');
  await ana.press('Snooze times');
  await ana.fill('How long', '0');
  await ana.press('Add');
  await ana.reads('Write a whole number');
  await ana.fill('How long', '20');
  await ana.press('Add');
  await ana.reads('In 20 minutes', 'ol');
  await ana.press('Add');
  await ana.reads('This one is in the list already.');
  const when = await ana.finds('combobox', 'When');
  await when.asLocator().fill('opening');
  await ana.press('Add');
  await ana.reads('When the office opens next', 'ol');
  await ana.press('Move “In 20 minutes” up');
  const names = () =>
    ana.page.$$eval('ol .name', (all) => all.map((each) => each.textContent?.replace(/\s/g, ' ')));
  await expect
    .poll(names)
    .toEqual([
      'Later today',
      'Tomorrow at 9:00 AM',
      'In 20 minutes',
      'Next Monday at 9:00 AM',
      'When the office opens next',
    ]);
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'snooze settings');
  await ana.press('Back to the usual ones');
  await expect.poll(async () => (await names()).length).toBe(3);
  await ana.press('Undo');
  await expect.poll(async () => (await names()).length).toBe(5);
});

test('agents see them at once; a time at which the office is closed is said so', async () => {
  const { ana, ben, host } = office;
  const signedIn = await host.core.accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  invariant(signedIn.ok, 'Ana is an admin');
  const until = Date.now() + 5 * 86_400_000;
  const { agent } = signedIn.value;
  await host.core.handlers['hours.override']({ override: { isOpen: false, until } }, agent);
  await ben.openChat('Anna Berg');
  await ben.press('Claim');
  await ben.press('Snooze');
  await ben.reads('In 20 minutes', '[role=menuitem]');
  await ben.reads('The office is closed then', '[role=menuitem]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await photograph(ben.page, 'snooze menu');
  await ben.page.locator('[role=menuitem] ::-p-text(In 20 minutes)').click();
  await ben.reads('Snoozed until');
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
