import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, 'Is my ring ready?');
  const cora = office.simulator.addCustomer({ phone: '+4915112340000', name: 'Cora Lind' });
  office.simulator.customerWrites(cora, 'Hello?');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await office.close();
});

const LABEL = 'Note about Anna Berg';

test('a note is written in another place than a message and never reaches the customer', async () => {
  const { ana, simulator } = office;
  await ana.openChat('Anna Berg');
  await (await ana.finds('textbox', 'Answer to Anna Berg')).type('Dear ');
  await ana.reads('You claimed this chat');
  await ana.press('Note');
  const note = await ana.finds('textbox', LABEL);
  expect(await note.evaluate((field) => (field as HTMLTextAreaElement).value)).toBe('');
  await note.type('Ask @be');
  await ana.finds('option', 'Ben');
  await note.press('Enter');
  await note.type('first');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await note.press('Enter');
  await ana.reads('Ask @Ben first', '[data-message]');
  await ana.reads('Only your team sees this', '[data-message]');

  await ana.press('Message');
  const answer = await ana.finds('textbox', 'Answer to Anna Berg');
  expect(await answer.evaluate((field) => (field as HTMLTextAreaElement).value)).toBe('Dear ');
  await answer.type('Anna');
  await answer.press('Enter');
  await ana.seesState('Dear Anna', 'Read');
  expect(simulator.sent.map(({ content }) => 'text' in content && content.text)).toEqual([
    'Dear Anna',
  ]);
});

test('another conversation begins with a message, whatever was being written before', async () => {
  const { ana } = office;
  await ana.press('Note');
  await (await ana.finds('textbox', LABEL)).type('half a note');
  await ana.choose('Waiting');
  await ana.openChat('Cora Lind');
  await ana.choose('Mine');
  await ana.openChat('Anna Berg');
  await ana.press('Note');
  const note = await ana.finds('textbox', LABEL);
  expect(await note.evaluate((field) => (field as HTMLTextAreaElement).value)).toBe('half a note');
});

test('who reads along can write a note, change it and take it back', async () => {
  const { ana, ben } = office;
  await ben.choose('Everyone');
  await ben.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ben.press('Add note');
  const note = await ben.finds('textbox', LABEL);
  await note.type('She paid');
  await note.press('Enter');
  await ana.reads('She paid', '[data-message]');

  const menu = async (what: string): Promise<void> => {
    const messages = await ben.page.$$('[data-message]');
    await messages.at(-1)?.focus();
    await ben.page.keyboard.press('Enter');
    await ben.page.locator(`[role=menuitem] ::-p-text(${what})`).click();
  };
  await menu('Edit note');
  const edited = await ben.finds('textbox', 'Edit the note');
  await edited.type(' in cash');
  await edited.press('Enter');
  await ana.reads('She paid in cash', '[data-message]');
  await menu('Delete note');
  await ana.reads('Ben deleted this note');
});
