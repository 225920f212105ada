import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SimulatorControls } from '#main/gateway/simulator/simulator-controls.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const sentTo = (simulator: SimulatorControls, to: WaAddress): string[] =>
  simulator.sent.flatMap(({ to: whom, content }) =>
    whom === to && content.kind === 'text' ? [content.text] : [],
  );

test('an admin makes a flow of a ready-made one, tries it in the test chat and saves it', async () => {
  const { ana } = office;
  await ana.goTo('Settings');
  await ana.press('Chatbot');
  await ana.reads('There are no flows yet');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'chatbot flows');
  await ana.press('Lead questions Asks for name, need and when, and hands over to your team.');
  const say = await ana.finds('textbox', 'Write as a customer');
  await say.type('Hi');
  await say.press('Enter');
  await ana.reads('What is your name?', '[role=log]');
  await say.type('Dora');
  await say.press('Enter');
  await ana.reads('Keeps Name: Dora', '[role=log]');
  await say.type('talk to a person');
  await say.press('Enter');
  await ana.reads('The customer asked the chatbot for a person', '[role=log]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await photograph(ana.page, 'chatbot editor');
  await ana.page.locator('summary ::-p-text(When it stays silent by itself)').click();
  await ana.reads('After a person: 12 hours while you are open, 30 minutes while you are closed');
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('what is wrong with a step stands at the step, and nothing of it can be saved', async () => {
  const { ana } = office;
  const first = await ana.page.locator('[data-step] textarea').waitHandle();
  await first.click({ count: 3 });
  await first.type('Hello {nmae}');
  await ana.reads('{nmae} is not known', '[data-step]');
  await ana.reads('1 thing to put right first');
  const save = await ana.finds('button', 'Save');
  expect(await save.evaluate((button) => (button as HTMLButtonElement).disabled)).toBe(true);
  await photograph(ana.page, 'chatbot problem');
  await first.click({ count: 3 });
  await first.type('Welcome! Three questions.');
  await ana.press('Save');
  await ana.reads('Saved as version 2');
});

test('a step is added, moved and deleted, and an earlier version restored', async () => {
  const { ana } = office;
  await ana.press('Add a step');
  await ana.page.locator('[role=menuitem] ::-p-text(Opening hours)').click();
  await ana.finds('button', 'Move Step 6: Opening hours up');
  await ana.press('Move Step 6: Opening hours up');
  await ana.finds('button', 'Delete Step 5: Opening hours');
  await ana.press('Delete Step 5: Opening hours');
  await ana.reads('Everything is saved');
  await ana.press('More');
  await ana.page.locator('[role=menuitem] ::-p-text(Earlier versions)').click();
  await ana.press('Restore version 1');
  await ana.reads('Version 1 counts again');
  const first = await ana.page.locator('[data-step] textarea').waitHandle();
  expect(await first.evaluate((field) => field.value)).toMatch(/^Hello, and thank you/);
});

test('switched on for closed times it answers customers then, and says who wrote', async () => {
  const { ana, ben, simulator } = office;
  await ana.press('All flows');
  await ana.press('Closed Says when you are back, takes a message, tells the opening hours.');
  await ana.press('All flows');
  const flow = await ana.finds('combobox', 'Flow for: While you are closed');
  const isOn = await ana.finds('switch', 'While you are closed');
  // Faster than the host answers, as with keys or on a slow network.
  await ana.page.evaluate(
    (select, button) => {
      (select as HTMLSelectElement).value = '2';
      select.dispatchEvent(new Event('change', { bubbles: true }));
      (button as HTMLButtonElement).click();
    },
    flow,
    isOn,
  );
  await ana.reads('“Closed” answers from now on');
  await photograph(ana.page, 'chatbot cover');
  const { core } = office.host;
  const admin = await adminOf(office);
  const until = core.clock.now() + 60 * 60_000;
  await core.handlers['hours.override']({ override: { isOpen: false, until } }, admin);
  simulator.customerWrites(office.anna, 'Are you open?');
  await ben.openChat('Anna Berg');
  await ben.reads('Chatbot');
  await ben.reads('What can I do for you until then?');
  await ben.reads('The chatbot is talking with this customer');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await photograph(ben.page, 'chatbot talking');
  await ben.seesState('What can I do for you until then?', 'Read');
  simulator.customerWrites(office.anna, '1');
  await ben.seesState('What is it about?', 'Read');
  simulator.customerWrites(office.anna, 'A broken window');
  await ben.reads('The chatbot noted Need: A broken window');
  await ben.press('Show the contact');
  await ben.reads('Details');
  await photograph(ben.page, 'chatbot noted');
  await ben.press('Close the contact');
});

test('a customer who asks for a person waits in the queue, and the chatbot is silent', async () => {
  const { ben, simulator } = office;
  const dora = simulator.addCustomer({ phone: '+4915100000011', name: 'Dora Klein' });
  simulator.customerWrites(dora, 'Hello');
  await ben.openChat('Dora Klein');
  await ben.seesState('What can I do for you until then?', 'Read');
  simulator.customerWrites(dora, 'I want to talk to a person');
  await ben.reads('The customer asked the chatbot for a person');
  const said = sentTo(simulator, dora).length;
  simulator.customerWrites(dora, 'Anybody?');
  await ben.reads('Anybody?');
  await ben.reads('Waiting', 'header');
  expect(sentTo(simulator, dora)).toHaveLength(said);
});

test('an agent who takes over from the chatbot has the chat, and it says no more', async () => {
  const { ben, simulator } = office;
  const emil = simulator.addCustomer({ phone: '+4915100000012', name: 'Emil Hahn' });
  simulator.customerWrites(emil, 'Hello');
  await ben.openChat('Emil Hahn');
  await ben.reads('The chatbot is talking with this customer');
  await ben.press('Take over from the chatbot');
  await ben.reads('The chatbot stopped: a person took over');
  simulator.customerWrites(emil, '1');
  await ben.reads('You are answering', 'header');
  await ben.answer('Emil Hahn', 'Good evening, this is Ben');
  await ben.seesState('Good evening, this is Ben', 'Read');
  expect(sentTo(simulator, emil).at(-1)).toBe('Good evening, this is Ben');
  expect(sentTo(simulator, emil)).not.toContain(
    'What is it about? Please write it in one message.',
  );
  expect([...ben.problems, ...office.ana.problems]).toEqual([]);
});

async function adminOf({ host }: SimulatedOffice) {
  const { accounts } = host.core;
  const signedIn = await accounts.signIn(
    { name: 'Ana', password: 'three grey heron feathers' },
    'test',
  );
  if (!signedIn.ok) throw new Error(signedIn.message);
  return signedIn.value.agent;
}

test('all of it fits on a phone, in light colours', async () => {
  const { ana } = office;
  await ana.page.setViewport({ width: 390, height: 844 });
  await ana.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
  await ana.reads('When it answers');
  await photograph(ana.page, 'chatbot flows narrow');
  await ana.press('Edit Closed');
  await ana.reads('Step 2: Menu');
  const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
  expect(await ana.page.evaluate(fits)).toBe(true);
  await photograph(ana.page, 'chatbot editor narrow');
  await ana.press('Test chat');
  const say = await ana.finds('textbox', 'Write as a customer');
  await say.type('Hi');
  await say.press('Enter');
  await ana.press('2');
  await ana.reads('We are here for you', '[role=log]');
  await photograph(ana.page, 'chatbot test narrow');
  expect(await accessibilityProblems(ana)).toEqual([]);
});
