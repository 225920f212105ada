import { beforeEach, describe, expect, test } from 'vitest';
import type { KeptReply, ReplyShelf } from '#shared/client/kept-replies.ts';
import { aConversation, aMessage, anAgent, anEntry } from '#test/doubles/client/builders.ts';
import { ScriptedHost, settled } from '#test/doubles/client/scripted-host.ts';

const { id } = aConversation(7);
const text = (words: string) => ({ kind: 'text' as const, text: words });

let kept: Map<string, KeptReply>;
let shelf: ReplyShelf;
beforeEach(() => {
  kept = new Map();
  shelf = {
    all: () => [...kept.values()],
    put: (reply) => void kept.set(reply.clientRef, reply),
    remove: (ref) => void kept.delete(ref),
  };
});

let refs = 0;
/** A screen of this device. One that is never stopped has crashed. */
async function screen(more: object = {}): Promise<ScriptedHost> {
  const host = new ScriptedHost({ shelf, newClientRef: () => `reply-ref-${++refs}` });
  await host.welcome(more);
  return host;
}
const sent = (host: ScriptedHost) => host.commands('reply.send').map(({ params }) => params);
const pending = (host: ScriptedHost) =>
  host.client.replica.pending(id).map(({ body, state }) => [body, state]);
const stored = (clientRef: string) =>
  aMessage(50, 7, { author: { type: 'agent', agentId: 1 }, state: 'queued', clientRef });

describe('a reply that the host does not have yet', () => {
  test('goes out from the next screen, under its name and with what its writer had seen', async () => {
    const before = await screen();
    before.delta(0, 1, {
      conversations: [aConversation(7, { lastCustomerMessageId: 9, epoch: 2 })],
    });
    before.end.drop();
    before.client.reply(id, text('One'));
    before.client.reply(id, text('Two'), aMessage(9, 7).id);

    const after = await screen();
    expect(pending(after)).toEqual([
      [text('One'), 'sending'],
      [text('Two'), 'sending'],
    ]);
    const [first] = before.client.replica.pending(id);
    expect(sent(after)).toEqual([
      {
        conversationId: 7,
        epoch: 2,
        lastSeenMessageId: 9,
        clientRef: first?.clientRef,
        body: text('One'),
      },
    ]);
    after.delta(0, 1, {
      entries: [
        anEntry(1, {
          kind: 'message.queued',
          conversationId: 7,
          message: stored(first?.clientRef ?? ''),
        }),
      ],
    });
    expect(sent(after)[1]).toMatchObject({ body: text('Two'), quote: 9 });
    expect(kept.size).toBe(1);
  });

  test('is kept until the host answers, and no longer', async () => {
    const host = await screen();
    const { clientRef } = host.client.reply(id, text('Hello'));
    expect([...kept.keys()]).toEqual([clientRef]);
    await host.answer('reply.send', {
      message: stored(clientRef),
      conversation: aConversation(7, { revision: 5 }),
    });
    expect(kept.size).toBe(0);
  });

  test('that was held stays kept until its writer has decided', async () => {
    const host = await screen();
    const { clientRef } = host.client.reply(id, text('Hello'));
    await host.refuse('reply.send', 'unseen-messages', { messages: [aMessage(12, 7)] });
    expect([...kept.keys()]).toEqual([clientRef]);
    host.client.takeBack(clientRef);
    expect(kept.size).toBe(0);
  });

  test('is not somebody else’s, nor another host’s', async () => {
    const before = await screen();
    before.end.drop();
    before.client.reply(id, text('Mine'));
    expect(pending(await screen({ me: anAgent(2) }))).toEqual([]);
    expect(pending(await screen({ journalId: 'journal-2' }))).toEqual([]);
    expect(pending(await screen())).toEqual([[text('Mine'), 'sending']]);
  });

  test('is taken up once, however often the connection comes back', async () => {
    const before = await screen();
    before.end.drop();
    before.client.reply(id, text('Hello'));
    const after = await screen();
    after.end.drop();
    await after.welcome();
    expect(pending(after)).toHaveLength(1);
  });

  test('that is found long after it was written waits for its writer', async () => {
    const before = await screen();
    before.end.drop();
    const { clientRef } = before.client.reply(id, text('We open at nine'));
    const after = new ScriptedHost({ shelf });
    await after.clock.advance(2 * 60 * 60_000);
    await after.welcome();
    expect(sent(after)).toEqual([]);
    expect(after.client.replica.pending(id)[0]).toMatchObject({
      state: 'held',
      failure: { code: 'written-earlier' },
    });
    after.client.sendHeld(clientRef);
    expect(sent(after)).toEqual([expect.objectContaining({ clientRef })]);
  });

  test('is forgotten when its writer signs out', async () => {
    const host = await screen();
    host.end.drop();
    host.client.reply(id, text('Hello'));
    host.client.forgetPending();
    expect(kept.size).toBe(0);
    expect(pending(await screen())).toEqual([]);
  });

  test('is shown where its conversation went, when that was merged in the meantime', async () => {
    const before = await screen();
    before.end.drop();
    before.client.reply(id, text('Hello'));
    const after = await screen();
    await after.refuse('reply.send', 'moved-on', { conversation: aConversation(8) });
    await settled();
    expect(pending(after)).toEqual([]);
    expect(after.client.replica.pending(aConversation(8).id)).toMatchObject([{ state: 'held' }]);
  });
});
