import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delta } from '#main/core/api.ts';
import { encodeFrame } from '#main/hub/live/host-frames.ts';
import { readHostFrame } from '#shared/client/read-frame.ts';
import { nameFor } from '#shared/domain/contact.ts';
import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { seqSchema } from '#shared/domain/ids.ts';
import type { Message } from '#shared/domain/message.ts';
import { previewOf } from '#shared/domain/preview.ts';
import { aConversation, aMessage, anEntry } from '#test/doubles/client/builders.ts';

const seq = (value: number) => seqSchema.parse(value);

/** Everything that a schema fills in, once as it fills it in and once otherwise. */
const delta: Delta = {
  after: seq(1),
  upTo: seq(4),
  entries: [
    anEntry(2, { kind: 'message.received', conversationId: 1, message: aMessage(1, 1) }),
    anEntry(
      3,
      {
        kind: 'message.queued',
        conversationId: 2,
        message: aMessage(2, 2, {
          author: { type: 'agent', agentId: 7 },
          state: 'refused',
          failure: { code: 'rejected', detail: 'No.' },
          clientRef: '018f3a3e-0000-7000-8000-000000000000',
          arrivedLate: true,
          isImported: true,
        }),
      },
      7,
    ),
    anEntry(4, { kind: 'session.ended' }),
  ],
  conversations: [
    aConversation(1, { last: previewOf(aMessage(1, 1)), lastAt: aMessage(1, 1).at }),
    aConversation(2, {
      contact: {
        id: 2,
        name: 'Ana',
        names: { ours: 'Ana', saved: null, whatsapp: null },
        phone: null,
        address: '2@lid',
        addresses: ['2@lid'],
        isBlocked: true,
        picture: 'a'.repeat(64),
        fields: { city: 'Porto' },
      },
      lastOwnerId: 7,
      snoozedUntil: 5_000,
      handover: { fromId: 7, at: 1_000, noteId: null },
      request: { byId: 8, at: 1_000 },
      answerDueAt: 6_000,
      tags: [3],
      mentions: [{ agentId: 8, byId: 7, noteId: 1, at: 1_000, text: 'Look', isSeen: false }],
      bot: { phase: 'done', flow: null, since: null, period: null },
      rules: { replied: [1], waited: [] },
    }),
  ],
  counts: { ...NO_COUNTS, waiting: 2 },
};

test('a screen reads a delta as it was, though what is usual is not said', () => {
  const frame = encodeFrame({ t: 'delta', ...delta }).toString();
  expect(readHostFrame(frame)).toEqual({ t: 'delta', ...delta });
  const [usual] = (JSON.parse(frame) as { conversations: object[] }).conversations;
  for (const name of ['snoozedUntil', 'tags', 'mentions', 'bot', 'lastOwnerId']) {
    expect(usual).not.toHaveProperty(name);
  }
  expect(usual).toHaveProperty('ownerId', null);
});

/** Messages that differ, or not, in all that a delta may leave unsaid. */
const anyEntries = fc
  .array(
    fc.record({
      skipped: fc.nat(1),
      later: fc.nat(1),
      conversationId: fc.integer({ min: 1, max: 2 }),
      isElsewhere: fc.boolean(),
      kind: fc.constantFrom('message.received', 'message.observed'),
      author: fc.constantFrom({ type: 'contact' }, { type: 'phone' }, { type: 'bot' }),
      state: fc.constantFrom('received', 'sent'),
      content: fc.constantFrom(
        { kind: 'text', text: 'Hello' },
        { kind: 'unsupported', type: 'future' },
      ),
    }),
    { maxLength: 6 },
  )
  .map((drawn) => {
    let [position, time] = [10, 1_000];
    return drawn.map(({ skipped, later, conversationId, isElsewhere, kind, ...more }) => {
      position += 1 + skipped;
      time += later;
      const home = isElsewhere ? 9 : conversationId;
      const message = aMessage(position, home, { at: time, ...more });
      const entry = anEntry(position, { kind, conversationId, message });
      return { ...entry, at: time };
    });
  });

test('whatever the rest of a delta says of what is left out, it is read as it was', () => {
  const saysLast = fc.constantFrom('first', 'newest', 'nothing', 'reaction', 'other time');
  fc.assert(
    fc.property(anyEntries, saysLast, (entries, says) => {
      const messages = entries.map(({ fact }) => (fact as unknown as { message: Message }).message);
      const shown = says === 'first' ? messages[0] : messages.at(-1);
      const preview = shown === undefined || says === 'nothing' ? null : previewOf(shown);
      const reaction = { messageId: 11, author: { type: 'contact' }, emoji: '👍' } as const;
      const last = says === 'reaction' && preview ? { ...preview, reaction } : preview;
      const lastAt = says === 'other time' ? 5 : (last?.at ?? 7);
      const newest = says === 'nothing' ? null : (messages.at(-1)?.id ?? null);
      const revision = says === 'other time' ? 99 : (entries.at(-1)?.seq ?? 10);
      const more = { last, lastAt, lastCustomerMessageId: newest, revision };
      const conversations = [1, 2].map((id) => aConversation(id, more));
      const whole = { ...delta, after: seq(10), upTo: seq(99), entries, conversations } as Delta;
      const frame = encodeFrame({ t: 'delta', ...whole }).toString();
      expect(readHostFrame(frame)).toEqual({ t: 'delta', ...whole });
    }),
    { numRuns: 300 },
  );
});

