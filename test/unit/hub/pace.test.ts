import { describe, expect, it } from 'vitest';
import { TokenBucket } from '#main/hub/live/token-bucket.ts';
import { Unacknowledged } from '#main/hub/live/unacknowledged.ts';
import { seqSchema } from '#shared/domain/ids.ts';

describe('a token bucket', () => {
  it('lets a burst through and then a steady stream', () => {
    const bucket = new TokenBucket(3, 10, 0);
    const takes = (now: number) => bucket.take(now);
    expect([0, 0, 0, 0].map(takes)).toEqual([true, true, true, false]);
    expect([99, 100, 150, 200].map(takes)).toEqual([false, true, false, true]);
    expect([10_000, 10_000, 10_000, 10_000].map(takes)).toEqual([true, true, true, false]);
  });

  it('is not filled by a clock that goes back', () => {
    const bucket = new TokenBucket(1, 1_000, 5_000);
    expect(bucket.take(5_000)).toBe(true);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.take(0)).toBe(false);
  });
});

describe('what was not acknowledged', () => {
  const seq = (value: number) => seqSchema.parse(value);

  it('is what was sent after the last acknowledgement', () => {
    const sent = new Unacknowledged();
    expect([sent.entries, sent.since]).toEqual([0, null]);
    sent.sent(seq(5), 5, 100);
    sent.sent(seq(8), 3, 200);
    sent.sent(seq(9), 0, 300);
    expect([sent.entries, sent.since]).toEqual([8, 100]);
    sent.acknowledged(seq(4));
    expect([sent.entries, sent.since]).toEqual([8, 100]);
    sent.acknowledged(seq(8));
    expect([sent.entries, sent.since]).toEqual([0, 300]);
    sent.acknowledged(seq(9));
    expect([sent.entries, sent.since]).toEqual([0, null]);
  });
});
