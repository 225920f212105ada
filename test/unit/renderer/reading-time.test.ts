import { beforeEach, expect, it } from 'vitest';
import { ReadingTime } from '#renderer/state/reading-time.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

let clock: ManualClock;
let gone: number[];
let time: ReadingTime;

beforeEach(() => {
  clock = new ManualClock();
  gone = [];
  time = new ReadingTime({
    elapsed: () => clock.elapsed(),
    after: (ms, callback) => clock.after(ms, callback),
    over: (id) => gone.push(id),
  });
});

it('what is shown to somebody at the screen goes when its time is over', async () => {
  await clock.advance(59_000);
  time.start(1, 6_000);
  await clock.advance(5_999);
  expect(gone).toEqual([]);
  await clock.advance(1);
  expect(gone).toEqual([1]);
});

it('what is shown to an empty desk stays until somebody is back and had time to read it', async () => {
  await clock.advance(61_000);
  time.start(1, 6_000);
  time.start(2, 12_000);
  await clock.advance(3_600_000);
  expect(gone).toEqual([]);
  time.used();
  time.used();
  await clock.advance(6_000);
  expect(gone).toEqual([1]);
  await clock.advance(6_000);
  expect(gone).toEqual([1, 2]);
  expect(clock.pending).toBe(0);
});

it('what was closed or is pointed at does not go by itself', async () => {
  time.start(1, 6_000);
  time.stop(1);
  await clock.advance(61_000);
  time.start(2, 6_000);
  time.stop(2);
  time.used();
  await clock.advance(60_000);
  expect(gone).toEqual([]);
  expect(clock.pending).toBe(0);
});
