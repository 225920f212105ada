import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WaMessageKey } from '#shared/domain/ids.ts';
import { ActingOffice, AT } from '#test/doubles/core/acting-office.ts';
import { anna, incoming } from '#test/doubles/gateway/incoming.ts';

let acting: ActingOffice;

beforeEach(async () => {
  acting = await ActingOffice.open();
});

afterEach(() => acting.office.remove());

describe('what the customer does to messages', () => {
  test('a reaction shows at the message and in the list, and nobody waits because of it', async () => {
    const message = await acting.customerWrites('Hello');
    const { handlers } = acting;
    await handlers['conversation.claim'](acting.target(message), acting.ben);
    await handlers['conversation.close'](
      { ...acting.target(message), lastSeenMessageId: message.id },
      acting.ben,
    );
    await acting.happens({
      type: 'reacted',
      key: message.waKey!,
      by: 'contact',
      emoji: '👍',
      at: AT,
    });
    expect(acting.stored(message).reactions).toEqual([
      { author: { type: 'contact' }, emoji: '👍', at: AT },
    ]);
    const { conversation } = acting;
    expect(conversation).toMatchObject({ state: 'closed', waitingSince: null, unread: 0 });
    expect(conversation.last?.reaction).toEqual({
      messageId: message.id,
      author: { type: 'contact' },
      emoji: '👍',
    });
  });

  test('a reaction replaces the one before it and can be taken back', async () => {
    const message = await acting.customerWrites('Hello');
    const key = message.waKey!;
    await acting.happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    await acting.happens({ type: 'reacted', key, by: 'contact', emoji: '❤️', at: AT + 1_000 });
    expect(acting.stored(message).reactions?.map(({ emoji }) => emoji)).toEqual(['❤️']);
    await acting.happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    expect(acting.stored(message).reactions?.map(({ emoji }) => emoji)).toEqual(['❤️']);
    await acting.happens({ type: 'reacted', key, by: 'contact', emoji: null, at: AT + 2_000 });
    expect(acting.stored(message).reactions).toBeUndefined();
    expect(acting.conversation.last?.reaction).toBeUndefined();
  });

  test('an edit keeps every earlier text, changes the list and what a search finds', async () => {
    const message = await acting.customerWrites('Monday at nine');
    const key = message.waKey!;
    await acting.happens({ type: 'edited', key, text: 'Tuesday at nine', at: AT });
    await acting.happens({ type: 'edited', key, text: 'Tuesday at ten', at: AT + 60_000 });
    expect(acting.stored(message)).toMatchObject({
      content: { kind: 'text', text: 'Tuesday at ten' },
      edits: {
        at: AT + 60_000,
        earlier: [
          { text: 'Monday at nine', at: message.at },
          { text: 'Tuesday at nine', at: AT },
        ],
      },
    });
    expect(acting.conversation.last?.text).toBe('Tuesday at ten');
    expect(acting.office.store.read.messages.search('monday', 10)).toEqual([]);
    expect(acting.office.store.read.messages.search('tuesday ten', 10)).toHaveLength(1);
  });

  test('what was taken back is found and listed nowhere, and kept', async () => {
    const message = await acting.customerWrites('My card number is 4111');
    await acting.happens({ type: 'deleted', key: message.waKey!, by: 'contact', at: AT });
    expect(acting.stored(message)).toMatchObject({
      content: { text: 'My card number is 4111' },
      deletion: { by: { type: 'contact' }, at: AT },
    });
    expect(acting.conversation.last).toMatchObject({ text: '', isDeleted: true });
    expect(acting.office.store.read.messages.search('card', 10)).toEqual([]);
    await acting.happens({
      type: 'edited',
      key: message.waKey!,
      text: 'Something else',
      at: AT + 1,
    });
    expect(acting.stored(message).content).toEqual({
      kind: 'text',
      text: 'My card number is 4111',
    });
  });

  test('a repeated event is recorded once', async () => {
    const message = await acting.customerWrites('Hello');
    const key = message.waKey!;
    for (let time = 0; time < 3; time += 1) {
      await acting.happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
      await acting.happens({ type: 'edited', key, text: 'Hello!', at: AT });
      await acting.happens({ type: 'voted', key, by: 'contact', options: ['Yes'], at: AT });
    }
    for (let time = 0; time < 3; time += 1) {
      await acting.happens({ type: 'deleted', key, by: 'contact', at: AT });
    }
    for (const kind of ['reacted', 'edited', 'deleted', 'voted']) {
      expect(acting.factsOf(`message.${kind}`), kind).toHaveLength(1);
    }
  });

  test('what comes before its message is kept until the message arrives', async () => {
    const message = incoming('Late');
    await acting.happens({ type: 'reacted', key: message.key, by: 'contact', emoji: '😮', at: AT });
    await acting.happens({ type: 'edited', key: message.key, text: 'Late, sorry', at: AT });
    await acting.happens({ type: 'edited', key: message.key, text: 'Late, sorry', at: AT });
    expect(acting.office.conversations()).toEqual([]);
    acting.gateway.emit({ type: 'message', message });
    await acting.office.settled();
    expect(acting.office.messages()[0]).toMatchObject({
      content: { text: 'Late, sorry' },
      edits: { earlier: [{ text: 'Late', at: message.at }] },
      reactions: [{ emoji: '😮' }],
    });
  });

  test('what comes before its message survives a restart of the host', async () => {
    const message = incoming('Late');
    await acting.happens({ type: 'deleted', key: message.key, by: 'contact', at: AT });
    await acting.reopen();
    acting.gateway.emit({ type: 'message', message });
    await acting.office.settled();
    expect(acting.office.messages()[0]?.deletion).toEqual({ by: { type: 'contact' }, at: AT });
    expect(acting.conversation.last?.text).toBe('');
  });

  test('what comes before its message is found under each other address of its chat', async () => {
    const [lid, otherLid] = ['880000001@lid', '880000002@lid'] as (typeof anna)[];
    const message = incoming('Late', { contact: { addresses: [anna, lid!, otherLid!] } });
    const keyUnder = (address = anna) => message.key.replace(anna, address) as WaMessageKey;
    const reaction = { type: 'reacted', by: 'contact', emoji: '😮', at: AT } as const;
    await acting.happens({ ...reaction, key: keyUnder(lid) });
    const edit = { type: 'edited', text: 'Late, sorry', at: AT } as const;
    await acting.happens({ ...edit, key: keyUnder(otherLid) });
    acting.gateway.emit({ type: 'message', message });
    await acting.office.settled();
    expect(acting.office.messages()[0]).toMatchObject({
      content: { text: 'Late, sorry' },
      reactions: [{ emoji: '😮' }],
    });
  });

  test('the message is found under the other address of its chat', async () => {
    const lid = '880000001@lid' as typeof anna;
    const message = await acting.customerWrites('Hello', { contact: { addresses: [anna, lid] } });
    const key = message.waKey!.replace(anna, lid) as WaMessageKey;
    await acting.happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    expect(acting.stored(message).reactions).toHaveLength(1);
  });

  test('votes of both sides stand beside each other, a new one replaces the last', async () => {
    const message = await acting.customerWrites('Which day?');
    const key = message.waKey!;
    await acting.happens({ type: 'voted', key, by: 'contact', options: ['Monday'], at: AT });
    await acting.happens({ type: 'voted', key, by: 'us', options: ['Friday'], at: AT + 1_000 });
    await acting.happens({
      type: 'voted',
      key,
      by: 'contact',
      options: ['Friday'],
      at: AT + 2_000,
    });
    expect(acting.stored(message).votes).toEqual([
      { author: { type: 'phone' }, options: ['Friday'], at: AT + 1_000 },
      { author: { type: 'contact' }, options: ['Friday'], at: AT + 2_000 },
    ]);
  });
});

