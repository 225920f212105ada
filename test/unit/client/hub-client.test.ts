import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/frames.ts';
import { describe, expect, it } from 'vitest';
import { aConversation, aMessage, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost } from '#test/doubles/client/scripted-host.ts';

const received = (seq: number, message: ReturnType<typeof aMessage>) =>
  anEntry(seq, { kind: 'message.received', conversationId: message.conversationId, message });

describe('hub client', () => {
  it('says hello with its token and is online after the welcome', async () => {
    const host = new ScriptedHost();
    await host.welcome();
    expect(host.hello).toMatchObject({ token: 'token-1', resume: null, v: PROTOCOL_VERSION });
    expect(host.hello).not.toHaveProperty('isBeside');
    expect(host.client.status).toEqual({ name: 'online' });
    expect(host.client.replica.me?.id).toBe(1);
  });

  it('applies deltas and resumes where it was', async () => {
    const host = new ScriptedHost();
    await host.welcome();
    const conversation = aConversation(7, { revision: 2 });
    host.delta(0, 2, {
      conversations: [conversation],
      counts: { ...NO_COUNTS, waiting: 1 },
    });
    expect(host.client.replica.conversations.get(conversation.id)).toEqual(conversation);
    expect(host.client.replica.counts.waiting).toBe(1);
    host.end.drop();
    expect(host.client.status.name).toBe('offline');
    await host.welcome({ mode: 'resumed', seq: 2 });
    expect(host.hello?.resume).toEqual({ journalId: 'journal-1', seq: 2 });
    expect(host.client.replica.conversations.size).toBe(1);
  });

  it('comes back and resumes when a delta does not follow the last one', async () => {
    const host = new ScriptedHost();
    await host.welcome();
    host.delta(0, 2);
    host.delta(3, 4, { conversations: [aConversation(7)] });
    expect(host.end.isClosed).toBe(true);
    expect(host.client.replica.conversations.size).toBe(0);
    await host.welcome({ mode: 'resumed', seq: 2 });
    expect(host.hello?.resume).toEqual({ journalId: 'journal-1', seq: 2 });
  });

  it('opens a timeline and keeps it current', async () => {
    const host = new ScriptedHost();
    await host.welcome();
    const { id } = aConversation(7);
    const opening = host.client.openTimeline(id);
    host.delta(0, 1, { entries: [received(1, aMessage(2, 7))] });
    await host.answer('conversation.history', {
      conversation: aConversation(7),
      messages: [aMessage(1, 7)],
      events: [],
      hasOlder: false,
      hasNewer: false,
    });
    expect((await opening).ok).toBe(true);
    host.delta(1, 2, { entries: [received(2, aMessage(3, 7))] });
    const ids = host.client.replica.timeline(id)?.messages.map((message) => message.id);
    expect(ids).toEqual([1, 2, 3]);
  });
});
