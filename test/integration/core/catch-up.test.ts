import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IncomingMessage } from '#main/core/ports/gateway.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, bruno, incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;

beforeEach(async () => {
  office = await Office.open();
});
afterEach(() => office.remove());

const second = 1_000;
const noon = Date.UTC(2026, 0, 15, 12, 0, 0);

/** What WhatsApp has of a chat by now. */
function whatsAppHas(messages: IncomingMessage[], unread = messages.length): void {
  const { address } = messages[0]!.contact;
  office.gateway.histories.set(address, messages);
  office.gateway.chatList = [
    ...office.gateway.chatList.filter((chat) => chat.address !== address),
    { address, lastMessageAt: messages.at(-1)!.at, unread },
  ];
}

const caughtUp = async (): Promise<void> => {
  while (office.store.read.marks.get('gap-after') !== null) await office.settled();
};

const texts = (name = 'Anna') => {
  const conversation = office.conversations().find(({ contact }) => contact.name === name);
  return conversation === undefined
    ? []
    : office
        .messages(conversation)
        .map(({ content }) => (content.kind === 'text' ? content.text : ''));
};

async function connectAndCatchUp(): Promise<void> {
  office.gateway.connect();
  await office.settled();
  await caughtUp();
}

test('what arrived while the host was away is stored with WhatsApp time and marked', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  whatsAppHas([
    before,
    incoming('While away 1', { at: noon + 10 * second }),
    incoming('While away 2', { at: noon + 10 * second }),
  ]);
  await connectAndCatchUp();

  expect(texts()).toEqual(['Before', 'While away 1', 'While away 2']);
  expect(office.messages().map(({ arrivedLate }) => arrivedLate)).toEqual([false, true, true]);
  expect(office.messages()[1]?.at).toBe(noon + 10 * second);
});

test('a live message right after the connection does not hide the gap before it', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  const missed = incoming('Missed', { at: noon + 60 * second });
  const live = incoming('Live', { at: noon + 120 * second });
  whatsAppHas([before, missed, live]);
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: live });
  await office.settled();
  await caughtUp();

  expect(texts()).toEqual(['Before', 'Missed', 'Live']);
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
  whatsAppHas([before, inTheGap]);
  await connectAndCatchUp();
  expect(texts()).toContain('In the gap');
});

test('a message that no event told of is found, although a later one was told', async () => {
  const before = incoming('Before', { at: noon });
  const untold = incoming('Untold', { at: noon + 10 * second });
  const told = incoming('Told', { at: noon + 20 * second });
  office.gateway.emit({ type: 'message', message: before });
  office.gateway.emit({ type: 'message', message: told });
  await office.settled();
  whatsAppHas([before, untold, told]);
  await connectAndCatchUp();
  expect(texts()).toEqual(['Before', 'Untold', 'Told']);
});

test('a catch-up that failed is taken up again, also after a restart', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  const missed = incoming('Missed', { at: noon + 60 * second });
  const live = incoming('Live', { at: noon + 120 * second });
  const history = office.gateway.history.bind(office.gateway);
  office.gateway.history = () => Promise.reject(new Error('the page is gone'));
  whatsAppHas([before, missed, live]);
  office.gateway.connect();
  office.gateway.emit({ type: 'message', message: live });
  await office.settled();
  expect(texts()).toEqual(['Before', 'Live']);

  office.gateway.history = history;
  const earlier = office;
  await earlier.close();
  office = await Office.open(earlier);
  whatsAppHas([before, missed, live]);
  await connectAndCatchUp();
  expect(texts()).toEqual(['Before', 'Missed', 'Live']);
});

test('the first link brings the unread of the last days and leaves old chats alone', async () => {
  whatsAppHas(
    [
      incoming('Answered long ago', { at: office.clock.now() - 9_000 * second }),
      incoming('Unread 1', { at: office.clock.now() - 20 * second }),
      incoming('Unread 2', { at: office.clock.now() - 10 * second }),
    ],
    2,
  );
  const old = office.clock.now() - 40 * 24 * 3600 * second;
  whatsAppHas([incoming('Old', { at: old, contact: { address: bruno } })]);
  await connectAndCatchUp();

  expect(texts()).toEqual(['Unread 1', 'Unread 2']);
  expect(office.conversations()).toHaveLength(1);
});

test('a long gap is fetched until it meets what is stored', async () => {
  const before = incoming('Before', { at: noon });
  office.gateway.emit({ type: 'message', message: before });
  await office.settled();
  const missed = Array.from({ length: 300 }, (_, n) =>
    incoming(`Missed ${n}`, { at: noon + (n + 1) * second }),
  );
  whatsAppHas([before, ...missed]);
  await connectAndCatchUp();

  const conversation = office.conversations()[0]!;
  expect(office.store.read.messages.newest(conversation.id, 500)).toHaveLength(301);
});

test('an answer given on the phone meanwhile ends the waiting', async () => {
  const question = incoming('Question', { at: noon });
  office.gateway.emit({ type: 'message', message: question });
  await office.settled();
  whatsAppHas([question, incoming('Answer', { from: 'us', at: noon + 60 * second })], 0);
  await connectAndCatchUp();

  expect(office.conversations()[0]).toMatchObject({ state: 'closed', waitingSince: null });
});

test('ready told many times stores nothing twice', async () => {
  whatsAppHas([incoming('Hello', { at: office.clock.now() })]);
  for (let times = 0; times < 5; times += 1) office.gateway.connect();
  await office.settled();
  await caughtUp();
  expect(texts()).toEqual(['Hello']);
  expect(office.conversations()[0]?.contact.address).toBe(anna);
});
