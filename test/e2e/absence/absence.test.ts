import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStore } from '#main/store/open-store.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { removeData, startHostProcess } from '#test/doubles/host-process.ts';
import type { HostUnderTest } from '#test/doubles/host-process.ts';
import { silentLog } from '#test/doubles/log.ts';
import { openOfficeBrowser, photograph, Screen } from '#test/doubles/screens/screen.ts';
import type { Customer } from '#test/doubles/whatsapp-web/customer.ts';
import { startWhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';
import type { WhatsAppDouble } from '#test/doubles/whatsapp-web/start-whatsapp-double.ts';

/** A number with a past is linked, and its host is away again and again. */
let whatsapp: WhatsAppDouble;
let browser: Browser;
let host: HostUnderTest;
let ana: Screen;
let people: Customer[];

const password = 'three grey heron feathers';
const day = 24 * 3600;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  whatsapp = await startWhatsAppDouble();
  people = Array.from({ length: 8 }, (_, n) =>
    whatsapp.customer(`+49151000010${n}`, { name: `Person ${n}` }),
  );
  for (const [n, person] of people.entries()) {
    // Several pages deep, and answered.
    for (let count = 0; count < 260; count += 1) {
      const at = now - 25 * day + count * 7_000 + n;
      person.writes(`Before the link ${n}/${count}`, { at });
    }
    whatsapp.phone.types(person.address, `Answered ${n}`);
  }
  browser = await openOfficeBrowser();
  host = await startHostProcess(['--browser', whatsapp.browserPath]);
  ana = await Screen.open(browser, host.url);
  await ana.setUp(host.setupCode ?? '', 'Ana', password);
});

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await photograph(ana.page, task.name);
});

afterAll(async () => {
  await browser.close();
  await host.stop();
  await removeData(host);
  await whatsapp.close();
});

/** The same host again, in its folder; its screens are opened anew. */
async function startAgain(): Promise<void> {
  host = await startHostProcess(['--browser', whatsapp.browserPath], host.dataDirectory);
  await ana.page.close();
  ana = await Screen.open(browser, host.url);
  await ana.signInHere('Ana', password);
}

const linked = () => ana.reads('Complete since');
const nothingIsOnTheWay = () =>
  ana.page.waitForFunction(
    () =>
      document.body.innerText.includes('Complete since') &&
      !/Taking over|Fetching|Nothing has been heard/.test(document.body.innerText),
    { polling: 'mutation' },
  );

test('the past of a new number is taken over, also by a host that is killed meanwhile', async () => {
  await whatsapp.phone.scan();
  await ana.press('Go to the inbox');
  await ana.goTo('Number');
  await ana.reads('Taking over the history');
  await ana.reads('of 8 chats');
  await host.kill('SIGKILL');

  await startAgain();
  await ana.goTo('Number');
  await linked();
  await nothingIsOnTheWay();
  await ana.goTo('Inbox');
  await ana.reads('Nobody is waiting');
});

test('what is written during each kind of absence is here afterwards', async () => {
  const [first, second, third, fourth, fifth] = people as [
    Customer,
    Customer,
    Customer,
    Customer,
    Customer,
  ];
  // The socket is lost, and comes back without a word of what came meanwhile.
  whatsapp.faults.resumeSilently();
  whatsapp.faults.dropSocket();
  first.writes('While the socket was gone');
  await ana.reads('While the socket was gone');

  const synced = whatsapp.waitForSynced();
  whatsapp.faults.reloadPage();
  second.writes('During a reload');
  await synced;
  await ana.reads('During a reload');

  await host.stop();
  third.writes('While the host was off 1');
  third.writes('While the host was off 2');
  whatsapp.phone.types(third.address, 'Answered on the phone');
  await startAgain();
  fourth.writes('While it starts');
  await ana.reads('While it starts');

  await host.kill('SIGKILL');
  fifth.writes('After the power cut');
  await startAgain();
  await ana.reads('After the power cut');

  await ana.goTo('Number');
  await nothingIsOnTheWay();
});

test('in the end the store has exactly what WhatsApp has', async () => {
  await host.stop();
  const store = openStore({ directory: host.dataDirectory, log: silentLog });
  for (const { address } of people) {
    const contact = store.read.contacts.byAddresses([address as WaAddress]);
    const conversation = contact === null ? null : store.read.conversations.byContact(contact.id);
    const stored: readonly Message[] =
      conversation === null ? [] : store.read.messages.newest(conversation.id, 1_000);
    const texts = stored.map(({ content }) => (content.kind === 'text' ? content.text : ''));
    expect(texts).toEqual(whatsapp.chat(address).messages.map(({ body }) => body));
  }
  expect(store.read.coverage.get().gaps).toEqual([]);
  await store.close();
});
