import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { WaAddress } from '#shared/domain/ids.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let ana: Screen;
let ben: Screen;
let cleo: Screen;
let dora: WaAddress;

beforeAll(async () => {
  office = await openSimulatedOffice();
  ({ ana, ben } = office);
  cleo = await office.sitDown('Cleo');
  dora = office.simulator.addCustomer({ phone: '+4915100000011', name: 'Dora Klein' });
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

const chooses = async (label: string, value: string) =>
  (await ana.finds('combobox', label)).asLocator().fill(value);

test('an admin makes a topic, says who knows it, and how chats are shared out', async () => {
  await ana.goTo('Settings');
  await ana.press('Tags and outcomes');
  await ana.fill('New tag', 'Sales');
  await ana.press('Add');
  await ana.goTo('Team');
  await ana.press('Edit Cleo');
  await (await ana.finds('checkbox', 'Sales')).click();
  await ana.press('Save');
  await ana.reads('Cleo is changed');
  await ana.goTo('Settings');
  await ana.press('Routing');
  await (await ana.finds('switch', 'Supervisors and admins get chats, too')).click();
  await chooses('When nobody who knows the topic can take it', 'wait');
  await chooses('Who gets a new chat', 'round-robin');
  await ana.reads('when none of them can take it, it waits for them.');
});

test('the admin tries out what would happen, person by person, and nothing happens', async () => {
  await ana.press('Show what would happen');
  await ana.reads('It goes to Ben, whose turn it is.');
  await ana.reads('Supervisors and admins are given no chats');
  await ana.reads('Not their turn');
  await chooses('About', 'Sales');
  await ana.press('Show what would happen');
  await ana.reads('It goes to Cleo, whose turn it is. They know Sales.');
  await ana.reads('Does not know the topic');
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('a chat that is tagged goes to who knows it, and both read why', async () => {
  office.simulator.customerWrites(dora, 'I would like an offer');
  await ben.reads('Dora Klein is yours to answer');
  await ben.choose('Mine');
  await ben.openChat('Dora Klein');
  await ben.press('Transfer');
  await ben.page.locator('[role=dialog] ::-p-text(Sales)').click();
  await cleo.reads('Dora Klein is yours to answer');
  await cleo.choose('Mine');
  await cleo.openChat('Dora Klein');
  await cleo.reads('Given to you: next in turn, of those who know Sales');
  await ben.reads('Given to Cleo: next in turn, of those who know Sales');
});

test('a known customer is found by number, and it is said that their owner keeps them', async () => {
  await chooses('From', 'known');
  await (await ana.finds('searchbox', 'Name or number of a customer')).type('0000011');
  await ana.page.locator('button ::-p-text(Dora Klein)').click();
  await ana.press('Show what would happen');
  await ana.reads('Cleo has the chat with Dora Klein and keeps it.');
});

test('an owner whose customer waits for too long is told, until they answer', async () => {
  // The host’s clock is this PC’s: a wait that is long over makes the reminder come at once.
  await ana.press('Who answers');
  const within = await ana.finds('textbox', 'Time to answer a customer who waits');
  await within.click({ count: 3 });
  await within.type('1');
  await within.press('Enter');
  await cleo.reads('Dora Klein still waits for your answer.');
  await cleo.reads('Answer soon');
  expect(await accessibilityProblems(cleo)).toEqual([]);
  await cleo.answer('Dora Klein', 'You will have it this afternoon');
  await cleo.page.waitForFunction(
    () => !document.body.innerText.includes('still waits for your answer. Without one'),
  );
  expect([...ana.problems, ...ben.problems, ...cleo.problems]).toEqual([]);
});
