import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultLimits } from '#main/hub/limits.ts';
import { RunningHub } from '#test/doubles/hub/running-hub.ts';
import type { RawScreen } from '#test/doubles/hub/raw-screen.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const NIGHT = 8 * 60 * 60_000;
const DAY = 24 * 60 * 60_000;

let clock: ManualClock;
let hub: RunningHub;

beforeEach(async () => {
  clock = new ManualClock();
  hub = await RunningHub.start({ clock });
});

afterEach(() => hub.end());

/** Everything that the screen said before has been read by the host. */
async function heard(screen: RawScreen): Promise<void> {
  screen.command(1, 'no.such.command', {});
  await screen.next('result');
}

test('after a sleep of the host whoever is still there stays, and is asked at once', async () => {
  const screen = await hub.signedIn(1);
  const pinged = new Promise((resolve) => screen.socket.once('ping', resolve));
  clock.sleep(NIGHT);
  await clock.advance(0);
  await pinged;
  await heard(screen);
  await clock.advance(3_000);
  await heard(screen);
  expect(screen.socket.readyState).toBe(screen.socket.OPEN);
});

test('after a sleep of the host whoever is gone is dropped within seconds', async () => {
  const screen = await hub.signedIn(1);
  screen.socket.pause();
  clock.sleep(NIGHT);
  await clock.advance(0);
  await clock.advance(3_000);
  screen.socket.resume();
  expect(await screen.closed).toBe(1006);
});

test('a screen is not too slow because the host slept before it read the acknowledgement', async () => {
  const screen = await hub.signedIn(1);
  hub.core.startConversation(1);
  const { upTo } = await screen.next('delta');
  clock.sleep(NIGHT);
  await clock.advance(0);
  screen.send({ t: 'ack', seq: upTo });
  await heard(screen);
  await clock.advance(2_000);
  await heard(screen);
  expect(screen.frames.some(({ t }) => t === 'bye')).toBe(false);
});

test.each([DAY, -DAY])('a clock set by %i ms makes no screen too slow or too quick', async (by) => {
  const screen = await hub.signedIn(1);
  hub.core.startConversation(1);
  const { upTo } = await screen.next('delta');
  clock.jump(by);
  for (let beat = 0; beat < 3; beat += 1) {
    await clock.advance(defaultLimits.ackWithin / 3);
    await heard(screen);
  }
  screen.send({ t: 'ack', seq: upTo });
  await heard(screen);
  expect(screen.frames.some(({ t }) => t === 'bye')).toBe(false);
});
