import { expect, test } from 'vitest';
import type { Delta } from '#main/core/api.ts';
import { encodeFrame } from '#main/hub/live/host-frames.ts';
import { readHostFrame } from '#shared/client/read-frame.ts';
import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { seqSchema } from '#shared/domain/ids.ts';
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
    aConversation(1),
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
