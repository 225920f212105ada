import { uptime } from 'node:os';
// Imported, as the global one is an accessor that costs as much as the time itself.
import { performance } from 'node:perf_hooks';
import type { Clock } from '#main/core/ports/system.ts';

/** setTimeout counts in 32 bits: anything longer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How exactly every system knows how long it has been up. */
const UPTIME_RESOLUTION_MS = 1_500;

/** The system's time since its start goes on during a sleep, the process's does not everywhere. */
const offset = () => uptime() * 1000 - performance.now();
const offsetAtStart = offset();
let slept = 0;
/** By both clocks: a sleep shows in the wall's even where the process's stands still. */
let lookedAt = { wall: 0, process: 0 };
/** Asking for the uptime is a system call that reads a file; everybody asks for the time. */
const LOOK_MS = 50;

function look(): void {
  const wall = Date.now();
  const process = performance.now();
  if (Math.abs(wall - lookedAt.wall) < LOOK_MS && process - lookedAt.process < LOOK_MS) return;
  lookedAt = { wall, process };
  const more = offset() - offsetAtStart;
  if (more > slept + UPTIME_RESOLUTION_MS) slept = more;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed() {
    look();
    return performance.now() + slept;
  },
  after(ms, callback) {
    let timer: NodeJS.Timeout;
    const wait = (left: number) => {
      const step = Math.min(Math.max(left, 0), LONGEST_TIMER_MS);
      timer = setTimeout(() => (left > step ? wait(left - step) : callback()), step);
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};
