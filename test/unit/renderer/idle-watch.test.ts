import { beforeEach, expect, test } from 'vitest';
import { IdleWatch } from '#renderer/state/idle-watch.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const MINUTE = 60_000;
let clock: ManualClock;
let said: boolean[];
beforeEach(() => {
  clock = new ManualClock();
  said = [];
});

function watch(systemIdleMs: (() => Promise<number>) | null = null): IdleWatch {
  const made = new IdleWatch({
    elapsed: () => clock.elapsed(),
    after: (ms, callback) => clock.after(ms, callback),
    systemIdleMs,
    say: (isIdle) => said.push(isIdle),
  });
  made.limitMinutes = 10;
  return made;
}

test('a screen that nobody touches is left alone, once, and back with the first touch', async () => {
  const screen = watch();
  await clock.advance(10 * MINUTE - 1);
  expect(said).toEqual([]);
  await clock.advance(1);
  expect(said).toEqual([true]);
  await clock.advance(100 * MINUTE);
  screen.used();
  screen.used();
  expect(said).toEqual([true, false]);
  await clock.advance(10 * MINUTE);
  expect(said).toEqual([true, false, true]);
});

test('each touch begins the time anew, and thousands of them cost one timer', async () => {
  const screen = watch();
  for (let minute = 0; minute < 60; minute += 1) {
    for (let times = 0; times < 100; times += 1) screen.used();
    await clock.advance(MINUTE);
    expect(clock.pending).toBe(1);
  }
  expect(said).toEqual([]);
  await clock.advance(9 * MINUTE);
  expect(said).toEqual([true]);
});

test('the limit may change at any time; 0 is never', async () => {
  const screen = watch();
  await clock.advance(5 * MINUTE);
  screen.limitMinutes = 3;
  expect(said).toEqual([true]);
  screen.limitMinutes = 8;
  expect(said).toEqual([true, false]);
  await clock.advance(3 * MINUTE);
  expect(said).toEqual([true, false, true]);
  screen.limitMinutes = 0;
  expect(said).toEqual([true, false, true, false]);
  await clock.advance(1_000 * MINUTE);
  expect(said).toHaveLength(4);
  expect(clock.pending).toBe(0);
});

test('to a host that knows nothing of it yet it says how it is', async () => {
  const screen = watch();
  screen.introduce();
  await clock.advance(10 * MINUTE);
  screen.introduce();
  expect(said).toEqual([false, true, true]);
});

test('work in another program on the same PC counts, also to be back', async () => {
  let touchedAt = 0;
  const screen = watch(() => Promise.resolve(clock.elapsed() - touchedAt));
  await clock.advance(8 * MINUTE);
  touchedAt = clock.elapsed();
  await clock.advance(9 * MINUTE);
  expect(said).toEqual([]);
  await clock.advance(MINUTE);
  expect(said).toEqual([true]);
  await clock.advance(60 * MINUTE);
  touchedAt = clock.elapsed();
  await clock.advance(5_000);
  expect(said).toEqual([true, false]);
  screen.close();
});

test('a system that cannot say it leaves the page to judge', async () => {
  watch(() => Promise.reject(new Error('failed: not here')));
  await clock.advance(10 * MINUTE);
  expect(said).toEqual([true]);
});

test('a touch while the system is asked counts', async () => {
  const answer = Promise.withResolvers<number>();
  const screen = watch(() => answer.promise);
  await clock.advance(10 * MINUTE);
  screen.used();
  answer.resolve(10 * MINUTE);
  await clock.advance(0);
  expect(said).toEqual([]);
});

test('a closed one says nothing more', async () => {
  watch().close();
  await clock.advance(60 * MINUTE);
  expect(said).toEqual([]);
  expect(clock.pending).toBe(0);
});
