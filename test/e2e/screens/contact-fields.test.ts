import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
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

async function opensContact(screen: Screen): Promise<void> {
  await screen.openChat('Anna Berg');
  await screen.press('Show the contact');
  await screen.reads('Details', 'h3');
}

async function makes(screen: Screen, name: string, kind: string, options = ''): Promise<void> {
  await screen.press('New field');
  await screen.fill('Name', name);
  const select = await screen.finds('combobox', 'Kind');
  await select.asLocator().fill(kind);
  if (options !== '') await screen.fill('Options, one in each line', options);
  await screen.press('Save');
  await screen.reads(`${name} is saved`);
  await screen.reads(name, 'ul[aria-label="Fields of contacts"]');
}

test('an admin defines fields, is told what is wrong with one, and puts them in order', async () => {
  const { ana } = office;
  await ana.goTo('Settings');
  const search = await ana.finds('searchbox', 'Search settings');
  await search.type('custom field');
  await ana.press('Fields of contacts');
  await ana.press('New field');
  await ana.page.locator('[role=dialog] button[type=submit]').click();
  await ana.reads('Give it a name', '[role=dialog]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.escapeDialog();
  await makes(ana, 'Birthday', 'date');
  await makes(ana, 'Insurance', 'choice', 'Private\nBy the state');
  await makes(ana, 'Newsletter', 'yes-no');
  await makes(ana, 'Website', 'link');
  await ana.press('Move Insurance up');
  await ana.reads('The order is changed');
  const names = () =>
    ana.page.$$eval('ul[aria-label="Fields of contacts"] .name', (all) =>
      all.map((each) => each.textContent),
    );
  await expect.poll(names).toEqual(['Insurance', 'Birthday', 'Newsletter', 'Website']);
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('an agent fills them in next to the chat, each with its own control', async () => {
  const { ben } = office;
  await opensContact(ben);
  await ben.press('Fill in Birthday');
  await ben.fill('Birthday', '1990-03-14');
  await ben.press('Save');
  await ben.reads('March 14, 1990');
  await ben.press('Fill in Insurance');
  const choice = await ben.finds('combobox', 'Insurance');
  await choice.asLocator().fill('Private');
  await ben.press('Save');
  await ben.reads('Insurance is saved');
  await ben.press('Fill in Newsletter');
  await ben.finds('radio', 'Yes');
  // On its way the window is narrow, and the panel lies over the rest: it goes on as it was.
  expect(await accessibilityProblems(ben)).toEqual([]);
  await (await ben.finds('radio', 'Yes')).click();
  await ben.press('Save');
  await ben.reads('Newsletter is saved');
  await ben.reads('You noted Birthday: March 14, 1990');
  await ben.press('Fill in Website');
  await ben.fill('Website', 'javascript:alert(1)');
  await ben.press('Save');
  await ben.reads('Write a web address');
  await ben.fill('Website', 'www.example.com');
  await ben.press('Save');
  await ben.finds('link', 'https://www.example.com');
});

test('whoever is second at one field sees what it was changed to, and by whom', async () => {
  const { ana, ben } = office;
  await ana.goTo('Inbox, 1 waiting');
  await opensContact(ana);
  await ana.press('Change Insurance');
  await ben.press('Change Insurance');
  const hers = await ana.finds('combobox', 'Insurance');
  const his = await ben.finds('combobox', 'Insurance');
  await hers.asLocator().fill('By the state');
  await ana.press('Save');
  await ben.reads('changed this to “By the state” meanwhile');
  await his.asLocator().fill('');
  await ben.press('Save mine');
  await ben.reads('Insurance is empty now');
  await ana.reads('Ben emptied Insurance, which was By the state');
  await ben.press('Undo');
  await ana.reads('Ben noted Insurance: By the state');
});

test('a search finds the chat by what was filled in, and says where', async () => {
  const { ben } = office;
  const search = await ben.finds('textbox', 'Search contacts and messages');
  await search.type('state');
  await ben.reads('Insurance: By the state', '[role=region]');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await search.press('Escape');
});

test('a quick reply has what was filled in', async () => {
  const { ben } = office;
  await ben.press('Quick replies');
  await ben.press('New quick reply');
  await ben.fill('Shortcut', 'ins');
  await ben.page.locator('[role=dialog] textarea').click();
  await ben.page.keyboard.type('You are insured: ');
  await ben.page.locator('[role=dialog] ::-p-aria([name="Insurance"][role="button"])').click();
  await ben.press('Save');
  await ben.reads('/ins is saved');
  await ben.escapeDialog();
  const field = await ben.finds('textbox', 'Answer to Anna Berg');
  await field.type('/ins');
  await ben.reads('You are insured: By the state', '[role=option]');
  await field.press('Escape');
});

test('renamed it is called otherwise everywhere at once; deleted it is kept where it is filled in', async () => {
  const { ana, ben } = office;
  await ana.goTo('Settings');
  await ana.press('Fields of contacts');
  await ana.press('Change Insurance');
  await ana.fill('Name', 'Cover');
  await ana.press('Save');
  await ben.finds('button', 'Change Cover');
  await ana.press('Delete Cover');
  await ana.reads('Cover is no longer used. It was not deleted');
  await ben.press('1 more field');
  await ben.reads('no longer used');
  await ana.press('Undo');
  await ben.finds('button', 'Change Cover');
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
