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

/** A page that is only busy answers the next probe. Returns how to stop. */
export function watchLiveness({ clock, everyMs, probe, onDead }: Liveness): () => void {
  let misses = 0;
  let isStopped = false;
  let cancelTimer = () => {};

  const step = async () => {
    const isAlive = await probe().then(
      () => true,
      () => false,
    );
    if (isStopped) return;
    misses = isAlive ? 0 : misses + 1;
    if (misses >= MISSES) onDead();
    else plan();
  };
  const plan = () => {
    cancelTimer = clock.after(everyMs, () => void step());
  };
  plan();
  return () => {
    isStopped = true;
    cancelTimer();
  };
}
