import type { KeyInput } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { paintScene } from '#main/gateway/simulator/media/scenes.ts';
import { createSeededRandom } from '#main/gateway/simulator/seeded-random.ts';
import { startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { openLinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { LinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { Screen } from '#test/doubles/screens/screen.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import type { StoredMessage } from '#test/doubles/whatsapp-web/server/chat-record.ts';

/** From a customer's phone through WhatsApp Web, the real library and the host to every screen. */

let office: LinkedOffice;
let restarted: HostUnderTest | null = null;
let anna: Customer;
let question: StoredMessage;

beforeAll(async () => {
  office = await openLinkedOffice();
  const { ana, ben, whatsapp } = office;
  anna = whatsapp.customer('+491511234567', { name: 'Anna Berg' });
  question = anna.writes('Is Monday fine?');
  await ben.openChat('Anna Berg');
  await ben.answer('Anna Berg', 'Monday is tkaen');
  await ben.seesState('Monday is tkaen', 'Sent');
  await ana.choose('Everyone');
  await ana.page.locator('a[data-conversation] ::-p-text(Anna Berg)').click();
  await ana.reads('Monday is tkaen', '[data-message]');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(async () => {
  await restarted?.stop();
  await office.close();
});

async function openMenu(screen: Screen, text: string): Promise<void> {
  await screen.page.bringToFront();
  const selector = `::-p-xpath(//*[@data-message][contains(., "${text}")])`;
  const message = await screen.page.locator(selector).waitHandle();
  await message.focus();
  await screen.page.keyboard.press('Enter');
  await screen.finds('menu', 'What to do with this message');
}

async function choose(screen: Screen, item: string): Promise<void> {
  await screen.page.locator(`::-p-aria([name="${item}"][role="menuitem"])`).click();
}

async function press(screen: Screen, ...keys: KeyInput[]): Promise<void> {
  for (const key of keys) await screen.page.keyboard.down(key);
  for (const key of keys.reverse()) await screen.page.keyboard.up(key);
}

async function bothRead(text: string): Promise<void> {
  const { ana, ben } = office;
  await Promise.all([ana.reads(text, '[data-message]'), ben.reads(text, '[data-message]')]);
}

const actsOn = (message: StoredMessage) =>
  office.whatsapp.acts.filter((act) => act.message === message);

test('what a customer edits and takes back: an admin sees what it said, an agent does not', async () => {
  const { ana, ben } = office;
  const secret = anna.writes('My secret is an otter');
  await bothRead('My secret is an otter');
  anna.edits(secret, 'My secret is a badger');
  await bothRead('My secret is a badger');
  anna.deletes(secret);
  await bothRead('This message was deleted');
  await ana.reads('My secret is a badger', '[data-message]');
  await ben.page.waitForFunction(() => !document.body.innerText.includes('My card'));
  expect(await ben.page.content()).not.toContain('badger');
  expect(await ben.page.content()).not.toContain('otter');
});

test('an agent’s reaction reaches the customer once, and the customer’s shows beside it', async () => {
  const { ana, ben, whatsapp } = office;
  await openMenu(ben, 'Is Monday fine?');
  await ben.page.locator('::-p-aria([name="React with 👍"])').click();
  await whatsapp.waitForAct(({ message }) => message === question);
  await ana.finds('button', '👍 Ben');
  await ben.finds('button', '👍 You');
  anna.reacts(question, '👍');
  await ana.finds('button', '👍 Ben, Anna Berg');
  expect(question.reactions).toHaveLength(2);
  expect(actsOn(question)).toMatchObject([{ type: 'react', emoji: '👍' }]);
});

test('an agent’s vote in the customer’s poll reaches them once', async () => {
  const { ana, ben, whatsapp } = office;
  const poll = anna.sends('poll_creation', {
    pollName: 'Which room?',
    pollOptions: [
      { name: 'The blue one', localId: 0 },
      { name: 'The green one', localId: 1 },
    ],
    pollSelectableOptionsCount: 1,
  });
  await bothRead('Which room?');
  await ben.press('The green one');
  await whatsapp.waitForAct(({ message }) => message === poll);
  await ana.finds('paragraph', 'Chosen by Ben');
  await ben.finds('paragraph', 'Chosen by You');
  expect(poll.votes).toMatchObject([{ key: { fromMe: true }, options: [1] }]);
  expect(actsOn(poll)).toHaveLength(1);
});

test('an agent’s edit and deletion reach the customer once', async () => {
  const { ana, ben, whatsapp } = office;
  const answer = await whatsapp.waitForSent(({ body }) => body === 'Monday is tkaen');
  await openMenu(ben, 'Monday is tkaen');
  await choose(ben, 'Edit');
  await ben.finds('textbox', 'The message, to be edited');
  await press(ben, 'Control', 'a');
  await ben.page.keyboard.type('Monday is taken');
  await press(ben, 'Enter');
  await bothRead('Monday is taken');
  expect(answer.body).toBe('Monday is taken');

  await openMenu(ben, 'Monday is taken');
  await choose(ben, 'Delete for everyone');
  await ben.page
    .locator('[role=dialog] ::-p-aria([name="Delete for everyone"][role="button"])')
    .click();
  await ana.reads('Ben deleted this message', '[data-message]');
  await ben.reads('You deleted this message', '[data-message]');
  expect(answer.type).toBe('revoked');
  expect(actsOn(answer).map(({ type }) => type)).toEqual(['edit', 'revoke']);
});

test('an answer that quotes arrives as one', async () => {
  const { ben, whatsapp } = office;
  await openMenu(ben, 'Is Monday fine?');
  await choose(ben, 'Reply');
  await ben.finds('group', 'Answering Anna Berg');
  await ben.page.keyboard.type('Better on Tuesday');
  await press(ben, 'Enter');
  const sent = await whatsapp.waitForSent(({ body }) => body === 'Better on Tuesday');
  expect(sent.quote).toMatchObject({ id: question.key.id, message: { body: 'Is Monday fine?' } });
  await bothRead('Is Monday fine?\nBetter on Tuesday');
  anna.writes('Tuesday then', { quoting: sent });
  await bothRead('Better on Tuesday\nTuesday then');
});

test('pictures that were sent together stand together', async () => {
  const { ana } = office;
  const random = createSeededRandom('album');
  anna.sendsAlbum([1, 2, 3].map(() => paintScene('storefront', random).bytes));
  const album = await ana.finds('group', 'Album of 3');
  expect(await album.evaluate((group) => group.querySelectorAll('[data-message]').length)).toBe(3);
});

test('what happened while the host was away is there when it is back', async () => {
  const { ana, ben, host, whatsapp } = office;
  const told = ['Edit me', 'Take me back', 'React to me'].map((text) => anna.writes(text));
  const liked = anna.writes('Liked already');
  await bothRead('Liked already');
  anna.reacts(liked, '❤️');
  await ana.finds('button', '❤️ Anna Berg');
  await host.stop();
  await ana.reads('No connection to the host');
  const [edited, deleted, reacted] = told as [StoredMessage, StoredMessage, StoredMessage];
  anna.edits(edited, 'I was edited');
  anna.deletes(deleted);
  anna.reacts(reacted, '🎉');
  anna.reacts(liked, null);

  const port = new URL(host.url).port;
  const args = ['--port', port, '--browser', whatsapp.browserPath];
  restarted = await startHostProcess(args, host.dataDirectory);
  await bothRead('I was edited');
  await ana.finds('button', '🎉 Anna Berg');
  await ana.reads('Take me back', '[data-message]');
  await ben.page.waitForFunction(() => !document.body.innerText.includes('Take me back'));
  await ana.page.waitForFunction(
    () => document.querySelector('[aria-label="❤️ Anna Berg"]') === null,
  );
  expect(await ana.count('I was edited')).toBe(1);
});
