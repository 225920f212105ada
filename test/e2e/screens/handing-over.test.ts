import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openSimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import type { SimulatedOffice } from '#test/doubles/screens/simulated-office.ts';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { photograph } from '#test/doubles/screens/screen.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import type { WaAddress } from '#shared/domain/ids.ts';

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

afterAll(async () => {
  await office.close();
});

let customers = 0;

/** A customer who waits, under a name of their own. */
function customer(name: string): WaAddress {
  customers += 1;
  const address = office.simulator.addCustomer({ phone: `+49151000000${customers}`, name });
  office.simulator.customerWrites(address, `Hello from ${name}`);
  return address;
}

/** Puts a text into the answer at a moment by the clock that all screens share. */
async function typeAt({ page }: Screen, moment: number, text: string): Promise<void> {
  await page.$eval(
    'textarea',
    async (answer, when, words) => {
      await new Promise((resolve) => setTimeout(resolve, when - Date.now()));
      answer.value = words;
      answer.dispatchEvent(new Event('input', { bubbles: true }));
    },
    moment,
    text,
  );
}

const field = (screen: Screen, name: string) => screen.finds('textbox', `Answer to ${name}`);

test('three begin to answer at once: one has the chat, the others are told who and keep their text', async () => {
  const { ana, ben } = office;
  customer('Dora Klein');
  const screens = [ana, ben, cleo];
  await Promise.all(screens.map((screen) => screen.openChat('Dora Klein')));
  const moment = Date.now() + 500;
  await Promise.all(screens.map((screen) => typeAt(screen, moment, 'Yes')));

  const names = ['Ana', 'Ben', 'Cleo'];
  await ana.reads('claimed this chat');
  const line = await ana.page.evaluate(
    () => /(\S+) claimed this chat/.exec(document.body.innerText)?.[1] ?? '',
  );
  const winner = line === 'You' ? 'Ana' : line;
  expect(names).toContain(winner);
  for (const [index, screen] of screens.entries()) {
    if (names[index] === winner) await screen.reads('You are answering');
    else {
      await screen.reads(`${winner} is answering this chat`);
      await screen.reads('Draft: Yes');
    }
  }
});

test('a transfer arrives as new for you, its note is read first and the giver can take it back', async () => {
  const { ana, ben } = office;
  customer('Emil Hahn');
  await ana.openChat('Emil Hahn');
  await ana.press('Claim');
  await ana.reads('You are answering');
  await ana.press('Transfer');
  await ana.fill('Note (optional) Only your team sees it', 'Please call her back');
  await ana.page.locator('[role=dialog] ::-p-text(Ben)').click();
  await ana.reads('Emil Hahn went to Ben');
  await ben.reads('Ana handed Emil Hahn over to you');
  await ben.choose('Mine');
  await ben.reads('New for you');

  await ben.page.bringToFront();
  await ben.openChat('Emil Hahn');
  await ben.finds('complementary', 'Handed over to you');
  await ben.reads('Please call her back', 'aside');
  expect(await accessibilityProblems(ben)).toEqual([]);

  await ana.press('Undo');
  await ana.reads('Taken back');
  await ana.reads('You are answering');
  // Nothing says that it was handed to who does not have it any more.
  await ben.reads('Ana is answering this chat');
  expect(await ben.page.$('::-p-aria([name="Handed over to you"])')).toBeNull();
});

test('an owner is asked for a chat wherever they are, and hands it over', async () => {
  const { ana, ben } = office;
  customer('Finn Roth');
  await ana.openChat('Finn Roth');
  await ana.press('Claim');
  await ana.reads('You are answering');
  await ana.goTo('Team');

  await ben.choose('Everyone');
  await ben.page.locator('a[data-conversation] ::-p-text(Finn Roth)').click();
  await ben.press('Ask for this chat');
  await ben.reads('You asked Ana for this chat');
  await ben.reads('Without an answer by ');
  await ana.reads('Ben asks for the chat with Finn Roth.');
  await ana.reads('left, then you keep it.', '[aria-label="Request for a chat"]');
  await ana.press('Keep');
  await ben.reads('Ana kept this chat; you had asked for it');
  await ben.press('Ask for this chat');
  await ana.press('Hand over');
  await field(ben, 'Finn Roth');
});

test('an admin takes a chat over and its owner is told by whom and why', async () => {
  const { ana, ben } = office;
  await ana.page.locator('a[href$="inbox"]').click();
  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Finn Roth)').click();
  await ana.press('Take over');
  await ana.fill('Reason', 'The customer complained');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.page.locator('[role=dialog] button[type=submit]').click();
  await field(ana, 'Finn Roth');
  await ben.reads('Ana took over the chat with Finn Roth: The customer complained');
});

test('closing is taken back with one click', async () => {
  const { ana } = office;
  await ana.press('Close');
  await ana.reads('Chat with Finn Roth closed');
  await ana.reads('Episode 1');
  await ana.press('Undo');
  await ana.reads('You took back closing it');
  await field(ana, 'Finn Roth');
});

test('a closed chat is opened again by a button, also when nothing can be taken back any more', async () => {
  const { ana } = office;
  await ana.press('Close');
  await ana.reads('Chat with Finn Roth closed');
  await ana.press('Reopen');
  await ana.page.waitForFunction(
    () => !document.body.innerText.includes('Chat with Finn Roth closed'),
  );
  await ana.reads('You opened this chat again');
  await ana.finds('button', 'Close');
  await field(ana, 'Finn Roth');
});

test('at the end of a shift everything goes to a colleague at once', async () => {
  const { ana } = office;
  await ana.press('Account of Ana (Online)');
  await ana.page.locator('[role=menuitem] ::-p-text(Hand over all my chats)').click();
  await ana.reads('go there at once');
  await ana.page.locator('[role=dialog] ::-p-text(Cleo)').click();
  await ana.reads('went to Cleo');
  await ana.page.locator('[role=tab][aria-label="Mine, 0"]').wait();
  await cleo.reads('chats over to you');
  await cleo.choose('Mine');
  await cleo.reads('Finn Roth', '#conversation-list');

  await ana.press('Undo');
  await ana.reads('chats taken back');
  // One piece of news, as it came.
  await cleo.page.waitForFunction(() => /Ana took back \d+ chats/.test(document.body.innerText));
  expect(await cleo.page.evaluate(() => document.body.innerText)).not.toContain(
    'Ana took back the chat',
  );
});

test('who was writing when it went back into the queue does not take it again by the next letter', async () => {
  const { ana, ben } = office;
  customer('Gina Lang');
  await ben.choose('Waiting');
  await ben.openChat('Gina Lang');
  const writing = await ben.finds('textbox', 'Answer to Gina Lang');
  await writing.type('I will');
  await ben.reads('You are answering');

  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Gina Lang)').click();
  await ana.press('Transfer');
  await ana.page.locator('[role=dialog] ::-p-text(Back to the queue)').click();
  await ben.reads('Ana put your chat with Gina Lang back into the queue');
  await writing.type(' look');
  // The letters have come to the host.
  await ana.reads('Ben is typing…');
  await ana.page.locator('[role=tab][aria-label="Waiting, 1"]').wait();
  await ben.finds('button', 'Claim');
  // A press of the button takes it, with what was written.
  await ben.press('Claim');
  await ben.reads('You are answering');
  expect(await writing.evaluate((one) => (one as HTMLTextAreaElement).value)).toBe('I will look');
});