/** People of whom each thing is as usual, or not. */
const anyContact = fc
  .record({
    address: fc.constantFrom('34600111222@c.us', '880000001@lid'),
    phone: fc.constantFrom('+34600111222', '+880000001', null),
    others: fc.constantFrom([], ['34600999999@c.us']),
    names: fc.record({
      ours: fc.constantFrom('Ana', null),
      saved: fc.constantFrom('Ana G.', null),
      whatsapp: fc.constantFrom('Anita', null),
    }),
    isRenamed: fc.boolean(),
    isBlocked: fc.boolean(),
  })
  .map(({ others, isRenamed, ...more }) => {
    const contact = { id: 1, picture: null, fields: {}, ...more };
    const name = isRenamed ? 'Somebody' : nameFor(more.names, more as never);
    return { ...contact, name, addresses: [more.address, ...others] };
  });

test('a person is read as they were, whatever else the delta says of them', () => {
  const kinds = fc.constantFrom('conversation.started', 'contact.changed');
  fc.assert(
    fc.property(fc.array(fc.tuple(kinds, anyContact)), anyContact, (told, last) => {
      const entries = told.map(([kind, contact], at) =>
        anEntry(11 + at, { kind, conversationId: 1, contact }),
      );
      const people = [last, told.at(0)?.[1] ?? last, told.at(-1)?.[1] ?? last];
      for (const contact of people) {
        const conversations = [aConversation(1, { contact })];
        const whole = { ...delta, after: seq(10), upTo: seq(99), entries, conversations } as Delta;
        const frame = encodeFrame({ t: 'delta', ...whole }).toString();
        expect(readHostFrame(frame)).toEqual({ t: 'delta', ...whole });
      }
    }),
    { numRuns: 200 },
  );
});

test('who a conversation begins with is said once, and only what does not go without saying', () => {
  const address = '34600111222@c.us';
  const names = { ours: null, saved: null, whatsapp: 'Ana' };
  const person = { id: 1, name: 'Ana', names, phone: '+34600111222', address };
  const contact = { ...person, addresses: [address], isBlocked: false, picture: null, fields: {} };
  const started = anEntry(2, { kind: 'conversation.started', conversationId: 1, contact });
  const conversations = [aConversation(1, { contact })];
  const whole = { ...delta, entries: [started], conversations } as Delta;
  const frame = encodeFrame({ t: 'delta', ...whole }).toString();
  const said = JSON.parse(frame) as { entries: { fact: object }[]; conversations: object[] };
  expect(said.entries[0]?.fact).toHaveProperty('contact', {
    id: 1,
    names: { whatsapp: 'Ana' },
    address,
  });
  expect(said.conversations[0]).not.toHaveProperty('contact');
});

test('what the entries say is not said again of messages and conversations', () => {
  const messages = [2, 3].map((id) => aMessage(id, 1, { at: 900 }));
  const entries = messages.map((message) => ({
    ...anEntry(message.id, { kind: 'message.received', conversationId: 1, message }),
    at: 1_000,
  }));
  const last = messages.map(previewOf)[1] ?? null;
  const conversations = [
    aConversation(1, { last, lastAt: last?.at ?? 0, lastCustomerMessageId: 3, revision: 3 }),
  ];
  const frame = encodeFrame({ t: 'delta', ...delta, entries, conversations }).toString();
  const said = JSON.parse(frame) as { entries: object[]; conversations: object[] };
  const { waKey } = aMessage(3, 1);
  expect(said.entries[1]).toEqual({
    fact: { conversationId: 1, message: { waKey, content: { text: 'Text 3' } } },
  });
  for (const name of ['last', 'lastAt', 'lastCustomerMessageId', 'revision']) {
    expect(said.conversations[0]).not.toHaveProperty(name);
  }
});

test('a delta that fits nothing is no frame', () => {
  for (const text of [
    '{"t":"delta"}',
    '{"t":"delta","after":1,"upTo":2,"entries":[{}],"conversations":[]}',
    '{"t":"delta","after":1,"upTo":2,"entries":[{"fact":{"conversationId":1,"message":{"id":1}}}],"conversations":[{"id":1}]}',
  ]) {
    expect(readHostFrame(text)).toBeNull();
  }
});
