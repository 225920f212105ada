import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Storm } from '#test/doubles/client/storm.ts';
import { stormActions } from '#test/doubles/client/storm-actions.ts';

describe('a client in a storm', () => {
  it('ends where a client is that comes new (I6), with each reply once (I4)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stormActions, { minLength: 5, maxLength: 60 }), async (actions) => {
        const storm = new Storm();
        await storm.start();
        for (const action of actions) await storm.run(action);
        await storm.calm();
        await expectConverged(storm);
        storm.end();
      }),
      { numRuns: 250 },
    );
  }, 60_000);
});

async function expectConverged(storm: Storm): Promise<void> {
  const { core } = storm;
  const { replica } = storm.client;
  expect(storm.client.status.name).toBe('online');
  expect(replica.counts).toEqual(core.counts());
  expect(replica.number).toEqual(core.number.stateFor('agent'));
  expect([...replica.agents.values()]).toEqual(core.agents);
  expect(replica.office).toEqual(core.office.current);
  expect(replica.hours).toEqual(core.hours.current);
  for (const [id, conversation] of replica.conversations) {
    expect(conversation).toEqual(core.conversations.get(id));
  }
  for (const id of core.conversations.keys()) expectTimeline(storm, id);
  expectReplies(storm);

  const fresh = await storm.newcomer();
  expect(replica.presence).toEqual(fresh.client.replica.presence);
  expect([...replica.presence.values()]).toEqual(core.statuses());
  expect(replica.answering).toEqual(fresh.client.replica.answering);
  for (const view of ['waiting', 'mine', 'all'] as const) {
    const known = replica.list(view);
    const everything = await fresh.readAll(view);
    expect(known).toEqual(everything.slice(0, known.length));
    expect(await storm.readAll(view)).toEqual(everything);
  }
  fresh.end();
}

function expectTimeline({ core, client }: Storm, id: Parameters<Storm['messagesOf']>[0]): void {
  const timeline = client.replica.timeline(id);
  if (!timeline) return;
  const all = core.messages.get(id) ?? [];
  const { messages, hasOlder, hasNewer } = timeline;
  const first = messages[0] ? all.findIndex((message) => message.id === messages[0]?.id) : 0;
  expect(messages).toEqual(all.slice(first, first + messages.length));
  expect(hasOlder).toBe(first > 0);
  expect(hasNewer).toBe(first + messages.length < all.length);
}

/** Everything the agent wrote is one message, is still shown as pending, or was taken back. */
function expectReplies(storm: Storm): void {
  for (const { conversationId, clientRef } of storm.written) {
    const stored = storm.messagesOf(conversationId).filter((one) => one.clientRef === clientRef);
    const pending = storm.client.replica
      .pending(conversationId)
      .filter((one) => one.clientRef === clientRef);
    const isTakenBack = storm.takenBack.has(clientRef);
    expect([stored.length, pending.length, isTakenBack]).toEqual(
      isTakenBack ? [0, 0, true] : stored.length > 0 ? [1, 0, false] : [0, 1, false],
    );
  }
}
