import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageAction } from '#main/core/ports/gateway.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { Seq, WaMessageKey } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { Office } from '#test/doubles/core/office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';

const AT = Date.UTC(2026, 0, 15, 9, 1, 0);

let office: Office;
let ana: Agent;
let ben: Agent;

beforeEach(async () => {
  office = await Office.open();
  [ana, ben] = (await office.hire('Ana', 'Ben')) as [Agent, Agent];
  office.gateway.connect();
});

afterEach(() => office.remove());

async function customerWrites(text: string, extra = {}): Promise<Message> {
  office.gateway.emit({ type: 'message', message: incoming(text, extra) });
  await office.settled();
  return office.messages().at(-1)!;
}

async function happens(action: MessageAction): Promise<void> {
  office.gateway.emit(action);
  await office.settled();
}

/** Ben answers; the message is at WhatsApp when this resolves. */
async function benAnswers(text: string): Promise<Message> {
  const before = office.gateway.handedOver.length;
  await office.reply(ben, text);
  await office.gateway.whenHandedOver(before + 1);
  const { key } = office.gateway.handedOver.at(-1)!;
  office.gateway.emit({ type: 'acknowledged', key, state: 'sent' });
  await office.settled();
  return office.store.read.messages.byKey(key)!;
}

function target(message: Message) {
  const { id, epoch } = office.conversations()[0]!;
  return { conversationId: id, epoch, messageId: message.id };
}

const stored = (message: Message) => office.store.read.messages.get(message.id)!;
const factsOf = (kind: string) =>
  office.store.read.journal.after(0 as Seq, 1_000).filter(({ fact }) => fact.kind === kind);

