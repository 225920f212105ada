import type { Log } from '#main/core/ports/system.ts';

const SLOW_MS = 50;
const QUIET_MS = 60_000;

/** Says which queries were slow: by name, never with values, each at most once a minute. */
export class SlowQueries {
  readonly #log: Log;
  readonly #seen = new Map<string, { saidAt: number; unsaid: number }>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Told of every query: what only a slow one needs is looked at for a slow one only. */
  took(query: string, ms: number, at?: number): void {
    if (ms <= SLOW_MS) return;
    const now = at ?? performance.now();
    const seen = this.#seen.get(query);
    if (seen !== undefined && now - seen.saidAt < QUIET_MS) {
      seen.unsaid += 1;
      return;
    }
    const times = (seen?.unsaid ?? 0) + 1;
    this.#seen.set(query, { saidAt: now, unsaid: 0 });
    this.#log.info({ query, ms: Math.round(ms), times }, 'slow query');
  }
}
