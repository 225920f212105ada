import { expect, test } from 'vitest';
import type { Store } from '#main/core/ports/store.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { ConversationId, WaAddress } from '#shared/domain/ids.ts';
import type { Content, MediaContent } from '#shared/domain/message.ts';
import { NOON, aContact, aConversation, aMessage, aPicture } from '#test/doubles/store/builders.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';

const words = (text: string): Content => ({ kind: 'text', text });

async function storeWith(contents: readonly Content[]): Promise<Store> {
  const store = temporaryStore();
  await store.write((tx) => {
    tx.state.putConversation(aConversation(1));
    contents.forEach((content, n) => tx.state.insertMessage(aMessage(n + 1, { content })));
  });
  return store;
}

const found = (store: Store, text: string, limit = 10) =>
  store.read.messages.search(text, limit).map(({ id }) => Number(id));

test('messages are found by words and their beginnings, all of them, newest first', async () => {
  const store = await storeWith([
    words('Ist die Gleitsichtbrille fertig?'),
    words('Ja, die Brille ist fertig.'),
    words('Danke'),
    words('fertig: die neue Brille'),
  ]);
  expect(found(store, 'fertig')).toEqual([4, 2, 1]);
  expect(found(store, 'fer bri')).toEqual([4, 2]);
  expect(found(store, 'fertig', 1)).toEqual([4]);
  expect(found(store, 'brille danke')).toEqual([]);
  expect(found(store, 'ertig')).toEqual([]);
});

test('case, accents and how they are encoded make no difference', async () => {
  const store = await storeWith([words('Café Größe'), words('CAFE\u0301'), words('Tiếng Việt')]);
  expect(found(store, 'cafe')).toEqual([2, 1]);
  expect(found(store, 'CAFÉ')).toEqual([2, 1]);
  expect(found(store, 'cafe\u0301')).toEqual([2, 1]);
  expect(found(store, 'grosse')).toEqual([]);
  expect(found(store, 'große')).toEqual([1]);
  expect(found(store, 'tieng viet')).toEqual([3]);
});

test('words of scripts with combining vowels are whole words', async () => {
  const store = await storeWith([words('मुझे हिन्दी में लिखें'), words('हद')]);
  expect(found(store, 'हिन्दी')).toEqual([1]);
  expect(found(store, 'हिन')).toEqual([1]);
});

test('captions and file names count as text', async () => {
  const document: MediaContent = {
    ...aPicture('Anbei', { fileName: 'Rechnung_2026-01.pdf' }),
    kind: 'document',
  };
  const store = await storeWith([document, aPicture('Rechnung'), aPicture('')]);
  expect(found(store, 'rechnung')).toEqual([2, 1]);
  expect(found(store, 'anbei 2026')).toEqual([1]);
});

test('nothing in a text is an operator', async () => {
  const store = await storeWith([words('near or not'), words('plain')]);
  for (const text of [
    'NEAR(near not, 2)',
    '"near" OR "plain"',
    'near*',
    'text: near',
    '-near',
    '^near',
    'near AND "',
    "near'; DROP TABLE messages; --",
    'near\u0000not',
    '{text file_name}: near + not',
  ]) {
    expect(() => found(store, text), text).not.toThrow();
  }
  expect(found(store, 'near*')).toEqual([1]);
  expect(found(store, '"near" OR')).toEqual([1]);
  expect(found(store, '"near" OR "plain"')).toEqual([]);
  for (const text of ['', ' ', 'n', '*', '""', '🙂', 'a b c'])
    expect(found(store, text)).toEqual([]);
});

test('letters that SQLite does not know yet do no harm', async () => {
  // Adlam is newer than the tables of the tokenizer; a word of it comes out as several or none.
  const store = await storeWith([words('𞤀𞤁𞤂 plain')]);
  expect(() => found(store, '𞤀𞤁𞤂')).not.toThrow();
  expect(() => store.read.conversations.search('𞤀𞤁𞤂', 5)).not.toThrow();
  expect(found(store, 'plain')).toEqual([1]);
});

