import type { KeyInput } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { WaMessageKey } from '#shared/domain/ids.ts';

let office: SimulatedOffice;
let question: WaMessageKey;

/** Ben owns the conversation with Anna, Ana reads along. */
beforeAll(async () => {
  office = await openSimulatedOffice();
  const { simulator, anna, ana, ben } = office;
  question = simulator.customerWrites(anna, 'Which day would suit you?');
  await ben.openChat('Anna Berg');
  await ben.answer('Anna Berg', 'Friday at nine');
  await ben.seesState('Friday at nine', 'Read');
  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ana.reads('Friday at nine', '[data-message]');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const bubble = (text: string) => `::-p-xpath(//*[@data-message][contains(., "${text}")])`;

/** By keys: from the composer up to a message, and Enter. */
async function openMenu(screen: Screen, text: string): Promise<void> {
  await screen.page.bringToFront();
  const message = await screen.page.locator(bubble(text)).waitHandle();
  await message.focus();
  await screen.page.keyboard.press('Enter');
  await screen.finds('menu', 'What to do with this message');
}

async function press(screen: Screen, ...keys: KeyInput[]): Promise<void> {
  for (const key of keys) await screen.page.keyboard.down(key);
  for (const key of keys.reverse()) await screen.page.keyboard.up(key);
}

async function choose(screen: Screen, item: string): Promise<void> {
  await screen.page.locator(`::-p-aria([name="${item}"][role="menuitem"])`).click();
}

/** What both screens show in a message, waited for on each. */
async function bothRead(text: string, within = '[data-message]'): Promise<void> {
  await Promise.all([office.ana.reads(text, within), office.ben.reads(text, within)]);
}

async function bothFind(role: string, name: string): Promise<void> {
  await Promise.all([office.ana.finds(role, name), office.ben.finds(role, name)]);
}

async function isAt(screen: Screen, name: string): Promise<void> {
  await screen.page.waitForFunction(
    (wanted) => {
      const element = document.activeElement;
      const label = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return label.includes(wanted);
    },
    {},
    name,
  );
}

test('a reply quotes what it answers, on both screens and at WhatsApp', async () => {
  const { ben, simulator } = office;
  await openMenu(ben, 'Which day would suit you?');
  await choose(ben, 'Reply');
  await isAt(ben, 'Answer to Anna Berg');
  await ben.finds('group', 'Answering Anna Berg');
  await ben.page.keyboard.type('This one, please');
  await press(ben, 'Enter');
  await bothRead('Which day would suit you?\nThis one, please');
  await ben.seesState('This one, please', 'Read');
  expect(simulator.sent.at(-1)?.quote).toBe(question);
  expect(await ben.page.$('[role=group][aria-label="Answering Anna Berg"]')).toBeNull();
});

test('a draft remembers its quote over a reload; Esc takes it back and keeps what was written', async () => {
  const { ben } = office;
  await openMenu(ben, 'Which day would suit you?');
  await press(ben, 'Enter');
  await ben.finds('group', 'Answering Anna Berg');
  await ben.page.keyboard.type('Half a thought');
  await ben.page.reload();
  await ben.choose('Mine');
  await ben.openChat('Anna Berg');
  await ben.finds('group', 'Answering Anna Berg');
  await ben.reads('Which day would suit you?', 'form');
  await isAt(ben, 'Answer to Anna Berg');
  await press(ben, 'Escape');
  await ben.page.waitForFunction(
    () => !document.querySelector('[role=group][aria-label^="Answering"]'),
  );
  expect(await ben.page.$eval('textarea', ({ value }) => value)).toBe('Half a thought');
  await press(ben, 'Control', 'a');
  await press(ben, 'Delete');
});

test('a reaction appears on both screens, is counted with the customer’s, and goes again', async () => {
  const { ben, simulator } = office;
  await openMenu(ben, 'Which day would suit you?');
  await press(ben, 'ArrowUp');
  await isAt(ben, 'React with 👍');
  await press(ben, 'Enter');
  await office.ana.finds('button', '👍 Ben');
  await ben.finds('button', '👍 You');
  simulator.reacts('contact', question, '👍');
  await ben.finds('button', '👍 You, Anna Berg');
  await ben.press('👍 You, Anna Berg');
  await bothFind('button', '👍 Anna Berg');
});

test('an edit shows its mark and the wordings before it', async () => {
  const { ben, ana } = office;
  await openMenu(ben, 'Friday at nine');
  await choose(ben, 'Edit');
  await isAt(ben, 'The message, to be edited');
  await press(ben, 'Control', 'a');
  await ben.page.keyboard.type('Friday at ten');
  await press(ben, 'Enter');
  await bothRead('Friday at ten');
  await bothFind('button', 'Edited');
  await isAt(ben, 'Answer to Anna Berg');
  await ana.press('Edited');
  await ana.reads('Friday at nine', '[role=dialog]');
  await press(ana, 'Escape');
  await isAt(ana, 'Friday at ten');
});

test('a deletion asks first; both screens say so, and only the admin’s what it said', async () => {
  const { ben, ana } = office;
  await ben.answer('Anna Berg', 'The key is under the mat');
  await ana.reads('The key is under the mat', '[data-message]');
  await ben.seesState('The key is under the mat', 'Read');
  await openMenu(ben, 'The key is under the mat');
  await choose(ben, 'Delete for everyone');
  await ben.finds('heading', 'Delete for everyone?');
  await ben.press('Cancel');
  await ben.reads('The key is under the mat', '[data-message]');
  await openMenu(ben, 'The key is under the mat');
  await choose(ben, 'Delete for everyone');
  await ben.page
    .locator('[role=dialog] ::-p-aria([name="Delete for everyone"][role="button"])')
    .click();
  await ben.reads('You deleted this message', '[data-message]');
  await ana.reads('Ben deleted this message', '[data-message]');
  await ana.reads('The key is under the mat', '[data-message]');
  expect(await ben.count('The key is under the mat')).toBe(0);
  await ben.choose('Mine');
  await ben.reads('You deleted this message', 'a[data-conversation]');
});

test('a customer’s secret that was taken back is nowhere on an agent’s screen', async () => {
  const { ben, ana, simulator, anna } = office;
  const secret = simulator.customerWrites(anna, 'My secret is an otter');
  await bothRead('My secret is an otter');
  simulator.deletes('contact', secret);
  await bothRead('This message was deleted');
  await ana.reads('My secret is an otter', '[data-message]');
  await ben.page.waitForFunction(() => !document.body.innerText.includes('otter'));
  expect(await ben.page.content()).not.toContain('otter');
});

test('who reads along sees why nothing can be done', async () => {
  const { ana } = office;
  await openMenu(ana, 'Which day would suit you?');
  await ana.reads('Ben is answering this chat', '[role=menu]');
  await press(ana, 'Enter');
  await ana.finds('menu', 'What to do with this message');
  await press(ana, 'Escape');
  await isAt(ana, 'Which day would suit you?');
});

test('keys lead from the composer to a message, through its menu and back', async () => {
  const { ben } = office;
  await ben.page.bringToFront();
  await ben.page.focus('textarea');
  await press(ben, 'ArrowUp');
  await isAt(ben, 'This message was deleted');
  await press(ben, 'ArrowUp');
  await isAt(ben, 'You deleted this message');
  await press(ben, 'ArrowUp');
  await isAt(ben, 'This one, please');
  await press(ben, 'Shift', 'F10');
  await isAt(ben, 'Reply');
  await press(ben, 'ArrowDown');
  await isAt(ben, 'Copy text');
  await press(ben, 'End');
  await isAt(ben, 'Delete for everyone');
  await press(ben, 'ArrowUp');
  await isAt(ben, 'Info');
  await press(ben, 'Enter');
  await ben.reads('About this message', '[role=dialog]');
  await ben.reads('Read', '[role=dialog] dl');
  await press(ben, 'Escape');
  await isAt(ben, 'This one, please');
  await press(ben, 'Escape');
  await isAt(ben, 'Answer to Anna Berg');
});

test('a poll shows who chose what', async () => {
  const { ben, simulator, anna } = office;
  const poll = simulator.phoneTypes(anna, {
    kind: 'poll',
    question: 'Tea or coffee?',
    options: ['Tea', 'Coffee'],
    allowsMany: false,
  });
  await bothRead('No votes yet');
  simulator.votes('contact', poll, ['Coffee']);
  await bothRead('1 vote');
  await ben.finds('paragraph', 'Chosen by Anna Berg');
  simulator.votes('contact', poll, []);
  await bothRead('No votes yet');
});

test('marks, menu, dialogs and composer are there for everybody, in both themes', async () => {
  const { ben } = office;
  expect(await accessibilityProblems(ben)).toEqual([]);
  await openMenu(ben, 'This one, please');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await choose(ben, 'Another emoji');
  await ben.finds('textbox', 'Type or paste an emoji');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await press(ben, 'Escape');
  await openMenu(ben, 'This one, please');
  await choose(ben, 'Delete for everyone');
  await isAt(ben, 'Cancel');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await press(ben, 'Escape');
  await openMenu(ben, 'This one, please');
  await choose(ben, 'Reply');
  await ben.finds('group', 'Answering Anna Berg');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await press(ben, 'Escape');
  await openMenu(ben, 'This one, please');
  await choose(ben, 'Edit');
  await ben.finds('group', 'Edit the message');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await press(ben, 'Escape');
});

test('a quote leads to a message that is not loaded yet, and marks it', async () => {
  const { ben, simulator, anna } = office;
  for (let index = 0; index < 120; index += 1) simulator.customerWrites(anna, `Line ${index}`);
  await ben.reads('Line 119', '[data-message]');
  simulator.customerWrites(anna, 'About that first thing', undefined, { quote: question });
  await ben.reads('About that first thing', '[data-message]');
  await ben.page.reload();
  await ben.choose('Mine');
  await ben.openChat('Anna Berg');
  await ben.reads('About that first thing', '[data-message]');
  expect(await ben.count('This one, please')).toBe(0);
  await ben.page.locator('button[title="Go to the quoted message"]').click();
  await ben.page.locator('.flash ::-p-text(Which day would suit you?)').wait();
});

test('what is on the screen stays where it is when messages above it grow', async () => {
  const { ben, simulator, anna } = office;
  const first = simulator.customerWrites(anna, 'Grows later');
  for (let index = 0; index < 30; index += 1) simulator.customerWrites(anna, `Below ${index}`);
  // What arrived only after the reload would be offered as new.
  await ben.reads('Below 29', '[data-conversation]');
  await ben.page.reload();
  await ben.choose('Mine');
  await ben.openChat('Anna Berg');
  await ben.reads('Below 29', '[data-message]');
  const place = () =>
    ben.page.evaluate(() => {
      const scroller = document.querySelector('[aria-label^="Messages with"]');
      const top = scroller?.getBoundingClientRect().top ?? 0;
      const seen = [...document.querySelectorAll<HTMLElement>('[data-message]')].find(
        (message) => message.getBoundingClientRect().top > top,
      );
      return { text: seen?.innerText, top: seen?.getBoundingClientRect().top ?? 0 };
    });
  // Only rows near the window are there to be measured.
  await ben.page.evaluate(() =>
    document.querySelector('[aria-label^="Messages with"]')?.scrollTo({ top: 0 }),
  );
  await ben.reads('Grows later', '[data-message]');
  await ben.page.evaluate(() => {
    const scroller = document.querySelector('[aria-label^="Messages with"]');
    const message = [...document.querySelectorAll<HTMLElement>('[data-message]')].find((one) =>
      one.innerText.includes('Grows later'),
    );
    const { bottom } = message?.getBoundingClientRect() ?? { bottom: 0 };
    scroller?.scrollBy({ top: bottom - scroller.getBoundingClientRect().top + 40 });
  });
  await ben.finds('button', 'Go to the newest message');
  const before = await place();
  simulator.reacts('contact', first, '🎉');
  simulator.edits(first, 'Grows later, and over several lines: '.repeat(12));
  await ben.page.waitForFunction(() => document.querySelector('[aria-label="🎉 Anna Berg"]'));
  await ben.page.waitForFunction(() => document.body.innerText.includes('over several lines'));
  const after = await place();
  expect(after.text).toBe(before.text);
  // Rows are not whole pixels high, scrolling is.
  expect(Math.abs(after.top - before.top)).toBeLessThan(2);
  expect(ben.problems).toEqual([]);
  expect(office.ana.problems).toEqual([]);
});
