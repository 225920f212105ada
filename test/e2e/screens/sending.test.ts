import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '#test/doubles/screens/accessibility.ts';
import { openLinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { LinkedOffice } from '#test/doubles/screens/linked-office.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';

let office: LinkedOffice;
let anna: Customer;

beforeAll(async () => {
  office = await openLinkedOffice();
  anna = office.whatsapp.customer('+4915112345678', { name: 'Anna Berg' });
  anna.writes('When do you open?');
  await office.ana.openChat('Anna Berg');
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.photograph(task.name);
});

afterAll(() => office.close());

const sent = (text: string) => office.whatsapp.sent.filter(({ body }) => body === text).length;
/** What is in the composer. */
const isWritten = (text: string) =>
  office.ana.page.waitForFunction(
    (wanted) => document.querySelector('textarea')?.value === wanted,
    { polling: 'mutation' },
    text,
  );

test('a customer sees that somebody is typing, until they pause', async () => {
  const { whatsapp, ana } = office;
  const begins = whatsapp.nextChatState();
  const field = await ana.finds('textbox', 'Answer to Anna Berg');
  await field.type('At n');
  expect(await begins).toEqual({ chat: anna.address, state: 'composing' });
  const ends = whatsapp.nextChatState();
  for (let characters = 0; characters < 4; characters += 1) await field.press('Backspace');
  expect(await ends).toEqual({ chat: anna.address, state: 'paused' });
});

test('a message that WhatsApp did not confirm is sent when a person says that the phone shows it', async () => {
  const { whatsapp, ana } = office;
  await whatsapp.faults.refuseSend('throws');
  await ana.answer('Anna Berg', 'At nine.');
  await ana.reads('Check on the phone whether it is there');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('It was sent');
  await ana.seesState('At nine.', 'Sent');
  expect(sent('At nine.')).toBe(0);
});

test('a message that WhatsApp did not confirm goes out once more when a person says so', async () => {
  const { whatsapp, ana } = office;
  await whatsapp.faults.refuseSend('throws');
  await ana.answer('Anna Berg', 'On Saturdays at ten.');
  await ana.reads('Check on the phone whether it is there');
  await ana.press('Send again');
  const message = await whatsapp.waitForSent(({ body }) => body === 'On Saturdays at ten.');
  anna.reads(message);
  await ana.seesState('On Saturdays at ten.', 'Read');
  expect(sent('On Saturdays at ten.')).toBe(1);
  expect(await ana.count('On Saturdays at ten.')).toBe(1);
});

test('a message that WhatsApp refused is edited and sent again, with the keyboard alone', async () => {
  const { whatsapp, ana } = office;
  await whatsapp.faults.refuseSend('nack');
  await ana.answer('Anna Berg', 'We are close.');
  await ana.reads('WhatsApp refused this message.');
  const button = await ana.finds('button', 'Edit and send again');
  await button.focus();
  await ana.page.keyboard.press('Enter');
  await isWritten('We are close.');
  await ana.page.keyboard.type(' Closed on Sundays.');
  await ana.page.keyboard.press('Enter');
  await whatsapp.waitForSent(({ body }) => body === 'We are close. Closed on Sundays.');
  expect(sent('We are close.')).toBe(0);
});

test('what waits for WhatsApp says so, and can be given up', async () => {
  const { whatsapp, ana } = office;
  const back = whatsapp.faults.unreachable();
  whatsapp.faults.dropSocket();
  await ana.reads('WhatsApp cannot be reached');
  await ana.answer('Anna Berg', 'Too late to say this');
  await ana.reads('Goes out when WhatsApp is connected again.');
  expect(await accessibilityProblems(ana)).toEqual([]);
  await ana.press('Do not send');
  await ana.reads('It was decided not to send it.');
  back();
  await ana.answer('Anna Berg', 'See you soon!');
  await whatsapp.waitForSent(({ body }) => body === 'See you soon!');
  expect(sent('Too late to say this')).toBe(0);
});
