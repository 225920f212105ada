import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let ana: Screen;
let ben: Screen;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  ({ ana, ben } = office);
  cleo = await office.sitDown('Cleo');
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

const save = () => ana.press('Save');

test('an admin changes a colleague’s name, and every screen says so at once', async () => {
  await ben.goTo('Team');
  await ben.reads('Cleo');
  await ana.goTo('Team');
  await ana.press('Edit Cleo');
  const name = await ana.finds('textbox', 'Name');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await name.click({ count: 3 });
  await name.type('Ben');
  await save();
  await ana.reads('Somebody here has this name already.');
  await name.click({ count: 3 });
  await name.type('Clio');
  await save();
  await ana.reads('Clio is changed');
  await ben.reads('Clio');
  // Agents see the list, and nothing to change in it.
  expect(await ben.page.$('[aria-label^="Edit"]')).toBeNull();
});

test('a number that cannot be is told while it is typed', async () => {
  await ana.press('Edit Clio');
  const capacity = await ana.finds('textbox', 'Open chats at most');
  await capacity.type('many');
  await ana.reads('Enter a whole number from 0 to 200, or nothing.');
  await capacity.click({ count: 3 });
  await capacity.type('3');
  await save();
  await ana.reads('At most 3 chats');
});

test('the last admin can neither leave nor stop being one', async () => {
  await ana.press('Edit Ana');
  await ana.reads('The last admin cannot leave');
  const button = await ana.finds('button', 'Deactivate');
  expect(await button.evaluate((element) => (element as HTMLButtonElement).disabled)).toBe(true);
  await ana.page.locator('[role=dialog] input[value=agent]').click();
  await save();
  await ana.reads('This is the last admin. Make somebody else an admin first.');
  await ana.escapeDialog();
});

test('who becomes an admin has an admin’s screens at once, and loses them as quickly', async () => {
  const choose = async (role: string) => {
    await ana.press('Edit Ben');
    await ana.page.locator(`[role=dialog] input[value=${role}]`).click();
    await save();
    await ana.reads('Ben is changed');
  };
  // A supervisor has everybody's figures, and neither settings nor people to change.
  await choose('supervisor');
  await ben.goTo('Reports');
  await ben.reads('Who answered what, how fast, and what came of it.');
  await ben.goTo('Team');
  await ben.reads('Supervisor');
  expect(await ben.page.$('a[href$="settings"], [aria-label^="Edit"]')).toBeNull();
  await choose('admin');
  await ben.finds('link', 'Settings');
  await ben.goTo('Settings');
  await ben.reads('How this office works with WhatsApp');
  await choose('agent');
  await ben.page.waitForFunction(() => document.querySelector('a[href$="settings"]') === null);
  await ben.finds('tablist', 'Which conversations');
});

test('a password that was reset is shown once, ends the sessions and lets its owner do nothing but choose their own', async () => {
  await ana.press('Edit Clio');
  await ana.press('Reset password');
  await ana.reads('The new password of Clio');
  expect(await accessibilityProblems(ana)).toEqual([]);
  const password = await ana.page.$eval('.password', (element) => element.textContent ?? '');
  await cleo.reads('Your password was reset.');
  await ana.press('Done');
  await ana.escapeDialog();
  await cleo.fill('Name', 'Clio');
  await cleo.fill('Password', password.trim());
  await cleo.press('Sign in');
  await cleo.reads('Choose your password');
  expect(await accessibilityProblems(cleo)).toEqual([]);
  await cleo.fill('New password', 'deskline26');
  await cleo.fill('New password again', 'deskline26');
  await cleo.press('Change password');
  await cleo.reads('Leave it out, or add unrelated words.');
  await cleo.fill('New password', 'nine paper windmills');
  await cleo.reads('Hard to guess');
  await cleo.fill('New password again', 'nine paper windmills');
  await cleo.press('Change password');
  await cleo.finds('tablist', 'Which conversations');
});

