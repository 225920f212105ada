const FIRST_MS = 400;
const LONGEST_MS = 15_000;

/**
 * How long to wait before the next attempt, in ms; `failures` counts those in a row, from 1.
 * Half of it is random, so that the screens of an office do not all return in the same moment.
 */
export function retryDelay(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(ceiling * (0.5 + random() / 2));
}
