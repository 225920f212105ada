import { expect, test } from 'vitest';
import { replyShelf } from '#renderer/bridge/reply-shelf.ts';
import { keptReplySchema } from '#shared/client/kept-replies.ts';
import { aStorage } from '#test/doubles/device-storage.ts';

const reply = keptReplySchema.parse({
  journalId: 'journal-1',
  author: 1,
  clientRef: 'reply-ref-1',
  conversationId: 7,
  body: { kind: 'text', text: 'Hello' },
  quote: null,
  writtenAt: 1,
  seen: { epoch: 2, lastSeenMessageId: 9 },
});

test('what is kept on a device is there for the next screen, until it is removed', () => {
  const storage = aStorage();
  replyShelf(storage).put(reply);
  replyShelf(storage).put({ ...reply, writtenAt: 2 });
  expect(replyShelf(storage).all()).toEqual([{ ...reply, writtenAt: 2 }]);
  replyShelf(storage).remove(reply.clientRef);
  expect(replyShelf(storage).all()).toEqual([]);
});

test('what other things and other versions left there is passed over', () => {
  const storage = aStorage();
  storage.setItem('deskline.reply.old', '{"text":"Hello"}');
  storage.setItem('deskline.reply.torn', '{"te');
  storage.setItem('deskline.draft.1.7', 'Hello');
  replyShelf(storage).put(reply);
  expect(replyShelf(storage).all()).toEqual([reply]);
});

test('a full device costs nobody the reply itself', () => {
  expect(() => replyShelf(aStorage(true)).put(reply)).not.toThrow();
});
