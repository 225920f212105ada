import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ComputerId } from '#shared/domain/ids.ts';
import { readPairingCode } from '#shared/domain/computer.ts';
import { COMPUTER_HEADER } from '#shared/protocol/http.ts';
import { pairComputer } from '#test/doubles/core/pair-computer.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { Agent } from '#shared/domain/agent.ts';

let office: SimulatedOffice;
let admin: Agent;
let computerId: ComputerId;

beforeAll(async () => {
  office = await openSimulatedOffice();
  const { core } = office.host;
  admin = { id: 1 } as Agent;
  ({ computerId } = await pairComputer(core, admin, 'Second desk'));
  await office.ana.page.evaluate(() => (location.hash = '#/settings/computers'));
  await office.ana.reads('Second desk');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});
afterAll(() => office.close());

/** Goes on with Tab until this has the keyboard. */
async function tabTo(name: string): Promise<void> {
  const { page } = office.ana;
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
    if (focused === name) return;
  }
  throw new Error(`${name} is not reached by keyboard.`);
}

test('of two admins who rename it at once the second one sees what the first one made of it', async () => {
  const { ana } = office;
  await ana.press('Rename Second desk');
  await ana.finds('textbox', 'Name');
  const { handlers } = office.host.core;
  const renamed = { computerId, name: 'Back office', before: 'Second desk' };
  expect(await handlers['computer.rename'](renamed, admin)).toMatchObject({ ok: true });
  await ana.fill('Name', 'Second desk');
  await ana.press('Save');
  await ana.reads('Somebody has called it “Back office” meanwhile.');
  await ana.press('Save');
  await ana.reads('It is called Second desk now');
});

test('an admin adds, renames and revokes a computer by keyboard alone', async () => {
  const { ana } = office;
  const { keyboard } = ana.page;
  await tabTo('Add a computer');
  await keyboard.press('Enter');
  const shown = await ana.page.waitForSelector('output');
  const code = readPairingCode((await shown?.evaluate((one) => one.textContent)) ?? '');
  expect(code).not.toBeNull();
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.escapeDialog();
  // Nobody looks at it any more, and it opens nothing.
  const { computers } = office.host.core;
  const begun = { slot: code?.slot ?? '', request: 'AAAA', fingerprint: 'A', address: '10.0.0.3' };
  await expect
    .poll(async () => ((await computers.beginPairing(begun)).ok ? 'open' : 'over'))
    .toBe('over');
  expect(await computers.beginPairing(begun)).toMatchObject({ code: 'no-code' });

  await tabTo('Rename Second desk');
  await keyboard.press('Enter');
  await ana.finds('textbox', 'Name');
  await keyboard.down('Control');
  await keyboard.press('KeyA');
  await keyboard.up('Control');
  await keyboard.type('Window seat');
  await keyboard.press('Enter');
  await ana.reads('It is called Window seat now');
  await ana.finds('button', 'Revoke Window seat');

  await tabTo('Revoke Window seat');
  await keyboard.press('Enter');
  await ana.reads('Revoke Window seat?', '[role=dialog]');
  await tabTo('Revoke');
  await keyboard.press('Enter');
  await ana.reads('1 revoked');
  await keyboard.down('Alt');
  await keyboard.press('KeyZ');
  await keyboard.up('Alt');
  await ana.reads('Window seat is let in again');
});

test('browsers are allowed at once, and asked about before they are shut out', async () => {
  const { ana } = office;
  const allows = () => office.host.core.settings.current().computers.browsers;
  const toggle = () => ana.page.locator('[role=switch]').click();
  await toggle();
  await expect.poll(allows).toBe(true);
  await toggle();
  await ana.reads('is signed out at once');
  expect(allows()).toBe(true);
  await ana.press('Cancel');
  expect(allows()).toBe(true);
  await toggle();
  await ana.press('Shut browsers out');
  await expect.poll(allows).toBe(false);
});

test('a PC that is not let in says so, and what to do', async () => {
  const page = await office.browser.newPage();
  await page.setExtraHTTPHeaders({ [COMPUTER_HEADER]: 'unknown' });
  await page.goto(`https://localhost:${office.host.port}/`);
  const screen = Screen.of(page);
  await screen.reads('This computer is not let in');
  await screen.reads('Ask an admin for a new code');
  expect(await accessibilityProblems(screen)).toEqual([]);
});
