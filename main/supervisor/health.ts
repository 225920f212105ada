import type { Clock } from '#main/core/ports/system.ts';

export interface HealthWatch {
  /** The ping was answered. */
  answered(): void;
  stop(): void;
}

interface HealthOptions {
  readonly clock: Clock;
  readonly ping: () => void;
  /** Called once, when the pings of a whole limit stayed unanswered. */
  readonly onDead: () => void;
}

const PING_EVERY_MS = 5_000;
/** 30 s: a busy disk or a laptop's sleep is no reason to kill a host. */
const UNANSWERED_LIMIT = 6;

/** Counts pings rather than time, so that a PC that slept does not wake up to a dead host. */
export function watchHealth({ clock, ping, onDead }: HealthOptions): HealthWatch {
  let unanswered = 0;
  let cancel: () => void = () => undefined;
  const next = () => {
    if (unanswered === UNANSWERED_LIMIT) return void onDead();
    unanswered += 1;
    ping();
    cancel = clock.after(PING_EVERY_MS, next);
  };
  next();
  return {
    answered: () => {
      unanswered = 0;
    },
    stop: () => cancel(),
  };
}