describe('what happened while nobody listened', () => {
  test('a catch-up that sees the message again records edit, reactions and deletion', async () => {
    const message = await acting.customerWrites('Monday');
    await acting.happens({
      type: 'reacted',
      key: message.waKey!,
      by: 'contact',
      emoji: '👍',
      at: AT - 1_000,
    });
    const now = incoming('Tuesday', { key: message.waKey!, editedAt: AT, reactions: [] });
    await acting.office.settled();
    acting.gateway.emit({ type: 'message', message: now });
    await acting.office.settled();
    expect(acting.stored(message)).toMatchObject({
      content: { text: 'Tuesday' },
      edits: { earlier: [{ text: 'Monday' }] },
    });
    expect(acting.stored(message).reactions).toBeUndefined();
    const deletion = { by: 'contact', at: AT } as const;
    acting.gateway.emit({ type: 'message', message: { ...now, deletion } });
    await acting.office.settled();
    expect(acting.stored(message).deletion?.at).toBe(AT);
  });

  test('the same told by an event and seen in the chat at once is recorded once', async () => {
    const message = await acting.customerWrites('Monday');
    const key = message.waKey!;
    const reaction = { by: 'contact', emoji: '👍', at: AT } as const;
    const seen = incoming('Tuesday', { key, editedAt: AT, reactions: [reaction], asOf: AT + 500 });
    acting.gateway.emit({ type: 'edited', key, text: 'Tuesday', at: AT });
    acting.gateway.emit({ type: 'message', message: seen });
    acting.gateway.emit({ type: 'reacted', key, ...reaction });
    acting.gateway.emit({ type: 'deleted', key, by: 'contact', at: AT });
    acting.gateway.emit({
      type: 'message',
      message: incoming('', { key, deletion: { by: 'contact', at: AT + 900 } }),
    });
    await acting.office.settled();
    for (const kind of ['edited', 'reacted', 'deleted']) {
      expect(acting.factsOf(`message.${kind}`), kind).toHaveLength(1);
    }
  });

  test('a chat that was read before a reaction came takes nothing back', async () => {
    const message = await acting.customerWrites('Monday');
    const key = message.waKey!;
    const read = incoming('Monday', { key, reactions: [], asOf: AT - 1 });
    await acting.happens({ type: 'reacted', key, by: 'contact', emoji: '👍', at: AT });
    acting.gateway.emit({ type: 'message', message: read });
    await acting.office.settled();
    expect(acting.stored(message).reactions).toHaveLength(1);
    const later = { ...read, asOf: AT + 1 };
    acting.gateway.emit({ type: 'message', message: later });
    await acting.office.settled();
    expect(acting.stored(message).reactions).toBeUndefined();
  });

  test('a message that was edited, reacted to or deleted before it arrived says so', async () => {
    const edited = await acting.customerWrites('Tuesday', {
      editedAt: AT,
      reactions: [{ by: 'us', emoji: '👍', at: AT }],
    });
    expect(edited).toMatchObject({
      edits: { at: AT, earlier: [] },
      reactions: [{ author: { type: 'phone' }, emoji: '👍' }],
    });
    const deleted = await acting.customerWrites('', { deletion: { by: 'contact', at: AT } });
    expect(deleted.deletion).toEqual({ by: { type: 'contact' }, at: AT });
    expect(acting.conversation.last).toMatchObject({ text: '', isDeleted: true });
  });
});
