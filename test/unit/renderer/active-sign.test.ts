import { beforeEach, expect, test } from 'vitest';
import { ActiveSign } from '#renderer/state/active-sign.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const SECOND = 1_000;
let clock: ManualClock;
let said: number[];
let isOnline: boolean;
beforeEach(() => {
  clock = new ManualClock();
  said = [];
  isOnline = true;
});

function sign(systemIdleMs: (() => Promise<number>) | null = null): ActiveSign {
  return new ActiveSign({
    elapsed: () => clock.elapsed(),
    after: (ms, callback) => clock.after(ms, callback),
    systemIdleMs,
    isOnline: () => isOnline,
    say: () => said.push(clock.elapsed() / SECOND),
  });
}

test('the first touch is said at once, and the next ones at most every twenty seconds', async () => {
  const screen = sign();
  for (let second = 0; second < 60; second += 1) {
    screen.used();
    screen.used();
    await clock.advance(SECOND);
  }
  expect(said).toEqual([0, 20, 40]);
  await clock.advance(60 * SECOND);
  expect(said).toEqual([0, 20, 40]);
});

test('a touch without a connection is said as soon as there is one, and without any nothing is', async () => {
  const screen = sign();
  screen.used();
  isOnline = false;
  await clock.advance(5 * SECOND);
  screen.used();
  isOnline = true;
  screen.online();
  expect(said).toEqual([0, 5]);
  screen.online();
  expect(said).toEqual([0, 5]);
});

test('work in another program of the PC is work, until it is left alone or the screen closes', async () => {
  let idle = 0;
  const screen = sign(() => Promise.resolve(idle));
  await clock.advance(40 * SECOND);
  expect(said).toEqual([20, 40]);
  idle = 30 * SECOND;
  await clock.advance(40 * SECOND);
  expect(said).toEqual([20, 40]);
  screen.close();
  expect(clock.pending).toBe(0);
});
