import { beforeEach, expect, test } from 'vitest';
import { aConversation, aMessage, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost } from '#test/doubles/client/scripted-host.ts';

const [kept, gone] = [aConversation(1), aConversation(2)];
const merged = aConversation(1, { revision: 5, epoch: 1, unread: 2 });
const mergedEntry = (seq: number) =>
  anEntry(seq, {
    kind: 'contact.merged',
    conversationId: 1,
    goneId: 2,
    why: 'same-person',
    contact: kept.contact,
    state: 'waiting',
    ownerId: null,
    epoch: 1,
    episode: 1,
    waitingSince: 1_001,
    unread: 2,
    lastMessageId: 20,
  });
const history = (conversation: object, ...messages: [id: number, of: number][]) => ({
  conversation,
  messages: messages.map(([id, of]) => aMessage(id, of)),
  events: [],
  hasOlder: false,
  hasNewer: false,
});

let host: ScriptedHost;
beforeEach(async () => {
  host = new ScriptedHost();
  await host.welcome();
  void host.client.loadView('waiting');
  await host.answer('conversation.list', { conversations: [kept, gone], next: null });
});
const merge = () => host.delta(0, 5, { entries: [mergedEntry(5)], conversations: [merged] });
const replica = () => host.client.replica;
const listed = () =>
  replica()
    .list('waiting')
    .map(({ id }) => id);
const shown = () =>
  replica()
    .timeline(kept.id)
    ?.messages.map(({ id }) => id);

test('the one that is gone leaves the lists, and leads to the one that goes on', () => {
  expect(listed()).toEqual([1, 2]);
  merge();
  expect(listed()).toEqual([1]);
  expect(replica().conversations.get(gone.id)).toBeUndefined();
  expect(replica().current(gone.id)).toBe(1);
});

test('a copy of it that was on its way does not bring it back', async () => {
  void host.client.loadView('all');
  merge();
  await host.answer('conversation.list', { conversations: [gone, kept], next: null });
  expect(
    replica()
      .list('all')
      .map(({ id }) => id),
  ).toEqual([1]);
});

test('an open timeline of the one that goes on shows the messages of both', async () => {
  void host.client.openTimeline(kept.id);
  await host.answer('conversation.history', history(kept, [10, 1]));
  merge();
  expect(shown()).toEqual([10]);
  await host.answer('conversation.history', history(merged, [10, 1], [20, 1]));
  expect(shown()).toEqual([10, 20]);
});

test('after an undo the timeline loses what went back, and both are listed', async () => {
  merge();
  void host.client.openTimeline(kept.id);
  await host.answer('conversation.history', history(merged, [10, 1], [20, 1]));
  const undone = { kind: 'contact.unmerged', conversationId: 1, goneId: 2, epoch: 3 };
  host.delta(5, 6, {
    entries: [anEntry(6, undone)],
    conversations: [aConversation(1, { revision: 6 }), aConversation(2, { revision: 6 })],
  });
  await host.answer('conversation.history', history(aConversation(1, { revision: 6 }), [10, 1]));
  expect(shown()).toEqual([10]);
  expect(listed()).toEqual([1, 2]);
  expect(replica().current(gone.id)).toBe(2);
});

test('a client that missed the merge is led on when it opens what is gone', async () => {
  void host.client.openTimeline(gone.id);
  await host.answer('conversation.history', history(merged, [10, 1], [20, 1]));
  expect(replica().current(gone.id)).toBe(1);
  expect(replica().timeline(gone.id)).toBeNull();
  expect(listed()).toEqual([1]);
});

test('a reply on its way to what is gone is held for its writer, in the one that goes on', async () => {
  host.client.reply(gone.id, { kind: 'text', text: 'Hello' });
  merge();
  await host.refuse('reply.send', 'moved-on', { conversation: merged });
  expect(replica().pending(gone.id)).toEqual([]);
  const [held] = replica().pending(kept.id);
  expect(held).toMatchObject({ state: 'held', conversationId: 1 });
  host.client.sendHeld(held!.clientRef);
  expect(host.commands('reply.send').at(-1)?.params).toMatchObject({ conversationId: 1, epoch: 1 });
});
