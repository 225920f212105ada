import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let ben: Agent;

beforeAll(async () => {
  office = await openSimulatedOffice();
  const { accounts, handlers } = office.host.core;
  const ana = await accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  const his = await accounts.signIn({ name: 'Ben', password: PASSWORD }, 'test');
  invariant(ana.ok && his.ok, 'both work here');
  const { id: agentId } = his.value.agent;
  await handlers['agent.change']({ agentId, role: 'admin' }, ana.value.agent);
  ben = { ...his.value.agent, role: 'admin' };
  await office.ana.goTo('Settings');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

test('amber that does not come before red is refused while it is typed, in either field', async () => {
  const { ana } = office;
  await ana.press('Waiting customers');
  await ana.fill('Amber after', '15');
  await ana.reads('choose less than 15 minutes, or raise red first');
  await ana.page.keyboard.press('Escape');
  await ana.fill('Red after', '5');
  await ana.reads('choose more than 5 minutes, or lower amber first');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'amber before red');
  await ana.page.keyboard.press('Escape');
});

test('whoever is second at a setting sees the newer value and whose it is, and decides', async () => {
  const { ana, host } = office;
  const field = await ana.finds('textbox', 'Red after');
  await field.click({ count: 3 });
  await field.type('30');
  const theirs = { name: 'waiting.redMinutes', value: 20 };
  await host.core.handlers['settings.change'](theirs, ben);
  await field.press('Enter');
  await ana.reads('Ben set this to “20 minutes” meanwhile.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'second admin');
  await ana.press('Set it to “30 minutes”');
  await ana.reads('Red after: 30 minutes');
  await ana.press('Undo');
  await ana.reads('Red after: 20 minutes');
  expect(ana.problems).toEqual([]);
});

test('whoever is second at a tag sees what it is called by now, and decides', async () => {
  const { ana, host } = office;
  const { handlers } = host.core;
  const tag = { id: null, name: 'Sales', colour: 'blue', isRetired: false } as const;
  const made = await handlers['tag.save']({ tag }, ben);
  invariant(made.ok, 'the name is free');
  await ana.press('Tags and outcomes');
  const field = await ana.finds('textbox', 'Name of Sales');
  await field.click({ count: 3 });
  await field.type('Offers');
  await handlers['tag.save']({ tag: { ...made.value.tag, name: 'New customers' } }, ben);
  await ana.finds('textbox', 'Name of New customers');
  expect(await field.evaluate((one) => (one as HTMLInputElement).value)).toBe('Offers');
  await field.press('Enter');
  await ana.reads('Ben has changed this meanwhile. Now it is:');
  await ana.reads('Name: New customers');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'second at a tag');
  await ana.press('Save “Offers”');
  await ana.finds('textbox', 'Name of Offers');
  expect(ana.problems).toEqual([]);
});

test('whoever is second at a quick reply keeps what was typed, and decides', async () => {
  const { ana, host } = office;
  const { handlers } = host.core;
  const quickReply = { id: null, shortcut: 'hours', text: 'From nine.', ownerId: null, file: null };
  const made = await handlers['quick-reply.save']({ quickReply }, ben);
  invariant(made.ok, 'the shortcut is free');
  const theirs = { ...made.value.quickReply, text: 'From nine to six.' };
  await ana.press('Account of Ana (Online)');
  await ana.page.locator('::-p-aria([name="Quick replies"][role="menuitem"])').click();
  await ana.press('Change /hours');
  await ana.fill('Text', 'From nine to five.');
  await handlers['quick-reply.save']({ quickReply: theirs }, ben);
  await ana.press('Save');
  await ana.reads('Ben has changed this meanwhile. Now it is:', '[role=dialog]');
  await ana.reads('Text: From nine to six.', '[role=dialog]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'second at a quick reply');
  const saved = () => host.core.sync.open(ben, null).welcome.labels.quickReplies;
  expect(saved()).toMatchObject([{ text: 'From nine to six.' }]);
  await ana.press('Save mine');
  await ana.reads('From nine to five.', '[role=dialog] li');
  expect(saved()).toMatchObject([{ text: 'From nine to five.' }]);
  await ana.press('Change /hours');
  await ana.fill('Text', 'Always.');
  await handlers['quick-reply.save']({ quickReply: theirs }, ben);
  await ana.press('Save');
  await ana.press('Leave it so');
  await ana.reads('From nine to six.', '[role=dialog] li');
  await ana.escapeDialog();
  expect(ana.problems).toEqual([]);
});

test('a week that is being made outlasts the one that another admin puts in force, who is named', async () => {
  const { ana, host } = office;
  const { handlers } = host.core;
  const atTimes = 'At these times A day without times is closed.';
  const saturdays = [{ from: '10:00', to: '13:00' }];
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], sunday: [] };
  await ana.press('Opening hours');
  await (await ana.finds('radio', atTimes)).click();
  await (await ana.finds('switch', 'Open on Saturday')).click();
  await ana.finds('button', 'Remove 9:00 AM–6:00 PM on Saturday');
  await handlers['hours.save']({ plan: { week: { ...closed, saturday: saturdays } } }, ben);
  await ana.reads('Ben has put other times in force meanwhile.');
  await ana.reads('Sat 10:00 AM–1:00 PM');
  // What she made is there as before.
  await ana.finds('button', 'Remove 9:00 AM–6:00 PM on Saturday');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'second at a week');
  await ana.press('Leave it so');
  await ana.finds('button', 'Remove 10:00 AM–1:00 PM on Saturday');

  await handlers['hours.save']({ plan: { week: null } }, ben);
  await (await ana.finds('radio', atTimes)).click();
  await ana.reads('Not in force yet');
  await handlers['hours.save']({ plan: { week: { ...closed, saturday: saturdays } } }, ben);
  await ana.press('Put mine in force');
  await ana.reads('Opening hours saved');
  await ana.finds('button', 'Remove 9:00 AM–6:00 PM on Monday');
  await ana.press('Undo');
  await ana.finds('button', 'Remove 10:00 AM–1:00 PM on Saturday');
  expect(ana.problems).toEqual([]);
});