test('a message whose text changes is found by the new one alone', async () => {
  const store = await storeWith([{ kind: 'unsupported', type: 'ciphertext' }, words('alt')]);
  const change = (id: number, content: Content) =>
    store.write((tx) => tx.state.updateMessage(aMessage(id, { content })));
  await change(1, words('endlich lesbar'));
  await change(2, words('neu'));
  expect(found(store, 'lesbar')).toEqual([1]);
  expect(found(store, 'alt')).toEqual([]);
  expect(found(store, 'neu')).toEqual([2]);
  await change(2, words(''));
  expect(found(store, 'neu')).toEqual([]);
});

/** With the address that goes with the number. */
function numbered(contact: Contact): Contact {
  const address = (
    contact.phone === null ? `${contact.id}@lid` : `${contact.phone.slice(1)}@c.us`
  ) as WaAddress;
  return { ...contact, address, addresses: [address] };
}

test('conversations are found by name and number, the newest first', async () => {
  const store = temporaryStore();
  const put = (id: number, name: string, phone: string | null, lastAt: number) =>
    store.write((tx) =>
      tx.state.putConversation(
        aConversation(id, { contact: numbered(aContact(id, { name, phone })), lastAt }),
      ),
    );
  const find = (text: string, limit = 10) =>
    store.read.conversations.search(text, limit).map(({ id }) => Number(id));
  await put(1, 'José Álvarez', '+491701234567', NOON + 3);
  await put(2, 'Maria Alvarado', '+5511987654321', NOON + 9);
  await put(3, '+4915999', '+4915999', NOON + 5);
  await put(4, 'Room 12', null, NOON + 1);

  expect(find('alv')).toEqual([2, 1]);
  expect(find('alv', 1)).toEqual([2]);
  expect(find('jose alva')).toEqual([1]);
  expect(find('varez')).toEqual([]);
  expect(find('0170 123')).toEqual([1]);
  expect(find('+55 (11) 98765-4321')).toEqual([2]);
  expect(find('7654')).toEqual([2]);
  expect(find('4915999')).toEqual([3]);
  expect(find('12')).toEqual([4]);
  expect(find('99')).toEqual([]);
  await put(5, '4915 Street', null, NOON + 7);
  expect(find('4915')).toEqual([5, 3]);
  expect(find('"')).toEqual([]);

  await put(1, 'Pepe', '+34600000000', NOON + 3);
  expect(find('alv')).toEqual([2]);
  expect(find('1701234567')).toEqual([]);
  expect(find('pepe')).toEqual([1]);
  expect(find('600000')).toEqual([1]);
});

test('among very many contacts that fit, the newest are found', async () => {
  const store = temporaryStore();
  const count = 1_200;
  await store.write((tx) => {
    for (let id = 1; id <= count; id++) {
      const contact = aContact(id, { name: `Ana ${id % 2 === 0 ? 'Even' : 'Odd'}` });
      // Oldest last, so that neither the ids nor the order of storing gives the answer.
      tx.state.putConversation(aConversation(id, { contact, lastAt: NOON - id }));
    }
  });
  const find = (text: string) =>
    store.read.conversations.search(text, 3).map(({ id }) => Number(id));
  expect(find('ana')).toEqual([1, 2, 3]);
  expect(find('ana even')).toEqual([2, 4, 6]);
  expect(find('49151')).toEqual([1, 2, 3]);
  expect(find(String(49_151_000_000 + count))).toEqual([count]);
});

test('a message of another conversation is found as well', async () => {
  const store = await storeWith([words('eins')]);
  const conversationId = 2 as ConversationId;
  await store.write((tx) => {
    tx.state.putConversation(aConversation(2));
    tx.state.insertMessage(aMessage(7, { conversationId, content: words('eins') }));
  });
  expect(store.read.messages.search('eins', 5).map((each) => each.conversationId)).toEqual([2, 1]);
});