describe('what the customer does to messages', () => {
  test('a reaction shows at the message and in the list, and nobody waits because of it', async () => {
    const message = await customerWrites('Hello');
    const { handlers } = office.core;
    await handlers['conversation.claim'](target(message), ben);
    await handlers['conversation.close'](
      { ...target(message), lastSeenMessageId: message.id },
      ben,
    );
    await happens({ type: 'reacted', key: message.waKey!, by: 'contact', emoji: '👍', at: AT });
    expect(stored(message).reactions).toEqual([
      { author: { type: 'contact' }, emoji: '👍', at: AT },
    ]);
    const [conversation] = office.conversations();
    expect(conversation).toMatchObject({ state: 'closed', waitingSince: null, unread: 0 });
    expect(conversation!.last?.reaction).toEqual({
      messageId: message.id,
      author: { type: 'contact' },
      emoji: '👍',
    });
  });

  test('a reaction replaces the one before it and can be taken back', async () => {
    const message = await customerWrites('Hello');
    const key = message.waKey!;
    await happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    await happens({ type: 'reacted', key, by: 'contact', emoji: '❤️', at: AT + 1_000 });
    expect(stored(message).reactions?.map(({ emoji }) => emoji)).toEqual(['❤️']);
    await happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    expect(stored(message).reactions?.map(({ emoji }) => emoji)).toEqual(['❤️']);
    await happens({ type: 'reacted', key, by: 'contact', emoji: null, at: AT + 2_000 });
    expect(stored(message).reactions).toBeUndefined();
    expect(office.conversations()[0]!.last?.reaction).toBeUndefined();
  });

  test('an edit keeps every earlier text, changes the list and what a search finds', async () => {
    const message = await customerWrites('Monday at nine');
    const key = message.waKey!;
    await happens({ type: 'edited', key, text: 'Tuesday at nine', at: AT });
    await happens({ type: 'edited', key, text: 'Tuesday at ten', at: AT + 60_000 });
    expect(stored(message)).toMatchObject({
      content: { kind: 'text', text: 'Tuesday at ten' },
      edits: {
        at: AT + 60_000,
        earlier: [
          { text: 'Monday at nine', at: message.at },
          { text: 'Tuesday at nine', at: AT },
        ],
      },
    });
    expect(office.conversations()[0]!.last?.text).toBe('Tuesday at ten');
    expect(office.store.read.messages.search('monday', 10)).toEqual([]);
    expect(office.store.read.messages.search('tuesday ten', 10)).toHaveLength(1);
  });

  test('what was taken back is found and listed nowhere, and kept', async () => {
    const message = await customerWrites('My card number is 4111');
    await happens({ type: 'deleted', key: message.waKey!, by: 'contact', at: AT });
    expect(stored(message)).toMatchObject({
      content: { text: 'My card number is 4111' },
      deletion: { by: { type: 'contact' }, at: AT },
    });
    expect(office.conversations()[0]!.last).toMatchObject({ text: '', isDeleted: true });
    expect(office.store.read.messages.search('card', 10)).toEqual([]);
    await happens({ type: 'edited', key: message.waKey!, text: 'Something else', at: AT + 1 });
    expect(stored(message).content).toEqual({ kind: 'text', text: 'My card number is 4111' });
  });

  test('a repeated event is recorded once', async () => {
    const message = await customerWrites('Hello');
    const key = message.waKey!;
    for (let time = 0; time < 3; time += 1) {
      await happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
      await happens({ type: 'edited', key, text: 'Hello!', at: AT });
      await happens({ type: 'voted', key, by: 'contact', options: ['Yes'], at: AT });
    }
    for (let time = 0; time < 3; time += 1) {
      await happens({ type: 'deleted', key, by: 'contact', at: AT });
    }
    for (const kind of ['reacted', 'edited', 'deleted', 'voted']) {
      expect(factsOf(`message.${kind}`), kind).toHaveLength(1);
    }
  });

  test('what comes before its message is kept until the message arrives', async () => {
    const message = incoming('Late');
    await happens({ type: 'reacted', key: message.key, by: 'contact', emoji: '😮', at: AT });
    await happens({ type: 'edited', key: message.key, text: 'Late, sorry', at: AT });
    await happens({ type: 'edited', key: message.key, text: 'Late, sorry', at: AT });
    expect(office.conversations()).toEqual([]);
    office.gateway.emit({ type: 'message', message });
    await office.settled();
    expect(office.messages()[0]).toMatchObject({
      content: { text: 'Late, sorry' },
      edits: { earlier: [{ text: 'Late', at: message.at }] },
      reactions: [{ emoji: '😮' }],
    });
  });

  test('what comes before its message survives a restart of the host', async () => {
    const message = incoming('Late');
    await happens({ type: 'deleted', key: message.key, by: 'contact', at: AT });
    await office.close();
    office = await Office.open(office);
    office.gateway.connect();
    office.gateway.emit({ type: 'message', message });
    await office.settled();
    expect(office.messages()[0]?.deletion).toEqual({ by: { type: 'contact' }, at: AT });
    expect(office.conversations()[0]?.last?.text).toBe('');
  });

  test('the message is found under the other address of its chat', async () => {
    const lid = '880000001@lid' as typeof anna;
    const message = await customerWrites('Hello', { contact: { addresses: [anna, lid] } });
    const key = message.waKey!.replace(anna, lid) as WaMessageKey;
    await happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    expect(stored(message).reactions).toHaveLength(1);
  });

  test('votes of both sides stand beside each other, a new one replaces the last', async () => {
    const message = await customerWrites('Which day?');
    const key = message.waKey!;
    await happens({ type: 'voted', key, by: 'contact', options: ['Monday'], at: AT });
    await happens({ type: 'voted', key, by: 'us', options: ['Friday'], at: AT + 1_000 });
    await happens({ type: 'voted', key, by: 'contact', options: ['Friday'], at: AT + 2_000 });
    expect(stored(message).votes).toEqual([
      { author: { type: 'phone' }, options: ['Friday'], at: AT + 1_000 },
      { author: { type: 'contact' }, options: ['Friday'], at: AT + 2_000 },
    ]);
  });
});

