import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Core } from '#main/core/api.ts';
import type { TagId } from '#shared/domain/ids.ts';
import type { Agent } from '#shared/domain/agent.ts';
import { invariant } from '#shared/util/assert.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskline-rules-'));
  office = await openSimulatedOffice();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

async function choosesItem(screen: Screen, menu: string, item: string): Promise<void> {
  await screen.press(menu);
  await screen.page.locator(`[role=menuitem] ::-p-text(${item})`).click();
}

async function asAdmin(): Promise<{ readonly handlers: Core['handlers']; readonly ana: Agent }> {
  const { core } = office.host;
  const signedIn = await core.accounts.signIn({ name: 'Ana', password: PASSWORD }, 'test');
  invariant(signedIn.ok, 'Ana works here');
  return { handlers: core.handlers, ana: signedIn.value.agent };
}

test('an admin makes a rule of a ready-made one, sees it in plain words and tries it', async () => {
  const { ana, simulator } = office;
  const { handlers, ana: admin } = await asAdmin();
  const tag = { id: null, name: 'Billing', colour: 'blue', isRetired: false } as const;
  await handlers['tag.save']({ tag }, admin);
  simulator.customerWrites(office.anna, 'Where is my invoice?');
  await ana.reads('Where is my invoice?');
  await ana.goTo('Settings');
  await ana.press('Automation');
  await ana.reads('There are no rules yet');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'automation empty');
  await ana.press(
    'Tag invoices Messages about invoices and bills get a tag, so that those who know it get them.',
  );
  await ana.reads('put the tag Billing on.');
  await choosesItem(ana, 'Add an action', 'Give the chat to somebody');
  const to = await ana.finds('combobox', 'To whom');
  await to.select('tag 1');
  await ana.reads('put the tag Billing on and assign to the queue for Billing.');
  await choosesItem(ana, 'Add a condition', 'The office is open or closed');
  await ana.reads('and the office is open');
  await ana.press('Try it on the last week');
  await ana.reads('It would have acted once.');
  await ana.reads('It would not have answered anybody by itself.');
  await ana.reads('found: invoice*');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'automation editor');
});

