import { uptime } from 'node:os';
import type { Clock } from '#main/core/ports/system.ts';

/** setTimeout counts in 32 bits: anything longer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** How exactly every system knows how long it has been up. */
const UPTIME_RESOLUTION_MS = 1_500;

/** The system's time since its start goes on during a sleep, the process's does not everywhere. */
const offset = () => uptime() * 1000 - performance.now();
const offsetAtStart = offset();
let slept = 0;

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed() {
    const more = offset() - offsetAtStart;
    if (more > slept + UPTIME_RESOLUTION_MS) slept = more;
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
