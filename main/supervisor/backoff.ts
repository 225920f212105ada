const DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
const HEALTHY_MS = 60_000;

/** Milliseconds to wait before the next start, `crashes` of them having come in a row before. */
export function restartDelay(crashes: number): number {
  return DELAYS_MS[Math.min(crashes, DELAYS_MS.length - 1)] ?? 30_000;
}

/** Whether a host that ran for `ms` was fine, so that its crash is the first of a new row. */
export function wasHealthy(ms: number): boolean {
  return ms >= HEALTHY_MS;
}
