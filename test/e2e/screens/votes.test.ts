import type { KeyInput } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { PollContent } from '#shared/domain/content-kinds.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';

let office: SimulatedOffice;
let day: WaMessageKey;

const DAY: PollContent = {
  kind: 'poll',
  question: 'Which day?',
  options: ['Monday', 'Friday'],
  allowsMany: false,
};
const CAKE: PollContent = {
  kind: 'poll',
  question: 'Which cakes?',
  options: ['Apple', 'Plum', 'Nut'],
  allowsMany: true,
};

/** Anna asks; Ben may claim it, Ana reads along. */
beforeAll(async () => {
  office = await openSimulatedOffice();
  const { simulator, anna, ana, ben } = office;
  day = simulator.customerWrites(anna, DAY);
  simulator.customerWrites(anna, CAKE);
  await ben.openChat('Anna Berg');
  await ben.reads('Which cakes?', '[data-message]');
  await ana.openChat('Anna Berg');
  await ana.reads('Which cakes?', '[data-message]');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const poll = (question: string) =>
  `[data-message]:has(.poll):is([aria-label*="${question}"]) .poll`;

async function press({ page }: Screen, ...keys: KeyInput[]): Promise<void> {
  for (const key of keys) await page.keyboard.down(key);
  for (const key of keys.reverse()) await page.keyboard.up(key);
}

/** What a screen shows as our vote. */
async function showsOurs({ page }: Screen, question: string, ...answers: string[]) {
  await page.waitForFunction(
    (selector, wanted) => {
      const pressed = document.querySelectorAll<HTMLElement>(`${selector} [aria-pressed=true]`);
      return [...pressed].map((each) => each.innerText.trim()).join() === wanted;
    },
    { polling: 'mutation' },
    poll(question),
    answers.join(),
  );
}

const click = ({ page }: Screen, answer: string) =>
  page.locator(`::-p-aria([name="${answer}"][role="button"])`).click();

test('who has not claimed the chat is told what is in the way', async () => {
  const { ben } = office;
  await ben.reads('Cannot vote: Claim this chat first', poll('Which day?'));
  expect(await ben.page.$(`${poll('Which day?')} button`)).toBeNull();
  await ben.answer('Anna Berg', 'Let me see');
  await ben.reads('Choose an answer to vote.', poll('Which day?'));
  await ben.reads('Choose answers to vote.', poll('Which cakes?'));
  await office.ana.reads('Cannot vote: Ben is answering this chat', poll('Which day?'));
});

test('a vote by keys is Ben’s on both screens, moves and is taken back', async () => {
  const { ben, ana, simulator, anna } = office;
  await ben.page.bringToFront();
  const message = await ben.page.waitForSelector('[data-message][aria-label*="Which day?"]');
  await message!.focus();
  await press(ben, 'Tab');
  await press(ben, 'Tab');
  await press(ben, 'Enter');
  await showsOurs(ben, 'Which day?', 'Friday');
  await ben.reads('You', poll('Which day?'));
  await ana.reads('Ben', poll('Which day?'));
  simulator.votes('contact', day, ['Monday']);
  await ben.reads('2 votes', poll('Which day?'));
  await press(ben, 'Shift', 'Tab');
  await press(ben, 'Space');
  await showsOurs(ben, 'Which day?', 'Monday');
  await ana.finds('paragraph', 'Chosen by Anna Berg, Ben');
  await press(ben, 'Space');
  await showsOurs(ben, 'Which day?');
  await ana.reads('1 vote', poll('Which day?'));
  await ana.finds('paragraph', 'Chosen by Anna Berg');
  const { messages } = await simulator.history(anna, 50, null);
  const votes = messages.find(({ key }) => key === day)?.votes ?? [];
  expect(votes.map(({ by, options }) => [by, ...options])).toEqual([['contact', 'Monday'], ['us']]);
});

test('where several answers are allowed, each click adds one or takes it back', async () => {
  const { ben, ana } = office;
  await click(ben, 'Nut');
  await click(ben, 'Apple');
  await showsOurs(ben, 'Which cakes?', 'Apple', 'Nut');
  await click(ben, 'Nut');
  await showsOurs(ben, 'Which cakes?', 'Apple');
  await ben.reads('Choose yours again to take it back.', poll('Which cakes?'));
  await ana.finds('paragraph', 'Chosen by Ben');
});

test('what WhatsApp refuses is said, and the poll shows what it was', async () => {
  const { ben, simulator } = office;
  simulator.refuseNextAction('This poll has ended.');
  await click(ben, 'Friday');
  await ben.reads('WhatsApp did not do it: This poll has ended.');
  await showsOurs(ben, 'Which day?');
});

test('a poll to vote in is there for everybody, in both themes', async () => {
  const { ben, ana } = office;
  expect(await accessibilityProblems(ben)).toEqual([]);
  expect(await accessibilityProblems(ana)).toEqual([]);
  expect(ben.problems).toEqual([]);
  expect(ana.problems).toEqual([]);
});
