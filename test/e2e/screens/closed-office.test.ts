import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let ana: Screen, ben: Screen, cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  ({ ana, ben } = office);
  cleo = await office.sitDown('Cleo');
  const { core } = office.host;
  const signedIn = await core.accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  if (!signedIn.ok) throw new Error('Ana cannot sign in');
  for (const [name, value] of [
    ['routing.mode', 'round-robin'],
    ['routing.includesAdmins', false],
  ] as const) {
    await core.handlers['settings.change']({ name, value }, signedIn.value.agent);
  }
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

const everybody = () => [ana, ben, cleo];

function customerWrites(name: string, phone: string): void {
  const { simulator } = office;
  simulator.customerWrites(simulator.addCustomer({ phone, name }), `Hello from ${name}`);
}

test('an admin closes the office for an hour, and every screen says so at once', async () => {
  await ana.goTo('Settings');
  await ana.press('Opening hours');
  await ana.press('Close now');
  await ana.page.locator('[role=menuitem] ::-p-text(For 1 hour)').click();
  await ana.reads('Closed by hand.');
  await ana.page.waitForFunction(
    () => document.activeElement?.textContent?.trim() === 'Go by the hours again',
  );
  await ana.page.locator('a[href$="inbox"]').click();
  for (const screen of everybody()) await screen.reads('Closed, opens');
  expect(await accessibilityProblems(ben)).toEqual([]);
});

test('what customers write meanwhile waits, and nobody is disturbed', async () => {
  customerWrites('Dora Klein', '+491510000011');
  for (const screen of everybody()) {
    await screen.choose('Waiting');
    await screen.reads('Dora Klein', 'a[data-conversation]');
  }
});

test('the team page and the transfer list say who is off work', async () => {
  await cleo.goTo('Team');
  await cleo.reads('off work, back');
  expect(await accessibilityProblems(cleo)).toEqual([]);
  await cleo.page.locator('a[href$="inbox"]').click();
  await ben.openChat('Dora Klein');
  await ben.press('Transfer');
  await ben.reads('off work, back', '[role=dialog]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.escapeDialog();
});

test('when it opens again, what waited is shared out and nobody sees it closed any more', async () => {
  await ana.goTo('Settings');
  await ana.press('Opening hours');
  await ana.press('Go by the hours again');
  await ana.reads('The opening hours count again');
  await ben.reads('Given to you: next in turn');
  for (const { page } of [ben, cleo]) {
    await page.waitForFunction(() => !document.body.innerText.includes('Closed, opens'));
  }
  expect(everybody().flatMap(({ problems }) => problems)).toEqual([]);
});
