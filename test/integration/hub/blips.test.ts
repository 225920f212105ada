import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectTransport, HubClient } from '#shared/client/types.ts';
import { aConversation, aMessage } from '#test/doubles/client/builders.ts';
import { RunningHub, statusOf, untilReplica } from '#test/doubles/hub/running-hub.ts';

let hub: RunningHub;
beforeEach(async () => {
  hub = await RunningHub.start();
  hub.core.startConversation(7);
});
afterEach(() => hub.end());

const seven = aConversation(7).id;
const write = (id: number) => {
  const message = aMessage(id, 7);
  hub.core.commit([{ kind: 'message.received', conversationId: message.conversationId, message }]);
};
const texts = () =>
  (hub.core.messages.get(seven) ?? []).flatMap(({ content }) =>
    content.kind === 'text' ? [content.text] : [],
  );
const nothingPending = (client: HubClient) =>
  untilReplica(client, () => client.replica.pending(seven).length === 0);

type Blip = 'before it left' | 'after it left' | 'before its answer';

/** A network that breaks, once per reply, at the worst moment. */
const breaking =
  (blip: Blip, isBroken: (text: string) => boolean) =>
  (connect: ConnectTransport): ConnectTransport =>
  (events) => {
    let isCut = false;
    const cut = () => {
      if (isCut) return;
      isCut = true;
      transport.close();
      events.onClose();
    };
    const transport = connect({
      ...events,
      onText(text) {
        if (isCut) return;
        const isAnswer = text.startsWith('{"t":"result"');
        const isNews = text.includes('"message.queued"');
        if (blip === 'before its answer' && (isAnswer || isNews) && isBroken(text))
          return void cut();
        events.onText(text);
      },
      onClose: () => {
        if (!isCut) events.onClose();
      },
    });
    return {
      close: () => transport.close(),
      send(text) {
        if (isCut) return;
        const isReply = text.includes('"reply.send"');
        const breaks = isReply && blip !== 'before its answer' && isBroken(text);
        if (breaks && blip === 'before it left') return void cut();
        transport.send(text);
        if (breaks) setImmediate(cut);
      },
    };
  };

describe('a blip of the network', () => {
  it.each<Blip>(['before it left', 'after it left', 'before its answer'])(
    'loses no reply and doubles none: %s',
    async (blip) => {
      const broken = new Set<string>();
      const isFirstTime = (text: string) => {
        const [ref = ''] = /reply-2-[0-9]+/.exec(text) ?? [];
        const isFirst = ref !== '' && !broken.has(ref);
        broken.add(ref);
        return isFirst;
      };
      const client = hub.client(2, breaking(blip, isFirstTime));
      const unsubscribe = client.onStatus(({ name }) => {
        if (name === 'offline') client.retryNow();
      });
      await statusOf(client, 'online');
      await client.openTimeline(seven);
      const written = Array.from({ length: 12 }, (_, index) => `Answer ${index}`);
      for (const text of written) client.reply(seven, { kind: 'text', text });
      await nothingPending(client);
      expect(broken.size).toBeGreaterThanOrEqual(written.length);
      expect(texts()).toEqual(written);
      await untilReplica(
        client,
        () => client.replica.timeline(seven)?.messages.length === written.length,
      );
      expect(client.replica.timeline(seven)?.messages).toEqual(hub.core.messages.get(seven));
      unsubscribe();
    },
  );

  it('keeps what was written meanwhile until the host is back, also after a restart', async () => {
    const client = hub.client(2);
    await statusOf(client, 'online');
    await client.openTimeline(seven);
    await hub.shut();
    await statusOf(client, 'offline');
    client.reply(seven, { kind: 'text', text: 'While you were away' });
    expect(client.replica.pending(seven)).toMatchObject([{ state: 'sending' }]);
    await hub.open();
    client.retryNow();
    await nothingPending(client);
    expect(texts()).toEqual(['While you were away']);
  });

  it('holds a reply when the customer wrote during it, and sends it when told so', async () => {
    const client = hub.client(2);
    await statusOf(client, 'online');
    write(1);
    await untilReplica(client, () => client.replica.conversations.has(seven));
    await client.openTimeline(seven);
    await hub.shut();
    await statusOf(client, 'offline');
    const { clientRef } = client.reply(seven, { kind: 'text', text: 'Hello' });
    write(2);
    await hub.open();
    client.retryNow();
    await untilReplica(client, () => client.replica.pending(seven)[0]?.state === 'held');
    expect(texts()).toEqual(['Text 1', 'Text 2']);
    expect(client.replica.timeline(seven)?.messages).toHaveLength(2);
    client.sendHeld(clientRef);
    await nothingPending(client);
    expect(texts()).toEqual(['Text 1', 'Text 2', 'Hello']);
  });

  it('leaves the screen exactly where one is that never left', async () => {
    const [leaving, staying] = [hub.client(2), hub.client(3)];
    await Promise.all([statusOf(leaving, 'online'), statusOf(staying, 'online')]);
    const clients = [leaving, staying];
    await Promise.all(
      clients.flatMap((client) => [client.openTimeline(seven), client.loadView('all')]),
    );
    for (let id = 1; id <= 5; id += 1) {
      write(id);
      leaving.stop();
      hub.core.startConversation(20 + id);
      leaving.start();
      await statusOf(leaving, 'online');
    }
    write(6);
    for (const client of clients) {
      await untilReplica(client, () => client.replica.timeline(seven)?.messages.length === 6);
    }
    expect(leaving.replica.list('all')).toEqual(staying.replica.list('all'));
    expect(leaving.replica.timeline(seven)).toEqual(staying.replica.timeline(seven));
    expect(leaving.replica.counts).toEqual(staying.replica.counts);
  });
});