/** Nothing prints here: what would be on the paper is looked at instead. */
async function printed(): Promise<string> {
  await ana.page.waitForSelector('.printed-card');
  await ana.page.emulateMediaType('print');
  const seen = await ana.page.evaluate(() => {
    const texts = [...document.body.children]
      .filter((element) => (element as HTMLElement).innerText?.trim() !== '')
      .filter((element) => element.getClientRects().length > 0);
    return texts.map((element) => (element as HTMLElement).innerText).join(' // ');
  });
  await ana.page.emulateMediaType('screen');
  await ana.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await ana.page.waitForFunction(() => document.querySelector('.printed-card') === null);
  return seen;
}

test('the card that is printed says where to go and who somebody is, and nothing else is on the paper', async () => {
  await ana.page.evaluate(() => (window.print = () => undefined));
  await ana.press('Edit Clio');
  await ana.press('Print a card');
  const paper = await printed();
  expect(paper).toMatch(/^Your way into Deskline\s+For Clio/);
  expect(paper).not.toContain(' // ');
  expect(paper).toContain(`https://localhost:${office.host.port}`);
  expect(paper).toContain('as you were told');
  // It is for browsers, and none of another PC is let in here.
  expect(paper).not.toContain(office.host.fingerprint);
  await ana.reads('The host can be reached on this PC only');
  await ana.escapeDialog();
});

test('who leaves is signed out, their chat goes to a colleague, and nobody is offered them any more', async () => {
  const { simulator, anna } = office;
  simulator.customerWrites(anna, 'Good morning');
  await cleo.openChat('Anna Berg');
  await cleo.answer('Anna Berg', 'Good morning, this is the front desk');
  await ana.press('Edit Clio');
  await ana.press('Deactivate');
  await ana.reads('What becomes of their 1 chat?');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.page.locator('[role=dialog] input[value=colleague]').click();
  const colleague = await ana.finds('combobox', 'Colleague who gets them');
  await colleague.select(
    await colleague.evaluate((element) => {
      const options = [...(element as HTMLSelectElement).options];
      return options.find(({ text }) => text.startsWith('Ben'))?.value ?? '';
    }),
  );
  await ana.press('Deactivate Clio');
  await ana.reads('Clio is deactivated; 1 chat moved on');
  await cleo.reads('Your account was deactivated.');
  await cleo.reads('Sign in');
  await ben.reads('Ana handed Anna Berg over to you');
  await ben.choose('Mine');
  await ben.openChat('Anna Berg');
  await ben.reads('Clio left the team: this chat went to you');
  // What they said stays theirs.
  await ben.reads('Clio');
  await ben.press('Transfer');
  await ben.finds('searchbox', 'Search colleagues and tags');
  expect(
    await ben.page.$$eval('[role=dialog] li', (all) => all.map((one) => one.textContent)),
  ).toEqual([expect.stringContaining('Ana'), expect.stringContaining('Back to the queue')]);
  await ben.escapeDialog();
});

test('who left is told so at the door, is in a list of their own, and comes back with what they had', async () => {
  await ana.reads('1 deactivated');
  await ana.page.locator('summary').click();
  await ana.press('Edit Clio');
  await ana.press('Reset password');
  await ana.reads('The new password of Clio');
  const password = await ana.page.$eval('.password', (element) => element.textContent ?? '');
  await ana.press('Done');
  await cleo.fill('Name', 'Clio');
  await cleo.fill('Password', password.trim());
  await cleo.press('Sign in');
  await cleo.reads('This account is deactivated.');
  await ana.press('Reactivate');
  await ana.reads('Clio can sign in again');
  await cleo.press('Sign in');
  await cleo.fill('New password', 'eight paper windmills');
  await cleo.fill('New password again', 'eight paper windmills');
  await cleo.press('Change password');
  await cleo.finds('tablist', 'Which conversations');
  await ana.reads('At most 3 chats');
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

test('somebody who is added comes with skills and a number of their own, and the card has their password', async () => {
  await ana.press('Add person');
  await ana.fill('Name', 'Dora');
  await ana.press('Make one up');
  await ana.fill('Open chats at most', '5');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.page.locator('[role=dialog] button[type=submit]').click();
  await ana.reads('Dora can sign in now');
  const password = await ana.page.$eval('.password', (element) => element.textContent ?? '');
  await ana.press('Print a card');
  const paper = await printed();
  expect(paper).toContain('For Dora');
  expect(paper).toContain(password.trim());
  await ana.press('Done');
  await ana.reads('At most 5 chats');
});
