import { BUCKETS_MS } from './figures.ts';
import type { Times } from './figures.ts';

/**
 * The value below or at which that share of them lies, as the nearest rank: always one of the values.
 * Changes their order.
 */
export function quantileOf(values: Float64Array, share: number): number | null {
  if (values.length === 0) return null;
  const rank = Math.max(1, Math.ceil(share * values.length));
  return select(values, rank - 1);
}

/** Durations in ms, in any order, which changes. */
export function timesOf(values: Float64Array): Times {
  const buckets = new Array<number>(BUCKETS_MS.length + 1).fill(0);
  for (const value of values) {
    // In a loop of its own: there may be hundreds of thousands.
    let column = 0;
    while (column < BUCKETS_MS.length && value > (BUCKETS_MS[column] ?? 0)) column += 1;
    buckets[column] = (buckets[column] ?? 0) + 1;
  }
  return { median: quantileOf(values, 0.5), p90: quantileOf(values, 0.9), buckets };
}

/** Hoare's selection: the value that would be at `index` if they were in order. */
function select(values: Float64Array, index: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let [low, high] = [left, right];
    while (low <= high) {
      while ((values[low] ?? 0) < pivot) low += 1;
      while ((values[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const kept = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = kept;
      low += 1;
      high -= 1;
    }
    if (index <= high) right = high;
    else if (index >= low) left = low;
    else break;
  }
  return values[index] ?? 0;
}
