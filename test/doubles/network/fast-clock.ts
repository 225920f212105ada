import type { Clock } from '#main/core/ports/system.ts';
import { systemClock } from '#main/system/clock.ts';

/** Time that goes `speed` times as fast, the same in all processes that know when it began. */
export function fastClock(speed: number, began: number): Clock {
  return {
    now: () => Math.round(began + (systemClock.now() - began) * speed),
    elapsed: () => systemClock.elapsed() * speed,
    after: (ms, callback) => systemClock.after(ms / speed, callback),
  };
}
