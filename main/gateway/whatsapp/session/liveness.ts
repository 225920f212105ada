import type { Clock } from '#main/core/ports/system.ts';

const MISSES = 2;

interface Liveness {
  readonly clock: Clock;
  /** Milliseconds between looks. */
  readonly everyMs: number;
  /** Rejects when the page does not answer within its time. */
  readonly probe: () => Promise<unknown>;
  readonly onDead: () => void;
}

interface LivenessWatch {
  stop(): void;
  /** Looks at once, and after a miss once more without waiting. */
  lookNow(): void;
}

/** A page that is only busy answers the next probe. */
export function watchLiveness({ clock, everyMs, probe, onDead }: Liveness): LivenessWatch {
  let misses = 0;
  let isStopped = false;
  let isLooking = false;
  let isUrgent = false;
  let cancelTimer = () => {};

  const step = async () => {
    isLooking = true;
    const isAlive = await probe().then(
      () => true,
      () => false,
    );
    isLooking = false;
    if (isStopped) return;
    misses = isAlive ? 0 : misses + 1;
    if (misses >= MISSES) onDead();
    else plan(isUrgent && !isAlive ? 0 : everyMs);
    if (isAlive) isUrgent = false;
  };
  const plan = (ms: number) => {
    cancelTimer = clock.after(ms, () => void step());
  };
  plan(everyMs);
  return {
    stop() {
      isStopped = true;
      cancelTimer();
    },
    lookNow() {
      isUrgent = true;
      if (isStopped || isLooking) return;
      cancelTimer();
      void step();
    },
  };
}
