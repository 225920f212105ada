import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;
let cleo: Screen;

beforeAll(async () => {
  office = await openSimulatedOffice();
  cleo = await office.sitDown('Cleo');
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await office.photograph(task.name);
  await photograph(cleo.page, `${task.name} Cleo`);
});

afterAll(() => office.close());

test('an admin says how chats are shared out, and reads in a sentence what that means', async () => {
  const { ana } = office;
  await ana.goTo('Settings');
  await ana.press('Routing');
  await ana.reads('In short: A new chat waits until somebody takes it.');
  const mode = await ana.finds('combobox', 'Who gets a new chat');
  await mode.asLocator().fill('round-robin');
  await ana.reads(
    'A new chat goes to the person online whose turn it is (at most 8 open chats each',
  );
  await (await ana.finds('switch', 'Supervisors and admins get chats, too')).click();
  await ana.reads('no supervisors or admins), else it waits until somebody takes it.');
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('what customers write goes to one colleague after the other, who is told and sees why', async () => {
  const { simulator, ben } = office;
  for (const [index, name] of ['Dora Klein', 'Emil Hahn'].entries()) {
    const address = simulator.addCustomer({ phone: `+4915100000${index}1`, name });
    simulator.customerWrites(address, `Hello from ${name}`);
  }
  await ben.reads('Dora Klein is yours to answer');
  await cleo.reads('Emil Hahn is yours to answer');
  await ben.choose('Mine');
  await ben.openChat('Dora Klein');
  await ben.reads('Given to you: next in turn');
  expect([...ben.problems, ...cleo.problems, ...office.ana.problems]).toEqual([]);
});

test('who waits is given out at once only when that is wanted', async () => {
  const { ana, simulator } = office;
  await ana.goTo('Settings');
  await ana.press('Routing');
  const mode = await ana.finds('combobox', 'Who gets a new chat');
  await mode.asLocator().fill('manual');
  await ana.reads('In short: A new chat waits until somebody takes it.');
  const address = simulator.addCustomer({ phone: '+491510000091', name: 'Hugo Brandt' });
  simulator.customerWrites(address, 'Hello from Hugo');
  await ana.finds('link', 'Inbox, 1 waiting');
  await mode.asLocator().fill('least-busy');
  await ana.reads('1 customer waits. The chat is given to somebody who is online right away.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Cancel');
  expect(await mode.evaluate((select) => (select as HTMLSelectElement).value)).toBe('manual');
  await ana.finds('link', 'Inbox, 1 waiting');
  await mode.asLocator().fill('least-busy');
  await ana.press('Give them out');
  await ana.finds('link', 'Inbox');
});
