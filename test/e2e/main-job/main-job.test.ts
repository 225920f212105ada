import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { addColleague, TEMPORARY } from '#test/doubles/screens/linked-office.ts';
import { readQr } from '#test/doubles/screens/read-qr.ts';
import { openOfficeBrowser, photograph, Screen } from '#test/doubles/screens/screen.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

/** One day at the front desk, in order: each test goes on where the one before it ended. */
let whatsapp: WhatsAppDouble;
let browser: Browser;
let host: HostUnderTest;
let anna: Customer;
let ana: Screen;
let ben: Screen;

const anaPassword = 'three grey heron feathers';
const benPassword = 'seven copper kettle lids';
const hello = 'Hello, do you have time for me on Thursday?';
const answer = 'Yes, at ten. See you then, Anna!';

beforeAll(async () => {
  whatsapp = await startWhatsAppDouble({ autoAck: false });
  anna = whatsapp.customer('+491511234567', { name: 'Anna Berg' });
  browser = await openOfficeBrowser();
  host = await startHostProcess(['--browser', whatsapp.browserPath]);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [n, page] of (await browser.pages()).entries()) {
    await photograph(page, `${task.name} ${n}`);
  }
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  await removeData(host);
  await whatsapp.close();
});

test('the first start makes the admin account and shows the QR code; a scan connects', async () => {
  ana = await Screen.open(browser, host.url);
  await ana.setUp(host.setupCode ?? '', 'Ana', anaPassword);
  await whatsapp.phone.scan(await readQr(ana.page));
  await ana.reads('Connected');
  await ana.reads('+49 30 111222');
  await ana.press('Go to the inbox');
  await ana.reads('Nobody is waiting');
});

test('the admin adds a colleague, who signs in at another screen', async () => {
  await addColleague(ana, 'Ben', TEMPORARY);
  ben = await Screen.open(browser, host.url);
  await ben.signInFirst('Ben', TEMPORARY, benPassword);
});

test('a customer writes and everybody sees it; groups and status stay out', async () => {
  whatsapp.group('1203630000@g.us', 'Football', [anna]);
  anna.writes('Goal!', { in: '1203630000@g.us' });
  anna.writes('My holidays', { in: 'status@broadcast' });
  anna.writes(hello);
  await Promise.all([ana.reads(hello), ben.reads(hello)]);
  for (const screen of [ana, ben]) {
    await screen.finds('tab', 'Waiting, 1');
    await screen.finds('tab', 'Everyone, 1');
  }
});

test('one answers, the other is told who has it; WhatsApp has it exactly once', async () => {
  await Promise.all([ana.openChat('Anna Berg'), ben.openChat('Anna Berg')]);
  expect(whatsapp.seen).toEqual([]);
  await ben.answer('Anna Berg', answer);
  const sent = await whatsapp.waitForSent(({ body }) => body === answer);
  expect(sent.to).toBe(anna.address);
  await ana.reads('Ben is answering this chat');
  await ana.reads(answer);
  expect(whatsapp.sent.map(({ body }) => body)).toEqual([answer]);

  for (const [ack, label] of [
    [1, 'Sent'],
    [2, 'Delivered'],
    [3, 'Read'],
  ] as const) {
    whatsapp.acknowledge(sent, ack);
    await Promise.all([ana.seesState(answer, label), ben.seesState(answer, label)]);
  }
  // Its owner has read it.
  await expect.poll(() => whatsapp.seen.map(({ chat }) => chat)).toEqual([anna.address]);
});

test('what the owner types on the phone shows up as such', async () => {
  whatsapp.phone.types(anna.address, 'Parking is behind the house.');
  await ben.reads('Parking is behind the house.');
  await ben.reads('Typed on the phone');
});

test('the host is restarted and the same conversation goes on by itself', async () => {
  await host.stop();
  await Promise.all([ana.reads('No connection to the host'), ben.reads('No connection')]);
  anna.writes('One more thing: can I bring my dog?');

  const port = new URL(host.url).port;
  host = await startHostProcess(
    ['--port', port, '--browser', whatsapp.browserPath],
    host.dataDirectory,
  );
  expect(host.setupCode).toBeNull();
  await Promise.all([ana.reads('can I bring my dog?'), ben.reads('can I bring my dog?')]);
  await ben.answer('Anna Berg', 'Of course.');
  await whatsapp.waitForSent(({ body }) => body === 'Of course.');
  expect(whatsapp.sent.map(({ body }) => body)).toEqual([answer, 'Of course.']);
  for (const text of [hello, answer, 'can I bring my dog?', 'Of course.']) {
    expect(await ben.count(text)).toBe(1);
  }
});

test('the screens had nothing to complain about', () => {
  const whileAway = /WebSocket|ERR_CONNECTION_REFUSED|Failed to load resource/;
  for (const { problems } of [ana, ben]) {
    expect(problems.filter((problem) => !whileAway.test(problem))).toEqual([]);
  }
});
