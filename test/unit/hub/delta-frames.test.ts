import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from '#main/core/api.ts';
import { joinDeltas } from '#main/hub/live/delta-frames.ts';
import { seqSchema } from '#shared/domain/ids.ts';
import { NO_COUNTS } from '#shared/domain/conversation.ts';
import { aConversation, anEntry } from '#test/doubles/client/builders.ts';

const seq = (value: number) => seqSchema.parse(value);

/** Deltas in a row; of each, some positions are of entries that the role does not see. */
const rowOfDeltas = fc
  .array(fc.record({ seen: fc.nat(700), hidden: fc.nat(3), id: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((sizes) => {
    let position = 0;
    return sizes.map(({ seen, hidden, id }): Delta => {
      const after = seq(position);
      const entries = Array.from({ length: seen }, () =>
        anEntry(++position, { kind: 'session.ended' }),
      );
      position += hidden + 1;
      const conversations = [aConversation(id, { revision: position })];
      const counts = { ...NO_COUNTS, waiting: position };
      return { after, upTo: seq(position), entries, conversations, counts };
    });
  });

describe('deltas on their way out', () => {
  it('are the same in fewer frames, none of them too large and none after a hole', () => {
    fc.assert(
      fc.property(rowOfDeltas, (deltas) => {
        const frames = joinDeltas(deltas);
        expect(frames.flatMap(({ entries }) => entries)).toEqual(
          deltas.flatMap(({ entries }) => entries),
        );
        expect(frames[0]?.after).toBe(deltas[0]?.after);
        expect(frames.at(-1)?.upTo).toBe(deltas.at(-1)?.upTo);
        expect(frames.at(-1)?.counts).toEqual(deltas.at(-1)?.counts);
        frames.forEach((frame, index) => {
          expect(frame.entries.length).toBeLessThanOrEqual(500);
          if (index > 0) expect(frame.after).toBe(frames[index - 1]?.upTo);
          for (const entry of frame.entries) {
            expect(entry.seq).toBeGreaterThan(frame.after);
            expect(entry.seq).toBeLessThanOrEqual(frame.upTo);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('bring a conversation once, and no later than the first part of what changed it', () => {
    fc.assert(
      fc.property(rowOfDeltas, (deltas) => {
        const frames = joinDeltas(deltas);
        for (const { after, upTo, conversations } of deltas) {
          const first = frames.findIndex((frame) => frame.upTo > after);
          const brought = frames.slice(0, first + 1).flatMap((frame) => frame.conversations);
          for (const { id, revision } of conversations) {
            const copy = brought.find((one) => one.id === id);
            expect(copy?.revision).toBeGreaterThanOrEqual(revision);
            expect(upTo).toBeGreaterThan(after);
          }
        }
        const ids = frames.flatMap((frame) => frame.conversations.map(({ id }) => id));
        expect(ids).toHaveLength(new Set(ids).size);
      }),
      { numRuns: 40 },
    );
  });

  it('bring a conversation once, however many frames its delta needs', () => {
    const entries = Array.from({ length: 1_200 }, (_, index) =>
      anEntry(index + 1, { kind: 'session.ended' }),
    );
    const counts = NO_COUNTS;
    const conversations = [aConversation(7)];
    const delta = { after: seq(0), upTo: seq(1_200), entries, conversations, counts };
    const copies = joinDeltas([delta]).map((frame) => frame.conversations.length);
    expect(copies).toEqual([1, 0, 0]);
  });

  it('of one turn are one frame with the newest copies', () => {
    const empty = { entries: [], counts: NO_COUNTS };
    const copy = (revision: number) => aConversation(7, { revision });
    const deltas = [1, 2, 3].map((revision) => ({
      ...empty,
      after: seq(revision - 1),
      upTo: seq(revision),
      conversations: [copy(revision)],
    }));
    expect(joinDeltas(deltas)).toEqual([{ ...empty, after: 0, upTo: 3, conversations: [copy(3)] }]);
  });
});