test('switched on it acts on the next message, and everybody sees that it did', async () => {
  const { ana, ben, simulator } = office;
  await (await ana.finds('switch', 'The rule is on')).click();
  await ana.press('Save');
  await ana.reads('Saved. The rule acts from now on.');
  const dora = simulator.addCustomer({ phone: '+4915100000011', name: 'Dora Klein' });
  simulator.customerWrites(dora, 'I need an INVOICE');
  await ben.openChat('Dora Klein');
  await ben.reads('Rule “Tag invoices” put the tag Billing on');
  await ben.reads('Rule “Tag invoices” put this chat in the queue for Billing');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await photograph(ben.page, 'automation timeline');
  await ana.press('All rules');
  await ana.reads('acted once');
  await photograph(ana.page, 'automation list');
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('people who are called by a rule hear of it, and its replies bear its name', async () => {
  const { ana, ben, simulator } = office;
  await ana.press('Urgent words Calls everybody to a chat in which something is urgent.');
  await choosesItem(ana, 'Add an action', 'Send a reply');
  await ana.reads('1 thing to put right');
  await (await ana.finds('textbox', 'Text')).type('Hello {name}, we are on it.');
  await (await ana.finds('switch', 'The rule is on')).click();
  await ana.press('Save');
  await ana.reads('Saved. The rule acts from now on.');
  const emil = simulator.addCustomer({ phone: '+4915100000012', name: 'Emil Hahn' });
  simulator.customerWrites(emil, 'This is urgent!');
  await ben.reads('Rule “Urgent words” calls you to the chat with Emil Hahn');
  await ben.openChat('Emil Hahn');
  await ben.reads('Emil Hahn writes that it is urgent.');
  await ben.seesState('Hello Emil Hahn, we are on it.', 'Read');
  await ben.reads('Rule “Urgent words”');
  await photograph(ben.page, 'automation called');
});

test('rules change places, are switched off, duplicated, and removed with undo', async () => {
  const { ana } = office;
  await ana.press('All rules');
  await ana.press('Move Urgent words up');
  const names = () =>
    ana.page.$$eval('main ol > li a', (links) => links.map((link) => link.textContent));
  await ana.page.waitForFunction(
    () => document.querySelector('main ol > li a')?.textContent === 'Urgent words',
  );
  expect(await names()).toEqual(['Urgent words', 'Tag invoices']);
  const focused = () => ana.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(await focused()).toBe('Move Urgent words down');
  await (await ana.finds('switch', 'Rule “Urgent words” is on')).click();
  await ana.reads('“Urgent words” does nothing from now on');
  await choosesItem(ana, 'More for Tag invoices', 'Duplicate');
  await ana.reads('“Tag invoices copy” is there, switched off');
  await choosesItem(ana, 'More for Urgent words', 'Remove');
  await ana.reads('“Urgent words” is removed');
  expect(await names()).toEqual(['Tag invoices', 'Tag invoices copy']);
  await ana.press('Undo');
  await ana.page.locator('main ol > li:nth-child(3)').wait();
  expect(await names()).toEqual(['Urgent words', 'Tag invoices', 'Tag invoices copy']);
});

test('what is gone since says so at its rule, and the second of two admins is told', async () => {
  const { ana } = office;
  const { handlers, ana: admin } = await asAdmin();
  const got = await handlers['rules.get']({}, admin);
  invariant(got.ok, 'an admin sees the rules');
  const saved = got.value.rules.find(({ rule }) => rule.name === 'Tag invoices copy');
  invariant(saved !== undefined, 'it was duplicated');
  const tag = { id: 1 as TagId, name: 'Billing', colour: 'blue', isRetired: true } as const;
  await handlers['tag.save']({ tag }, admin);
  await ana.reads('Needs attention: This tag is offered no more. Choose another one.');
  await photograph(ana.page, 'automation attention');
  await ana.page.locator('main ol > li:nth-child(3) a').click();
  const name = await ana.finds('textbox', 'Name of the rule');
  await name.click({ count: 3 });
  await name.type('Mine');
  await name.press('Tab');
  await ana.reads('Not saved', 'header');
  const { id: ruleId, version: baseVersion, rule } = saved;
  await handlers['rules.save']({ ruleId, baseVersion, rule: { ...rule, name: 'Theirs' } }, admin);
  await ana.reads('Somebody else has saved this rule meanwhile.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  // What happened before is still told above it.
  await (await ana.finds('button', 'Take theirs')).press('Enter');
  await ana.reads('2 things to put right');
  expect(await name.evaluate((field) => (field as HTMLInputElement).value)).toBe('Theirs');
});

test('rules of another office are imported, and what is missing here is asked for', async () => {
  const { ana } = office;
  const { handlers, ana: admin } = await asAdmin();
  const tag = { id: null, name: 'Sales', colour: 'green', isRetired: false } as const;
  await handlers['tag.save']({ tag }, admin);
  await ana.press('All rules');
  const rule = {
    format: 1,
    name: 'Offers',
    isOn: true,
    when: { type: 'message', any: ['offer'], all: [], none: [], isWhole: false },
    conditions: [],
    then: [{ type: 'tag', tag: 'Verkauf' }],
    isLast: false,
  };
  const choose = async (name: string, content: string): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, content);
    const input = (await ana.page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  await choose('bad.json', JSON.stringify({ kind: 'deskline-rules', format: 1, rules: [{}] }));
  await ana.reads('This file cannot be imported');
  await ana.escapeDialog();
  const file = { kind: 'deskline-rules', format: 1, rules: [rule] };
  await choose('rules.json', JSON.stringify(file));
  await ana.reads('What is meant?');
  await (await ana.finds('combobox', 'Tag “Verkauf”')).select('2');
  await ana.reads('put the tag Sales on');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'automation import');
  await ana.press('Import');
  await ana.reads('1 rule is imported, switched off');
  await ana.reads('When a message contains “offer”: put the tag Sales on.');
  expect(ana.problems).toEqual([]);
});

test('the search of the settings finds it by other words', async () => {
  const { ana } = office;
  await ana.press('All settings');
  await (await ana.finds('searchbox', 'Search settings')).type('keyword');
  await ana.reads('Tags, assigns, notes and answers by rules');
});