describe('quotes', () => {
  test('a quoted message of ours leads to it; one that we never had shows what WhatsApp gives', async () => {
    const first = await customerWrites('Do you have this in blue?');
    const quote = { key: first.waKey!, from: 'contact', content: first.content };
    const second = await customerWrites('I mean this', { quote });
    expect(second.quote).toEqual({
      waKey: first.waKey,
      messageId: first.id,
      author: { type: 'contact' },
      kind: 'text',
      text: 'Do you have this in blue?',
    });
    const third = await customerWrites('And that', {
      quote: {
        key: 'true_4915111111@c.us_GONE' as WaMessageKey,
        from: 'us',
        content: { kind: 'text', text: 'Our offer of last year' },
      },
    });
    expect(third.quote).toMatchObject({
      messageId: null,
      author: { type: 'phone' },
      text: 'Our offer of last year',
    });
  });

  test('a quoted message that arrives later is linked from then on', async () => {
    const late = incoming('The offer', { from: 'us', at: AT - 3_600_000 });
    const quote = { key: late.key, from: 'us', content: late.content };
    const answer = await customerWrites('Yes please', { quote });
    expect(answer.quote?.messageId).toBeNull();
    office.gateway.emit({ type: 'message', message: late });
    await office.settled();
    const quoted = office.store.read.messages.byKey(late.key)!;
    expect(stored(answer).quote?.messageId).toBe(quoted.id);
  });

  test('an agent quotes a message: WhatsApp is told which', async () => {
    const question = await customerWrites('Which size?');
    const { id: conversationId, epoch } = office.conversations()[0]!;
    const sent = await office.core.handlers['reply.send'](
      {
        conversationId,
        epoch,
        lastSeenMessageId: question.id,
        clientRef: 'quote-1234' as never,
        body: { kind: 'text', text: 'Medium' },
        quote: question.id,
      },
      ben,
    );
    expect(sent).toMatchObject({
      ok: true,
      value: { message: { quote: { text: 'Which size?' } } },
    });
    await office.gateway.whenHandedOver(1);
    expect(office.gateway.handedOver[0]?.quote).toBe(question.waKey);
  });

  test('what was taken back cannot be quoted', async () => {
    const question = await customerWrites('Which size?');
    await happens({ type: 'deleted', key: question.waKey!, by: 'contact', at: AT });
    const { id: conversationId, epoch } = office.conversations()[0]!;
    const sent = await office.core.handlers['reply.send'](
      {
        conversationId,
        epoch,
        lastSeenMessageId: question.id,
        clientRef: 'quote-1234' as never,
        body: { kind: 'text', text: 'Medium' },
        quote: question.id,
      },
      ben,
    );
    expect(sent).toMatchObject({ ok: false, code: 'quote-missing' });
    expect(office.conversations()[0]?.ownerId).toBeNull();
  });
});

