import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SettingName } from '#shared/domain/settings.ts';
import { Office } from '#test/doubles/core/office.ts';
import {
  caughtUp,
  connectAndCatchUp,
  textsOf,
  whatsAppHas,
} from '#test/doubles/core/whatsapp-side.ts';
import { anna, bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.remove());

const second = 1_000;
const noon = Date.UTC(2026, 0, 15, 12, 0, 0);

async function choose(name: SettingName, value: number): Promise<void> {
  const [admin] = await office.hire('Ada');
  await office.core.handlers['settings.change']({ name, value }, admin!);
}

test('what arrived while the host was away is stored with WhatsApp time and marked', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  whatsAppHas(office, [
    before,
    incoming('While away 1', { at: noon + 10 * second }),
    incoming('While away 2', { at: noon + 10 * second }),
  ]);
  await connectAndCatchUp(office);

  expect(textsOf(office)).toEqual(['Before', 'While away 1', 'While away 2']);
  expect(office.messages().map(({ arrivedLate }) => arrivedLate)).toEqual([false, true, true]);
  expect(office.messages()[1]?.at).toBe(noon + 10 * second);
});

test('a live message right after the connection does not hide the gap before it', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  const missed = incoming('Missed', { at: noon + 60 * second });
  const live = incoming('Live', { at: noon + 120 * second });
  whatsAppHas(office, [before, missed, live]);
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: live });
  await office.settled();
  await caughtUp(office);

  expect(textsOf(office)).toEqual(['Before', 'Missed', 'Live']);
});

test('an answer that was written during the gap does not hide what came before it', async () => {
  const [ana] = await office.hire('Ana');
  const before = incoming('Before', { at: office.clock.now() - 60 * second });
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  office.gateway.disconnect();
  const inTheGap = incoming('In the gap', { at: office.clock.now() - 10 * second });
  const reply = await office.reply(ana!, 'Written without a connection');
  expect(reply.ok).toBe(true);
  whatsAppHas(office, [before, inTheGap]);
  await connectAndCatchUp(office);
  expect(textsOf(office)).toContain('In the gap');
});

test('a message that no event told of is found, although a later one was told', async () => {
  const before = incoming('Before', { at: noon });
  const untold = incoming('Untold', { at: noon + 10 * second });
  const told = incoming('Told', { at: noon + 20 * second });
  office.gateway.emit({ type: 'message', message: before });
  office.gateway.emit({ type: 'message', message: told });
  await office.settled();
  whatsAppHas(office, [before, untold, told]);
  await connectAndCatchUp(office);
  expect(textsOf(office)).toEqual(['Before', 'Untold', 'Told']);
});

test('a catch-up that failed is taken up again, also after a restart', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  const missed = incoming('Missed', { at: noon + 60 * second });
  const live = incoming('Live', { at: noon + 120 * second });
  const history = office.gateway.history.bind(office.gateway);
  office.gateway.history = () => Promise.reject(new Error('the page is gone'));
  whatsAppHas(office, [before, missed, live]);
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: live });
  await office.settled();
  expect(textsOf(office)).toEqual(['Before', 'Live']);

  office.gateway.history = history;
  const earlier = office;
  await earlier.close();
  office = await Office.open(earlier);
  whatsAppHas(office, [before, missed, live]);
  await connectAndCatchUp(office);
  expect(textsOf(office)).toEqual(['Before', 'Missed', 'Live']);
});

test('the first link brings the unread as somebody waiting and leaves old chats alone', async () => {
  await choose('catchup.importDays', 0);
  whatsAppHas(
    office,
    [
      incoming('Answered long ago', { at: office.clock.now() - 9_000 * second }),
      incoming('Unread 1', { at: office.clock.now() - 20 * second }),
      incoming('Unread 2', { at: office.clock.now() - 10 * second }),
    ],
    2,
  );
  const old = office.clock.now() - 40 * 24 * 3600 * second;
  whatsAppHas(office, [incoming('Old', { at: old, contact: { address: bruno } })]);
  await connectAndCatchUp(office);

  expect(textsOf(office)).toEqual(['Unread 1', 'Unread 2']);
  expect(office.conversations()).toHaveLength(1);
});

test('a long gap is fetched until it meets what is stored', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  const missed = Array.from({ length: 300 }, (_, n) =>
    incoming(`Missed ${n}`, { at: noon + (n + 1) * second }),
  );
  whatsAppHas(office, [before, ...missed]);
  await connectAndCatchUp(office);

  const conversation = office.conversations()[0]!;
  expect(office.store.read.messages.newest(conversation.id, 500)).toHaveLength(301);
});

test('an answer given on the phone meanwhile ends the waiting', async () => {
  const question = incoming('Question', { at: noon });
  office.gateway.emit({ type: 'message', message: question });
  await office.settled();
  whatsAppHas(office, [question, incoming('Answer', { from: 'us', at: noon + 60 * second })], 0);
  await connectAndCatchUp(office);

  expect(office.conversations()[0]).toMatchObject({ state: 'closed', waitingSince: null });
});

test('ready told many times stores nothing twice', async () => {
  whatsAppHas(office, [incoming('Hello', { at: office.clock.now() })]);
  for (let times = 0; times < 5; times += 1) office.gateway.connect();
  await office.settled();
  await caughtUp(office);
  expect(textsOf(office)).toEqual(['Hello']);
  expect(office.conversations()[0]?.contact.address).toBe(anna);
});