test('times of a day that are being typed wait for a decision when another admin changes that day', async () => {
  const { ana, host } = office;
  const { handlers } = host.core;
  const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], sunday: [] };
  const becomes = (saturday: { from: string; to: string }[]) =>
    handlers['hours.save']({ plan: { week: { ...closed, saturday } } }, ben);
  const closing = await ana.finds('textbox', 'Saturday, closes (1)');
  await closing.asLocator().fill('14:30');
  await becomes([]);
  await ana.reads('Saturday: Closed');
  expect(await closing.evaluate((one) => (one as HTMLInputElement).value)).toBe('14:30');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'second at a day');
  await (await ana.finds('button', 'Save “10:00 AM–2:30 PM”')).press('Enter');
  await ana.finds('button', 'Remove 10:00 AM–2:30 PM on Saturday');
  await ana.reads('Opening hours saved');

  await closing.asLocator().fill('15:30');
  await becomes([{ from: '08:00', to: '09:00' }]);
  await ana.reads('Saturday: 8:00 AM–9:00 AM');
  await (await ana.finds('button', 'Leave it so')).press('Enter');
  await ana.finds('button', 'Remove 8:00 AM–9:00 AM on Saturday');
  expect(ana.problems).toEqual([]);
});

test('whoever is second at a field of contacts keeps what was typed until they decide', async () => {
  const { ana, host } = office;
  const { handlers } = host.core;
  const field = {
    name: 'Size',
    type: 'text',
    options: [] as string[],
    help: '',
    isOnPanel: true,
    isRetired: false,
  } as const;
  const made = await handlers['contact-field.save']({ id: null, field }, ben);
  invariant(made.ok, 'the name is free');
  await ana.press('Fields of contacts');
  await ana.press('Change Size');
  await ana.fill('Name', 'Size of shoes');
  const { id } = made.value.field;
  await handlers['contact-field.save']({ id, field: { ...field, name: 'Shoes' } }, ben);
  await ana.press('Save');
  await ana.reads('Name: Shoes', '[role=dialog]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'second at a field');
  await ana.press('Leave it so');
  await ana.reads('Shoes');
  expect(ana.problems).toEqual([]);
});