describe('what agents do to messages', () => {
  test('the owner reacts: WhatsApp does it and it is the agent who did', async () => {
    const message = await customerWrites('Thanks!');
    const { handlers } = office.core;
    await handlers['conversation.claim'](target(message), ben);
    const done = await handlers['message.react']({ ...target(message), emoji: '🙏' }, ben);
    expect(done).toMatchObject({ ok: true, value: { message: { reactions: [{ emoji: '🙏' }] } } });
    expect(office.gateway.acts).toEqual([{ type: 'react', key: message.waKey, emoji: '🙏' }]);
    expect(stored(message).reactions?.[0]?.author).toEqual({ type: 'agent', agentId: ben.id });
    expect(office.conversations()[0]?.waitingSince).toBe(message.at);
  });

  test('an event that comes before the answer of the call names the agent as well', async () => {
    const message = await customerWrites('Thanks!');
    const { handlers } = office.core;
    await handlers['conversation.claim'](target(message), ben);
    office.gateway.actAnswer = async () => {
      await happens({ type: 'reacted', key: message.waKey!, by: 'us', emoji: '🙏', at: AT });
      return { outcome: 'done' };
    };
    await handlers['message.react']({ ...target(message), emoji: '🙏' }, ben);
    expect(factsOf('message.reacted').map(({ by }) => by)).toEqual([ben.id]);
  });

  test('nobody but the owner acts, and only under the current epoch', async () => {
    const message = await customerWrites('Thanks!');
    const { handlers } = office.core;
    expect(await handlers['message.react']({ ...target(message), emoji: '🙏' }, ben)).toMatchObject(
      {
        ok: false,
        code: 'not-owner',
      },
    );
    await handlers['conversation.claim'](target(message), ben);
    const stale = { ...target(message), epoch: 99 as never };
    for (const refused of [
      await handlers['message.react']({ ...target(message), emoji: '🙏' }, ana),
      await handlers['message.edit']({ ...target(message), text: 'Mine' }, ana),
      await handlers['message.delete'](target(message), ana),
    ]) {
      expect(refused).toMatchObject({ ok: false, code: 'not-owner' });
    }
    expect(await handlers['message.react']({ ...stale, emoji: '🙏' }, ben)).toMatchObject({
      ok: false,
      code: 'moved-on',
    });
    expect(office.gateway.acts).toEqual([]);
  });

  test('an edit of an own message within 15 minutes, and not after', async () => {
    await customerWrites('When?');
    const answer = await benAnswers('At nine');
    const { handlers } = office.core;
    expect(
      await handlers['message.edit']({ ...target(answer), text: 'At ten' }, ben),
    ).toMatchObject({ ok: true, value: { message: { content: { text: 'At ten' } } } });
    expect(stored(answer).edits?.earlier.map(({ text }) => text)).toEqual(['At nine']);
    await office.clock.advance(16 * 60_000);
    expect(
      await handlers['message.edit']({ ...target(answer), text: 'At eleven' }, ben),
    ).toMatchObject({ ok: false, code: 'not-possible' });
    expect(office.gateway.acts).toHaveLength(1);
  });

  test('what WhatsApp refuses, or does not confirm, is said and changes nothing', async () => {
    await customerWrites('When?');
    const answer = await benAnswers('At nine');
    const { handlers } = office.core;
    office.gateway.actAnswer = () => Promise.resolve({ outcome: 'refused', why: 'Too late.' });
    expect(await handlers['message.delete'](target(answer), ben)).toMatchObject({
      ok: false,
      code: 'refused',
      message: 'Too late.',
    });
    office.gateway.actAnswer = () => Promise.resolve({ outcome: 'unknown', why: 'Silence.' });
    expect(await handlers['message.delete'](target(answer), ben)).toMatchObject({
      ok: false,
      code: 'unconfirmed',
    });
    expect(stored(answer).deletion).toBeUndefined();
    await happens({ type: 'deleted', key: answer.waKey!, by: 'us', at: AT });
    expect(stored(answer).deletion?.by).toEqual({ type: 'agent', agentId: ben.id });
  });

  test('the same command again after a lost connection acts once', async () => {
    await customerWrites('When?');
    const answer = await benAnswers('At nine');
    const { handlers } = office.core;
    await handlers['message.delete'](target(answer), ben);
    expect(await handlers['message.delete'](target(answer), ben)).toMatchObject({ ok: true });
    expect(office.gateway.acts).toHaveLength(1);
  });

  test("a customer's message, or a colleague's, is not edited or deleted", async () => {
    const question = await customerWrites('When?');
    const answer = await benAnswers('At nine');
    const { handlers } = office.core;
    for (const refused of [
      await handlers['message.edit']({ ...target(question), text: 'Never' }, ben),
      await handlers['message.delete'](target(question), ben),
    ]) {
      expect(refused).toMatchObject({ ok: false, code: 'not-possible' });
    }
    await handlers['conversation.close'](
      { ...target(answer), lastSeenMessageId: question.id },
      ben,
    );
    await office.hire('Carla');
    const carla = office.store.read.agents.byName('Carla')!;
    await handlers['conversation.claim'](target(answer), carla);
    expect(await handlers['message.delete'](target(answer), carla)).toMatchObject({
      ok: false,
      code: 'not-possible',
    });
    expect(office.gateway.acts).toEqual([]);
  });
});

describe('what happened while nobody listened', () => {
  test('a catch-up that sees the message again records edit, reactions and deletion', async () => {
    const message = await customerWrites('Monday');
    await happens({
      type: 'reacted',
      key: message.waKey!,
      by: 'contact',
      emoji: '👍',
      at: AT - 1_000,
    });
    const now = incoming('Tuesday', { key: message.waKey!, editedAt: AT, reactions: [] });
    await office.settled();
    office.gateway.emit({ type: 'message', message: now });
    await office.settled();
    expect(stored(message)).toMatchObject({
      content: { text: 'Tuesday' },
      edits: { earlier: [{ text: 'Monday' }] },
    });
    expect(stored(message).reactions).toBeUndefined();
    const deletion = { by: 'contact', at: AT } as const;
    office.gateway.emit({ type: 'message', message: { ...now, deletion } });
    await office.settled();
    expect(stored(message).deletion?.at).toBe(AT);
  });

  test('a message that was edited, reacted to or deleted before it arrived says so', async () => {
    const edited = await customerWrites('Tuesday', {
      editedAt: AT,
      reactions: [{ by: 'us', emoji: '👍', at: AT }],
    });
    expect(edited).toMatchObject({
      edits: { at: AT, earlier: [] },
      reactions: [{ author: { type: 'phone' }, emoji: '👍' }],
    });
    const deleted = await customerWrites('', { deletion: { by: 'contact', at: AT } });
    expect(deleted.deletion).toEqual({ by: { type: 'contact' }, at: AT });
    expect(office.conversations()[0]?.last).toMatchObject({ text: '', isDeleted: true });
  });
});
