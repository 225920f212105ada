import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
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

test('the office’s rule is what is suggested', async () => {
  const { core } = office.host;
  const signedIn = await core.accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  if (!signedIn.ok) throw new Error(signedIn.message);
  const rule = { name: 'ownership.whenOwnerLeaves', value: 'colleague' };
  await core.handlers['settings.change'](rule, signedIn.value.agent);
  await asksToSignOut();
  await office.ben.finds('combobox', 'Who gets them');
  await office.ben.escapeDialog();
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

test('going offline asks the same, says so as long as it lasts, and one click ends it', async () => {
  const { ana, ben } = office;
  await ben.signIn('Ben', PASSWORD);
  await ana.goTo('Team');
  // Nobody is asked about no chats.
  await ben.press('Account of Ben (Online)');
  await ben.page.locator('::-p-aria([name="Offline"][role="menuitemradio"])').click();
  await ben.reads('You are offline');
  await ana.reads('Offline since', '[aria-label="People"] li');
  for (const value of ['light', 'dark']) {
    await ben.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    expect(await accessibilityProblems(ben)).toEqual([]);
  }
  await ben.press('Go online');
  await ben.finds('button', 'Account of Ben (Online)');
  expect(await ben.count('You are offline')).toBe(0);

  const { simulator } = office;
  const emil = simulator.addCustomer({ phone: '+4915112345679', name: 'Emil Hahn' });
  simulator.customerWrites(emil, { kind: 'text', text: 'Hello' });
  await ben.openChat('Emil Hahn');
  await ben.press('Claim');
  await ben.reads('You are answering');
  await ben.press('Account of Ben (Online)');
  await ben.page.locator('::-p-aria([name="Offline"][role="menuitemradio"])').click();
  await ben.reads('You still have 1 chat', '[role=dialog]');
  await ben.page.locator('[role=dialog] label ::-p-text(Back to the queue)').click();
  await ben.page.locator('[role=dialog] button[type=submit]').click();
  await ben.finds('button', 'Account of Ben (Offline)');
  await ana.goTo('Inbox, 1 waiting');
  await ana.choose('Waiting');
  await ana.reads('Emil Hahn', 'a[data-conversation]');
});
