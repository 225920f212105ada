import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '#shared/domain/ids.ts';
import { aConversation, aMessage, anAgent, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost, settled } from '#test/doubles/client/scripted-host.ts';

const { id } = aConversation(7);
const text = (words: string) => ({ kind: 'text' as const, text: words });
const queued = (clientRef: string, messageId = 50) =>
  aMessage(messageId, 7, {
    author: { type: 'agent', agentId: 1 },
    state: 'queued',
    waKey: null,
    clientRef,
  });

let host: ScriptedHost;
beforeEach(async () => {
  host = new ScriptedHost();
  await host.welcome();
});

const sent = () => host.commands('reply.send').map(({ params }) => params);
const states = (conversationId: ConversationId = id) =>
  host.client.replica.pending(conversationId).map(({ state }) => state);
const openSeven = async (more: object = {}, messages = [aMessage(10, 7)]) => {
  const opening = host.client.openTimeline(id);
  await host.answer('conversation.history', {
    conversation: aConversation(7, { lastCustomerMessageId: 10, epoch: 3, ...more }),
    messages,
    events: [],
    hasOlder: false,
    hasNewer: false,
  });
  await opening;
};

describe('a reply', () => {
  it('goes out with what the screen showed when it was written', async () => {
    await openSeven();
    host.end.drop();
    host.client.reply(id, text('Hello'));
    expect(states()).toEqual(['sending']);
    await host.welcome({ mode: 'resumed', seq: 0 });
    host.delta(0, 1, {
      entries: [
        anEntry(1, { kind: 'message.received', conversationId: 7, message: aMessage(11, 7) }),
      ],
      conversations: [aConversation(7, { revision: 9, epoch: 4, lastCustomerMessageId: 11 })],
    });
    expect(sent()).toEqual([
      {
        conversationId: 7,
        epoch: 3,
        lastSeenMessageId: 10,
        clientRef: 'reply-ref-1',
        body: text('Hello'),
      },
    ]);
  });

  it('is asked again under its own name after a lost connection', async () => {
    await openSeven();
    host.client.reply(id, text('Hello'));
    expect(sent()).toHaveLength(1);
    const [before] = sent();
    host.end.drop();
    expect(states()).toEqual(['sending']);
    await host.welcome({ mode: 'resumed', seq: 0 });
    expect(sent()).toEqual([before]);
  });

  it('is a message as soon as the answer comes', async () => {
    await openSeven();
    host.client.reply(id, text('Hello'));
    await host.answer('reply.send', {
      message: queued('reply-ref-1'),
      conversation: aConversation(7, { revision: 5, ownerId: 1 }),
    });
    expect(states()).toEqual([]);
    expect(host.client.replica.timeline(id)?.messages.map((one) => one.id)).toEqual([10, 50]);
    expect(host.client.replica.conversations.get(id)?.ownerId).toBe(1);
  });

  it('is a message as soon as the journal has it, and is not asked again', async () => {
    await openSeven();
    host.client.reply(id, text('Hello'));
    host.delta(0, 1, {
      entries: [
        anEntry(1, { kind: 'message.queued', conversationId: 7, message: queued('reply-ref-1') }),
      ],
    });
    expect(states()).toEqual([]);
    await host.answer('reply.send', {
      message: queued('reply-ref-1'),
      conversation: aConversation(7, { revision: 5 }),
    });
    expect(host.client.replica.timeline(id)?.messages.map((one) => one.id)).toEqual([10, 50]);
    expect(states()).toEqual([]);
  });

  it('of somebody else with the same reference changes nothing', async () => {
    await openSeven();
    host.client.reply(id, text('Hello'));
    const theirs = { ...queued('reply-ref-1'), author: { type: 'agent', agentId: 2 } };
    host.delta(0, 1, {
      entries: [anEntry(1, { kind: 'message.queued', conversationId: 7, message: theirs })],
    });
    expect(states()).toEqual(['sending']);
  });

  it('waits for the one written before it', async () => {
    await openSeven();
    host.client.reply(id, text('First'));
    host.client.reply(id, text('Second'));
    host.client.reply(aConversation(8).id, text('Elsewhere'));
    expect(sent().map((params) => (params as { clientRef: string }).clientRef)).toEqual([
      'reply-ref-1',
      'reply-ref-3',
    ]);
    host.delta(0, 1, {
      entries: [
        anEntry(1, { kind: 'message.queued', conversationId: 7, message: queued('reply-ref-1') }),
      ],
    });
    expect(sent()).toHaveLength(3);
    expect(sent()[2]).toMatchObject({ clientRef: 'reply-ref-2' });
  });

  it('takes along which message it answers', async () => {
    await openSeven();
    host.client.reply(id, text('That one'), aMessage(10, 7).id);
    expect(sent()[0]).toMatchObject({ body: text('That one'), quote: 10 });
    expect(host.client.replica.pending(id)[0]).toMatchObject({ quote: 10 });
  });

  it('whose quote is gone goes out without it when the agent sends it again', async () => {
    await openSeven();
    const { clientRef } = host.client.reply(id, text('That one'), aMessage(10, 7).id);
    await host.refuse('reply.send', 'quote-missing');
    expect(states()).toEqual(['failed']);
    host.client.sendHeld(clientRef);
    expect(sent()[1]).not.toHaveProperty('quote');
    expect(sent()[1]).toMatchObject({ clientRef, body: text('That one') });
  });

  it.each(['not-owner', 'moved-on', 'unseen-messages', 'client-ref-reused'])(
    'that is refused as %s is held, with those behind it',
    async (code) => {
      await openSeven();
      host.client.reply(id, text('First'));
      host.client.reply(id, text('Second'));
      await host.refuse('reply.send', code);
      expect(states()).toEqual(['held', 'sending']);
      expect(host.client.replica.pending(id)[0]?.failure).toMatchObject({ code });
      expect(sent()).toHaveLength(1);
    },
  );

  it.each(['media-missing', 'host-trouble', 'forbidden'])(
    'that is refused as %s has failed and lets nothing overtake it',
    async (code) => {
      await openSeven();
      const first = host.client.reply(id, text('First'));
      host.client.reply(id, text('Second'));
      await host.refuse('reply.send', code);
      expect(states()).toEqual(['failed', 'sending']);
      expect(sent()).toHaveLength(1);
      expect(host.client.takeBack(first.clientRef)).toMatchObject({ body: text('First') });
      expect(sent()[1]).toMatchObject({ body: text('Second') });
    },
  );

  it('that was held goes out as of now when the agent says so', async () => {
    await openSeven();
    const { clientRef } = host.client.reply(id, text('Hello'));
    host.delta(0, 1, {
      entries: [
        anEntry(1, { kind: 'message.received', conversationId: 7, message: aMessage(11, 7) }),
      ],
      conversations: [aConversation(7, { revision: 9, epoch: 4, lastCustomerMessageId: 11 })],
    });
    await host.refuse('reply.send', 'unseen-messages', { messages: [aMessage(11, 7)] });
    host.client.sendHeld(clientRef);
    expect(states()).toEqual(['sending']);
    expect(sent()[1]).toMatchObject({ clientRef, epoch: 4, lastSeenMessageId: 11 });
  });

  it('counts what the refusal showed as seen, also when the timeline does not reach it', async () => {
    await openSeven();
    const { clientRef } = host.client.reply(id, text('Hello'));
    await host.refuse('reply.send', 'unseen-messages', { messages: [aMessage(12, 7)] });
    host.client.sendHeld(clientRef);
    expect(sent()[1]).toMatchObject({ lastSeenMessageId: 12 });
    host.client.reply(id, text('And more'));
    await host.answer('reply.send', { message: queued(clientRef), conversation: aConversation(7) });
    expect(sent()[2]).toMatchObject({ lastSeenMessageId: 12 });
  });

  it('gets a new reference when the host knows the old one for another message', async () => {
    await openSeven();
    const { clientRef } = host.client.reply(id, text('Hello'));
    await host.refuse('reply.send', 'client-ref-reused');
    host.client.sendHeld(clientRef);
    expect(sent()[1]).toMatchObject({ clientRef: 'reply-ref-2', body: text('Hello') });
    expect(host.client.replica.pending(id)[0]?.clientRef).toBe('reply-ref-2');
  });

  it('cannot be taken back while it may be on its way', async () => {
    const { clientRef } = host.client.reply(id, text('Hello'));
    expect(host.client.takeBack(clientRef)).toBeNull();
    host.client.sendHeld(clientRef);
    expect(sent()).toHaveLength(1);
    expect(host.client.takeBack('never-heard' as typeof clientRef)).toBeNull();
  });

  it('survives being stopped and started', async () => {
    host.client.reply(id, text('Hello'));
    host.client.stop();
    await settled();
    expect(states()).toEqual(['sending']);
    await host.welcome();
    expect(sent()).toEqual([expect.objectContaining({ clientRef: 'reply-ref-1' })]);
  });

  it('is neither shown nor sent in the name of another agent', async () => {
    host.client.reply(id, text('From the first'));
    host.end.drop();
    await host.welcome({ me: anAgent(2) });
    expect(sent()).toEqual([]);
    expect(states()).toEqual([]);
    host.client.reply(id, text('From the second'));
    expect(sent()).toEqual([expect.objectContaining({ body: text('From the second') })]);
    host.end.drop();
    await host.welcome({ me: anAgent(1) });
    expect(sent()).toEqual([expect.objectContaining({ body: text('From the first') })]);
  });

  it('that no frame can carry fails instead of breaking the connection', async () => {
    host.client.reply(id, text('\u0001'.repeat(60_000)));
    await settled();
    expect(states()).toEqual(['failed']);
    expect(sent()).toEqual([]);
    expect(host.client.status.name).toBe('online');
  });

  it('is not repeated for ever when the host does not understand it', async () => {
    host.client.reply(id, text('Hello'));
    host.end.say({ t: 'bye', code: 'bad-frame', message: '' });
    await settled();
    expect(states()).toEqual(['failed']);
    await host.welcome({ mode: 'resumed', seq: 0 });
    expect(sent()).toEqual([]);
  });
});

