import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { SlowNetwork } from '#test/doubles/screens/slow-network.ts';

let office: SimulatedOffice;
let slow: SlowNetwork;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, { kind: 'text', text: 'Do you have it in blue?' });
  slow = await SlowNetwork.of(office.ana);
  await office.ana.openChat('Anna Berg');
  await office.ana.press('Claim');
  await office.ana.reads('You are answering');
  await office.ben.choose('Everyone');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

/** What the customer was sent so far. */
const received = () =>
  office.simulator.sent.map(({ content }) => (content.kind === 'text' ? content.text : ''));

/** Ana answers while what Anna writes is still on its way to her screen. */
async function answerWithoutSeeing(news: string, answer: string): Promise<void> {
  const { ana, ben, simulator, anna } = office;
  await slow.hold();
  simulator.customerWrites(anna, { kind: 'text', text: news });
  await ben.reads(news, '#conversation-list');
  await ana.answer('Anna Berg', answer);
  await slow.letGo();
  await ana.reads('Not sent: Anna Berg wrote more in the meantime.');
  await ana.reads(news, '[aria-label="What is new"]');
}

async function isSettled(): Promise<void> {
  await office.ana.page.waitForFunction(
    () => document.querySelector('[aria-label="Answer not sent yet"]') === null,
  );
}

test('an answer to what is no longer the last word is held, and sent when its writer says so', async () => {
  const { ana } = office;
  await answerWithoutSeeing('Or in green?', 'Yes, we do.');
  expect(received()).toEqual([]);
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Send anyway');
  await ana.seesState('Yes, we do.', 'Read');
  await isSettled();
  expect(received()).toEqual(['Yes, we do.']);
  expect(await ana.count('Yes, we do.')).toBe(1);
});

test('a held answer is changed before it goes out', async () => {
  const { ana } = office;
  await answerWithoutSeeing('Size 42, please', 'Which size?');
  await ana.press('Edit');
  const field = await ana.finds('textbox', 'Answer to Anna Berg');
  await ana.page.waitForFunction(
    () =>
      document.activeElement instanceof HTMLTextAreaElement &&
      document.activeElement.value === 'Which size?',
  );
  await isSettled();
  await field.click({ count: 3 });
  await field.type('It is set aside for you.');
  await field.press('Enter');
  await ana.seesState('It is set aside for you.', 'Read');
  expect(received()).toEqual(['Yes, we do.', 'It is set aside for you.']);
});

test('a held answer that is dropped is gone, and the customer never gets it', async () => {
  const { ana, ben } = office;
  await answerWithoutSeeing('Thank you, bye!', 'Anything else?');
  await ana.press('Drop');
  await isSettled();
  expect(await ana.count('Anything else?')).toBe(0);
  await ana.answer('Anna Berg', 'See you soon.');
  await ana.seesState('See you soon.', 'Read');
  expect(received()).toEqual(['Yes, we do.', 'It is set aside for you.', 'See you soon.']);
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});
