import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq, WaMessageKey } from '#shared/domain/ids.ts';
import type { DeliveryState, Message } from '#shared/domain/message.ts';
import { Office } from '#test/doubles/core/office.ts';
import { incoming } from '#test/doubles/gateway/incoming.ts';

let office: Office;
let ana: Agent, ben: Agent, carla: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben, carla] = (await office.hire('Ana', 'Ben', 'Carla')) as [Agent, Agent, Agent];
  await customerWrites('Hello?');
});
afterEach(() => office.remove());

async function customerWrites(text: string): Promise<void> {
  office.gateway.emit({ type: 'message', message: incoming(text) });
  await office.settled();
}

const last = () => office.messages().at(-1)!;
const stored = (message: Message) => office.store.read.messages.get(message.id)!;
const becomes = (state: DeliveryState) =>
  office.until((fact) => fact.kind === 'message.state-changed' && fact.state === state);
const keys = () => office.gateway.handedOver.map(({ key }) => key);

/** Ben's answer, handed over once, of which nobody can tell what became. */
async function unconfirmed(text = 'At ten.'): Promise<Message> {
  office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'unknown', why: 'no answer' });
  office.gateway.connect();
  const doubted = becomes('unconfirmed');
  await office.reply(ben, text);
  await office.gateway.whenHandedOver(1);
  for (let looks = 0; looks < 4; looks += 1) await office.clock.advance(5_000);
  await doubted;
  office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'accepted' });
  return last();
}

function sendAgain(message: Message, agent: Agent, more: { waKey?: WaMessageKey } = {}) {
  const { id, epoch, lastCustomerMessageId } = office.conversations()[0]!;
  const waKey = more.waKey ?? message.waKey!;
  return office.core.handlers['reply.send-again'](
    {
      conversationId: id,
      epoch,
      lastSeenMessageId: lastCustomerMessageId,
      messageId: message.id,
      waKey,
    },
    agent,
  );
}
const wasSent = (message: Message, agent: Agent) =>
  office.core.handlers['reply.was-sent']({ messageId: message.id, waKey: message.waKey! }, agent);
const cancel = (message: Message, agent: Agent) =>
  office.core.handlers['reply.cancel']({ messageId: message.id }, agent);
const decisionsOf = (message: Message) =>
  office.store.read.journal
    .after(0 as Seq, 1_000)
    .flatMap(({ by, fact }) =>
      fact.kind === 'message.state-changed' && fact.messageId === message.id && by !== null
        ? [{ by, state: fact.state }]
        : [],
    );

