import { describe, expect, test } from 'vitest';
import { bounded } from '#main/gateway/whatsapp/bounded.ts';
import { watchLiveness } from '#main/gateway/whatsapp/session/liveness.ts';
import { watchSync } from '#main/gateway/whatsapp/session/sync-watch.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

describe('liveness', () => {
  function watch(answers: boolean[]) {
    const clock = new ManualClock();
    let deaths = 0;
    const liveness = watchLiveness({
      clock,
      everyMs: 30_000,
      probe: async () => {
        if (answers.shift() === false) throw new Error('no answer');
      },
      onDead: () => void (deaths += 1),
    });
    return { clock, ...liveness, deaths: () => deaths };
  }

  test('is over after two misses in a row', async () => {
    const { clock, deaths } = watch([true, false, false]);
    await clock.advance(60_000);
    expect(deaths()).toBe(0);
    await clock.advance(30_000);
    expect(deaths()).toBe(1);
    expect(clock.pending).toBe(0);
  });

  test('goes on when a busy page answers the next time', async () => {
    const { clock, deaths } = watch([false, true, false, true]);
    await clock.advance(150_000);
    expect(deaths()).toBe(0);
  });

  test('after a sleep of the PC is known at once, without waiting for the regular looks', async () => {
    const { clock, lookNow, deaths } = watch([false, false]);
    lookNow();
    await clock.advance(0);
    expect(deaths()).toBe(1);
    const alive = watch([true, false, true]);
    alive.lookNow();
    await alive.clock.advance(60_000);
    expect(alive.deaths()).toBe(0);
  });

  test('is not looked for any more once stopped', async () => {
    const { clock, stop, deaths } = watch([false, false]);
    stop();
    await clock.advance(120_000);
    expect(deaths()).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

describe('a sync', () => {
  function watch(look: () => { state: string; hasSynced: boolean } | null) {
    const clock = new ManualClock();
    let remedies = 0;
    const cancel = watchSync({
      clock,
      look: async () => look(),
      remedy: async () => void (remedies += 1),
    });
    return { clock, cancel, remedies: () => remedies };
  }

  test('that the library has not noticed for 15 seconds is announced', async () => {
    const { clock, remedies } = watch(() => ({ state: 'CONNECTED', hasSynced: true }));
    await clock.advance(15_000);
    expect(remedies()).toBe(0);
    await clock.advance(5_000);
    expect(remedies()).toBe(1);
  });

  test('is announced again if that did not help', async () => {
    const { clock, remedies } = watch(() => ({ state: 'CONNECTED', hasSynced: true }));
    await clock.advance(60_000);
    expect(remedies()).toBeGreaterThan(1);
  });

  test.each([
    { state: 'UNPAIRED', hasSynced: false },
    { state: 'CONNECTED', hasSynced: false },
    null,
  ])('that has not ended is waited for: %j', async (socket) => {
    const { clock, remedies } = watch(() => socket);
    await clock.advance(120_000);
    expect(remedies()).toBe(0);
  });

  test('that was noticed needs nothing', async () => {
    const { clock, cancel, remedies } = watch(() => ({ state: 'CONNECTED', hasSynced: true }));
    await clock.advance(10_000);
    cancel();
    await clock.advance(60_000);
    expect(remedies()).toBe(0);
    expect(clock.pending).toBe(0);
  });
});

describe('bounded work', () => {
  test('gives its result and leaves no timer', async () => {
    const clock = new ManualClock();
    expect(await bounded(clock, 1_000, 'Work', Promise.resolve(7))).toBe(7);
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  });

  test('is a timeout when it takes too long', async () => {
    const clock = new ManualClock();
    const work = bounded(clock, 1_000, 'Work', new Promise(() => {}));
    const outcome = expect(work).rejects.toMatchObject({
      code: 'timeout',
      message: 'Work took longer than 1 s.',
    });
    await clock.advance(1_000);
    await outcome;
  });
});
