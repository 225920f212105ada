import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSimulatedOffice, PASSWORD } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice();
  office.simulator.customerWrites(office.anna, {
    kind: 'text',
    text: 'Are you open on Saturday?',
  });
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

test('who is here is on the screen of everybody, with their chats', async () => {
  const { ana, ben } = office;
  for (const screen of [ana, ben]) {
    await screen.goTo('Team');
    for (const name of ['Ana', 'Ben']) await screen.reads(name, '[aria-label="People"] li');
    await screen.reads('Online since', '[aria-label="People"] li');
  }
  // People are added by admins alone.
  expect(await ben.page.$('::-p-aria([name="Add person"][role="button"])')).toBeNull();
  expect(await accessibilityProblems(ana)).toEqual([]);
});

test('a status is chosen with the keyboard alone, and the others see it', async () => {
  const { ana, ben } = office;
  const account = await ben.finds('button', 'Account of Ben (Online)');
  await account.focus();
  for (const key of ['Enter', 'ArrowDown', 'ArrowDown'] as const) {
    await ben.page.keyboard.press(key);
  }
  await ben.page.locator('[role=menuitemradio][data-highlighted] ::-p-text(On break)').wait();
  await ben.page.keyboard.press('Enter');
  await ana.reads('On break since', '[aria-label="People"] li');
  await ben.finds('button', 'Account of Ben (On break)');
});

test('it outlasts a reload, and one click ends it', async () => {
  const { ana, ben } = office;
  await ben.page.reload();
  await ben.press('Account of Ben (On break)');
  expect(await accessibilityProblems(ben)).toEqual([]);
  await ben.page.locator('::-p-aria([name="Online"][role="menuitemradio"])').click();
  await ben.finds('button', 'Account of Ben (Online)');
  await ana.page.waitForFunction(
    () =>
      !document.querySelector<HTMLElement>('[aria-label="People"]')?.innerText.includes('break'),
  );
});

test('who writes an answer is on the screen of the other, in the list and in the chat', async () => {
  const { ana, ben } = office;
  for (const screen of [ana, ben]) {
    await screen.goTo('Inbox, 1 waiting');
    await screen.choose('Everyone');
    await screen.openChat('Anna Berg');
  }
  const field = await ben.finds('textbox', 'Answer to Anna Berg');
  await field.type('Yes, until');
  await ana.reads('Ben is typing…', 'a[data-conversation]');
  await ana.reads('Ben is typing…', '[role=status]');
  expect(await accessibilityProblems(ana)).toEqual([]);
  // The one who writes knows it.
  expect(await ben.page.evaluate(() => document.body.innerText)).not.toContain('is typing…');

  await field.press('Escape');
  await gone(ana.page, 'is typing…');
  await field.type(' two');
  await ana.reads('Ben is typing…', 'a[data-conversation]');

  await ben.answer('Anna Berg', '.');
  await ana.reads('Yes, until two.', 'a[data-conversation]');
  await gone(ana.page, 'is typing…');
});

test('the owner of a chat is shown with their status', async () => {
  const { ana } = office;
  await ana.page.locator('a[data-conversation] [title="Ben is answering (Online)"]').wait();
});

test('a screen that is left alone makes its agent away, and a touch brings them back', async () => {
  const { ana, ben } = office;
  await ana.goTo('Team');
  await ben.page.evaluateOnNewDocument(holdLongTimers);
  await ben.page.reload();
  await ben.finds('button', 'Account of Ben (Online)');
  await ben.page.waitForFunction(() => window.letTimePass !== undefined);
  await ben.page.evaluate(() => window.letTimePass?.());
  await ana.reads('Away since', '[aria-label="People"] li');
  await ben.page.mouse.move(300, 300);
  await ana.page.waitForFunction(
    () => !document.querySelector<HTMLElement>('[aria-label="People"]')?.innerText.includes('Away'),
  );
});

test('who signs out is offline at once, and the next person begins at their own inbox', async () => {
  const { ana, ben } = office;
  await ben.goTo('Team');
  await ana.page.evaluate(() => location.assign('#/inbox'));
  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ana.press('Account of Ana (Online)');
  await ana.page.locator('::-p-aria([name="Sign out"][role="menuitem"])').click();
  await ben.reads('Offline since', '[aria-label="People"] li');
  await ben.press('Account of Ben (Online)');
  await ben.page.locator('::-p-aria([name="Sign out"][role="menuitem"])').click();
  await ana.signIn('Ben', PASSWORD);
  await ana.reads('Pick a conversation');
  expect([...ana.problems, ...ben.problems]).toEqual([]);
});

declare global {
  interface Window {
    letTimePass?: () => void;
  }
}

/** Runs in the page: what would happen in minutes happens when the test says so. */
function holdLongTimers(): void {
  const { setTimeout: set } = window;
  const now = performance.now.bind(performance);
  window.setTimeout = ((work: () => void, ms = 0) => {
    if (ms < 50_000) return set(work, ms);
    const before = window.letTimePass;
    window.letTimePass = () => {
      before?.();
      performance.now = () => now() + ms;
      work();
      performance.now = now;
    };
    return 0;
  }) as typeof window.setTimeout;
}

const gone = (page: Page, text: string) =>
  page.waitForFunction((wanted) => !document.body.innerText.includes(wanted), {}, text);