describe('send again', () => {
  test('hands an unconfirmed message over once more, under a key of its own', async () => {
    const message = await unconfirmed();
    expect(await sendAgain(message, ben)).toMatchObject({ ok: true });
    await office.gateway.whenHandedOver(2);
    await office.settled();
    expect(new Set(keys()).size).toBe(2);
    expect(stored(message)).toMatchObject({ state: 'sending', waKey: keys()[1] });
    expect(decisionsOf(message)).toEqual([{ by: ben.id, state: 'queued' }]);
    office.gateway.emit({ type: 'acknowledged', key: keys()[1]!, state: 'delivered' });
    await office.settled();
    expect(stored(message).state).toBe('delivered');
    expect(office.messages()).toHaveLength(2);
  });

  test('asked for twice at once is done once', async () => {
    const message = await unconfirmed();
    const answers = await Promise.all([sendAgain(message, ben), sendAgain(message, ben)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(answers[1]).toMatchObject({ code: 'not-unconfirmed' });
    await office.gateway.whenHandedOver(2);
    await office.settled();
    expect(keys()).toHaveLength(2);
  });

  test('is refused for a doubt that the screen does not show', async () => {
    const message = await unconfirmed();
    const other = `${message.waKey}X` as WaMessageKey;
    expect(await sendAgain(message, ben, { waKey: other })).toMatchObject({
      ok: false,
      code: 'not-unconfirmed',
    });
    expect(stored(message).state).toBe('unconfirmed');
  });

  test('keeps to the rules of an answer: nobody else’s chat, nothing unseen', async () => {
    const message = await unconfirmed();
    expect(await sendAgain(message, carla)).toMatchObject({ ok: false, code: 'not-owner' });
    const { id, epoch, lastCustomerMessageId } = office.conversations()[0]!;
    await customerWrites('Never mind, I found it.');
    const outdated = {
      conversationId: id,
      epoch,
      lastSeenMessageId: lastCustomerMessageId,
      messageId: message.id,
      waKey: message.waKey!,
    };
    expect(await office.core.handlers['reply.send-again'](outdated, ben)).toMatchObject({
      ok: false,
      code: 'unseen-messages',
    });
    expect(keys()).toHaveLength(1);
  });

  test('does not send what WhatsApp Web has after all', async () => {
    const message = await unconfirmed();
    office.gateway.findAnswer = () => 'delivered';
    const settled = becomes('delivered');
    await sendAgain(message, ben);
    await settled;
    expect(keys()).toHaveLength(1);
  });

  test('does not send what is acknowledged before its turn comes', async () => {
    const message = await unconfirmed();
    office.gateway.disconnect();
    await sendAgain(message, ben);
    expect(stored(message)).toMatchObject({ state: 'queued', waKey: message.waKey });
    office.gateway.emit({ type: 'acknowledged', key: message.waKey!, state: 'sent' });
    await office.settled();
    office.gateway.connect();
    await office.clock.advance(60_000);
    expect(stored(message).state).toBe('sent');
    expect(keys()).toHaveLength(1);
  });

  test('does not send what shows up in the chat before its turn comes', async () => {
    const message = await unconfirmed();
    office.gateway.disconnect();
    await sendAgain(message, ben);
    const echo = incoming('At ten.', { from: 'us', key: message.waKey! });
    office.gateway.emit({ type: 'message', message: echo });
    await office.settled();
    expect(stored(message)).toMatchObject({ state: 'sending', waKey: message.waKey });
    office.gateway.findAnswer = () => 'pending';
    office.gateway.connect();
    await office.clock.advance(120_000);
    expect(stored(message).state).toBe('sending');
    expect(keys()).toHaveLength(1);
  });

  test('leaves a first copy that turns up later in the timeline, as the same person’s', async () => {
    const message = await unconfirmed();
    await sendAgain(message, ben);
    await office.gateway.whenHandedOver(2);
    const echo = incoming('At ten.', { from: 'us', key: message.waKey! });
    office.gateway.emit({ type: 'message', message: echo });
    await office.settled();
    const ours = office.messages().filter(({ author }) => author.type !== 'contact');
    expect(ours.map(({ waKey }) => waKey).sort()).toEqual([...keys()].sort());
    expect(ours.map(({ author }) => author)).toEqual([
      { type: 'agent', agentId: ben.id },
      { type: 'agent', agentId: ben.id },
    ]);
  });

  test('goes on after a restart', async () => {
    const message = await unconfirmed();
    office.gateway.disconnect();
    await sendAgain(message, ben);
    const before = office;
    await before.close();
    office = await Office.open(before);
    office.gateway.connect();
    await office.gateway.whenHandedOver(1);
    expect(office.gateway.finds).toEqual([message.waKey]);
    expect(stored(message).waKey).not.toBe(message.waKey);
  });
});

describe('it was sent', () => {
  test('is on record with who said so, and said twice is said once', async () => {
    const message = await unconfirmed();
    expect(await wasSent(message, ben)).toMatchObject({ ok: true });
    expect(await wasSent(message, ben)).toMatchObject({ ok: true });
    expect(stored(message)).toMatchObject({ state: 'sent', failure: null });
    expect(decisionsOf(message)).toEqual([{ by: ben.id, state: 'sent' }]);
    expect(keys()).toHaveLength(1);
  });

  test('cannot be said by who has nothing to do with it', async () => {
    const message = await unconfirmed();
    expect(await wasSent(message, carla)).toMatchObject({ ok: false, code: 'not-owner' });
    expect(await wasSent(message, ana)).toMatchObject({ ok: true });
  });

  test('cannot be said of what is known', async () => {
    const message = await unconfirmed();
    await sendAgain(message, ben);
    expect(await wasSent(message, ben)).toMatchObject({ ok: false, code: 'not-unconfirmed' });
  });
});

describe('do not send', () => {
  test('ends a queued message; the customer waits again, as long as before', async () => {
    const since = office.conversations()[0]!.waitingSince;
    await office.reply(ben, 'Wrong chat, sorry');
    expect(office.conversations()[0]!.waitingSince).toBeNull();
    expect(await cancel(last(), ben)).toMatchObject({ ok: true });
    expect(last()).toMatchObject({ state: 'refused', failure: { code: 'cancelled' } });
    expect(office.conversations()[0]!.waitingSince).toBe(since);
    office.gateway.connect();
    await office.clock.advance(60_000);
    expect(keys()).toEqual([]);
  });

  test('is too late for what is on its way', async () => {
    office.gateway.connect();
    await office.reply(ben, 'On its way');
    await office.gateway.whenHandedOver(1);
    expect(await cancel(last(), ben)).toMatchObject({ ok: false, code: 'not-queued' });
    expect(keys()).toHaveLength(1);
  });

  test('brings the doubt back for what was to be sent again', async () => {
    const message = await unconfirmed();
    office.gateway.disconnect();
    await sendAgain(message, ben);
    expect(await cancel(message, carla)).toMatchObject({ ok: false, code: 'not-owner' });
    expect(await cancel(message, ben)).toMatchObject({ ok: true });
    expect(stored(message)).toMatchObject({ state: 'unconfirmed', waKey: message.waKey });
    office.gateway.connect();
    await office.clock.advance(60_000);
    expect(keys()).toHaveLength(1);
  });
});

describe('an answer that was refused', () => {
  const refuse = () => {
    const failure = { code: 'not-on-whatsapp', detail: 'Not on WhatsApp.' } as const;
    office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'refused', failure });
  };

  test('lets the customer wait again, also in a chat that was closed over it', async () => {
    const since = office.conversations()[0]!.waitingSince;
    await office.reply(ben, 'Bye!');
    const { id: conversationId, epoch, lastCustomerMessageId } = office.conversations()[0]!;
    await office.core.handlers['conversation.close'](
      { conversationId, epoch, lastSeenMessageId: lastCustomerMessageId },
      ben,
    );
    refuse();
    const refused = becomes('refused');
    office.gateway.connect();
    await refused;
    expect(office.conversations()[0]).toMatchObject({ state: 'waiting', waitingSince: since });
    expect(office.store.read.conversations.counts().waiting).toBe(1);
  });

  test('changes nothing for a customer who got another answer', async () => {
    office.gateway.connect();
    await office.reply(ben, 'One');
    await office.gateway.whenHandedOver(1);
    await office.reply(ben, 'Two');
    await office.gateway.whenHandedOver(2);
    office.gateway.emit({ type: 'acknowledged', key: keys()[0]!, state: 'refused' });
    await office.settled();
    expect(office.conversations()[0]!.waitingSince).toBeNull();
  });

  test('counts from the first wait when every answer to it was refused', async () => {
    const since = office.conversations()[0]!.waitingSince;
    refuse();
    office.gateway.connect();
    for (const text of ['One', 'Two']) {
      const refused = becomes('refused');
      await office.reply(ben, text);
      await refused;
      await office.settled();
    }
    expect(office.conversations()[0]!.waitingSince).toBe(since);
  });

  test('because there was no connection at that moment goes out with the next one', async () => {
    office.gateway.sendAnswer = () => {
      office.gateway.disconnect();
      office.gateway.sendAnswer = () => Promise.resolve({ outcome: 'accepted' });
      const failure = { code: 'not-linked', detail: 'Not connected.' } as const;
      return Promise.resolve({ outcome: 'refused', failure });
    };
    office.gateway.connect();
    const back = becomes('queued');
    await office.reply(ben, 'Hello');
    await back;
    office.gateway.connect();
    await office.clock.advance(10_000);
    await office.gateway.whenHandedOver(2);
    await office.settled();
    expect(last().state).toBe('sending');
  });
});

test('of a number of doubts each is looked at again with every connection', async () => {
  const message = await unconfirmed();
  office.gateway.findAnswer = () => 'read';
  const read = becomes('read');
  office.gateway.connect();
  await read;
  expect(stored(message).failure).toBeNull();
});