describe('what an agent has seen', () => {
  it('does not include a late arrival above the loaded stretch', async () => {
    const opening = host.client.openTimeline(id);
    await host.answer('conversation.history', {
      conversation: aConversation(7, { lastCustomerMessageId: 20 }),
      messages: [aMessage(20, 7)],
      events: [],
      hasOlder: true,
      hasNewer: false,
    });
    await opening;
    const late = aMessage(21, 7, { at: 1, arrivedLate: true });
    host.delta(0, 1, {
      entries: [anEntry(1, { kind: 'message.received', conversationId: 7, message: late })],
      conversations: [aConversation(7, { revision: 9, lastCustomerMessageId: 21 })],
    });
    host.client.reply(id, text('Hello'));
    expect(sent()[0]).toMatchObject({ lastSeenMessageId: 20 });
  });

  it('ends where a stretch around an old message ends', async () => {
    const opening = host.client.openTimeline(id, aMessage(5, 7).id);
    await host.answer('conversation.history', {
      conversation: aConversation(7, { lastCustomerMessageId: 20 }),
      messages: [aMessage(4, 7), aMessage(5, 7), aMessage(6, 7)],
      events: [],
      hasOlder: true,
      hasNewer: true,
    });
    await opening;
    host.client.reply(id, text('Hello'));
    expect(sent()[0]).toMatchObject({ lastSeenMessageId: 6 });
  });

  it('includes everything once when the newest end was opened, also without a customer in it', async () => {
    const ours = aMessage(30, 7, { author: { type: 'phone' } });
    await openSeven({ lastCustomerMessageId: 10 }, [ours]);
    host.client.reply(id, text('Hello'));
    expect(sent()[0]).toMatchObject({ lastSeenMessageId: 10 });
  });

  it('is what the list shows when no timeline is open', async () => {
    host.delta(0, 1, { conversations: [aConversation(7, { lastCustomerMessageId: 9, epoch: 2 })] });
    host.client.reply(id, text('Hello'));
    expect(sent()[0]).toMatchObject({ lastSeenMessageId: 9, epoch: 2 });
  });
});
