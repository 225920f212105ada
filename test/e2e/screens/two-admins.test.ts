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
