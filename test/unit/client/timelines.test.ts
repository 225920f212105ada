import { beforeEach, describe, expect, it } from 'vitest';
import { aConversation, aMessage, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost, settled } from '#test/doubles/client/scripted-host.ts';

const { id } = aConversation(7);
const page = (ids: number[], hasOlder = false, hasNewer = false, more: object = {}) => ({
  conversation: aConversation(7, more),
  messages: ids.map((messageId) => aMessage(messageId, 7)),
  events: [],
  hasOlder,
  hasNewer,
});
const received = (seq: number, messageId: number, more: object = {}) =>
  anEntry(seq, {
    kind: 'message.received',
    conversationId: 7,
    message: aMessage(messageId, 7, more),
  });

let host: ScriptedHost;
beforeEach(async () => {
  host = new ScriptedHost();
  await host.welcome();
});
const ids = () => host.client.replica.timeline(id)?.messages.map((message) => message.id);
const open = async (ids: number[], hasOlder = false, hasNewer = false) => {
  void host.client.openTimeline(id);
  await host.answer('conversation.history', page(ids, hasOlder, hasNewer));
};

describe('an open timeline', () => {
  it('grows at its newest end only when it reaches it', async () => {
    await open([10, 11], true, true);
    host.delta(0, 1, { entries: [received(1, 30)] });
    expect(ids()).toEqual([10, 11]);
    void host.client.loadNewer(id);
    await host.answer('conversation.history', page([12, 30]));
    host.delta(1, 2, { entries: [received(2, 31)] });
    expect(ids()).toEqual([10, 11, 12, 30, 31]);
  });

  it('puts a late arrival where it belongs, or leaves it to the unread part', async () => {
    await open([10, 20], true);
    host.delta(0, 1, { entries: [received(1, 40, { at: 1_015 })] });
    expect(ids()).toEqual([10, 40, 20]);
    host.delta(1, 2, { entries: [received(2, 41, { at: 5 })] });
    expect(ids()).toEqual([10, 40, 20]);
  });

  it('shows a change of a note once that was in the page already', async () => {
    const note = { content: { kind: 'note', text: 'Second', mentions: [] } };
    const edits = { at: 2_000, earlier: [{ text: 'First', at: 1_010 }] };
    const edited = aMessage(10, 7, { ...note, edits });
    void host.client.openTimeline(id);
    host.delta(0, 1, {
      entries: [
        anEntry(1, {
          kind: 'note.edited',
          conversationId: 7,
          messageId: 10,
          text: 'Second',
          mentions: [],
          at: 2_000,
        }),
      ],
    });
    await host.answer('conversation.history', { ...page([]), messages: [edited] });
    expect(host.client.replica.timeline(id)?.messages).toEqual([edited]);
  });

  it('orders equal times by arrival', async () => {
    await open([10]);
    host.delta(0, 1, { entries: [received(1, 12, { at: 2_000 }), received(1, 11, { at: 2_000 })] });
    expect(ids()).toEqual([10, 11, 12]);
  });

  it('shows the ticks and the file of a message as they change', async () => {
    const media = { state: 'pending', hash: null, mime: 'image/png', bytes: null };
    const rest = { fileName: null, seconds: null, width: null, height: null };
    const image = { kind: 'image', caption: '', media: { ...media, ...rest } };
    void host.client.openTimeline(id);
    await host.answer('conversation.history', {
      ...page([]),
      messages: [aMessage(10, 7, { content: image })],
    });
    const fact = { conversationId: 7, messageId: 10 };
    const ready = { ...media, ...rest, state: 'ready', hash: 'a'.repeat(64) };
    host.delta(0, 2, {
      entries: [
        anEntry(1, {
          kind: 'message.state-changed',
          ...fact,
          state: 'read',
          waKey: 'a_b',
          failure: null,
        }),
        anEntry(2, { kind: 'message.media-changed', ...fact, media: ready }),
      ],
    });
    expect(host.client.replica.timeline(id)?.messages[0]).toMatchObject({
      state: 'read',
      waKey: 'a_b',
      content: { media: ready },
    });
  });

  it('reads older messages once, however often it is asked', async () => {
    await open([10], true);
    const loads = [host.client.loadOlder(id), host.client.loadOlder(id)];
    expect(host.commands('conversation.history')).toHaveLength(2);
    expect(host.commands('conversation.history')[1]?.params).toMatchObject({
      anchor: { messageId: 10, side: 'before' },
    });
    await host.answer('conversation.history', page([8, 9], false, true));
    await Promise.all(loads);
    expect(ids()).toEqual([8, 9, 10]);
    await host.client.loadOlder(id);
    expect(host.commands('conversation.history')).toHaveLength(2);
  });

  it('drops a page that belongs to the stretch before', async () => {
    await open([10], true);
    void host.client.loadOlder(id);
    const [older] = host.commands('conversation.history').slice(-1);
    void host.client.openTimeline(id, aMessage(100, 7).id);
    await host.answer('conversation.history', page([99, 100, 101], true, true));
    host.end.say({ t: 'result', id: older?.id, ok: true, value: page([8, 9], true, true) });
    await settled();
    expect(ids()).toEqual([99, 100, 101]);
    void host.client.loadOlder(id);
    await host.answer('conversation.history', page([98], true, true));
    expect(ids()).toEqual([98, 99, 100, 101]);
  });

  it('shows what was opened last, whichever answer comes first', async () => {
    void host.client.openTimeline(id, aMessage(5, 7).id);
    const [first] = host.commands('conversation.history').slice(-1);
    void host.client.openTimeline(id);
    await host.answer('conversation.history', page([20, 21], true));
    host.end.say({ t: 'result', id: first?.id, ok: true, value: page([4, 5], true, true) });
    await settled();
    expect(ids()).toEqual([20, 21]);
  });

  it('is forgotten when it is closed, also while its messages are on their way', async () => {
    void host.client.openTimeline(id);
    host.client.closeTimeline(id);
    await host.answer('conversation.history', page([10]));
    expect(ids()).toBeUndefined();
    await open([10]);
    host.client.closeTimeline(id);
    expect(ids()).toBeUndefined();
  });

  it('that does not exist is no timeline', async () => {
    const opening = host.client.openTimeline(id);
    await host.refuse('conversation.history', 'not-found');
    expect(await opening).toMatchObject({ ok: false, code: 'not-found' });
    expect(ids()).toBeUndefined();
  });

  it('is read anew, as long as it was, after a snapshot', async () => {
    await open([10, 11], true);
    host.end.drop();
    await host.welcome({ seq: 100 });
    expect(ids()).toBeUndefined();
    expect(host.commands('conversation.history')).toHaveLength(1);
    await host.answer('conversation.history', page([11, 12], true));
    expect(ids()).toEqual([11, 12]);
  });

  it('is read anew around the same place when it did not reach the newest', async () => {
    await open([10, 11, 12], true, true);
    host.end.drop();
    await host.welcome({ journalId: 'journal-2' });
    expect(host.commands('conversation.history')[0]?.params).toMatchObject({
      anchor: { messageId: 11, side: 'around' },
    });
    await host.refuse('conversation.history', 'not-found');
    await host.answer('conversation.history', page([40]));
    expect(ids()).toEqual([40]);
  });
});
