import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Seq } from '#shared/domain/ids.ts';
import { NOON, aConversation, aMessage, aPicture } from '#test/doubles/store/builders.ts';
import { temporaryFolder, temporaryStore } from '#test/doubles/store/temporary-store.ts';

const damage = (row: string): unknown =>
  expect.objectContaining({
    code: 'corrupt',
    message: `The stored ${row} is damaged: restore a backup.`,
  });

async function damagedStore(...statements: readonly string[]) {
  const directory = temporaryFolder();
  const store = temporaryStore(directory);
  await store.write((tx) => {
    tx.state.putConversation(aConversation(1));
    tx.state.insertMessage(aMessage(1, { content: aPicture('') }));
    tx.state.insertMessage(aMessage(2));
    tx.appendEntry({ at: NOON, by: null, fact: { kind: 'session.ended' } });
  });
  const intruder = new Database(join(directory, 'deskline.db'));
  for (const sql of statements) intruder.exec(sql);
  intruder.close();
  return store.read;
}

test.each([`'{'`, 'NULL', `'{}'`, `'null'`, `'{"mime": 1}'`])(
  'a picture described by %s is an error that names the message',
  async (media) => {
    const { messages } = await damagedStore(`UPDATE messages SET media = ${media} WHERE id = 1`);
    expect(() => messages.get(aMessage(1).id)).toThrow(damage('message 1'));
    expect(messages.get(aMessage(2).id)).toEqual(aMessage(2));
  },
);

test.each([
  `failure = '{"code": "weather"}'`,
  `author = 'agent'`,
  'text = NULL',
  `kind = 'unsupported'`,
  `kind = 'weather'`,
  `kind = 'poll', details = '{}'`,
  `kind = 'poll', details = '{"kind":"waiting"}'`,
])('a message with %s is an error that names it', async (change) => {
  const { messages } = await damagedStore(`UPDATE messages SET ${change} WHERE id = 2`);
  expect(() => messages.get(aMessage(2).id)).toThrow(damage('message 2'));
});

test.each([`'['`, `'{}'`, `'null'`])('a contact with addresses %s names it', async (addresses) => {
  const { conversations } = await damagedStore(`UPDATE contacts SET addresses = ${addresses}`);
  expect(() => conversations.get(aConversation(1).id)).toThrow(damage('contact 1'));
});

test('half a preview names its conversation', async () => {
  const { conversations } = await damagedStore('UPDATE conversations SET last_message_id = 1');
  expect(() => conversations.get(aConversation(1).id)).toThrow(damage('conversation 1'));
});

test.each([`'{'`, `'1'`, `'null'`])('a journal entry with data %s names it', async (data) => {
  const { journal } = await damagedStore(
    'DROP TRIGGER journal_keeps_entries',
    `UPDATE journal SET data = ${data} WHERE seq = 1`,
  );
  expect(() => journal.after(0 as Seq, 10)).toThrow(damage('journal entry 1'));
});
