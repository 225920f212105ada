import type { Gap } from '#shared/domain/coverage.ts';
import type { TimelineItem } from './timeline-items.ts';

/** A line where messages may be missing: between the last one before and the first one after it. */
export function withGaps(
  items: readonly TimelineItem[],
  gaps: readonly Gap[],
): readonly TimelineItem[] {
  if (gaps.length === 0) return items;
  const left = gaps.toSorted((a, b) => a.begin - b.begin);
  const result: TimelineItem[] = [];
  let last: number | null = null;
  for (const item of items) {
    if (item.type === 'message') {
      const { at } = item.message;
      while (last !== null && left[0] !== undefined && isBetween(left[0], last, at)) {
        result.push(lineOf(left[0]));
        left.shift();
      }
      // Older than what is shown: its line comes when earlier messages are loaded.
      while (left[0] !== undefined && (left[0].end ?? left[0].begin) <= at) left.shift();
      last = at;
    }
    result.push(item);
  }
  return result;
}

function isBetween({ begin, end }: Gap, before: number, after: number): boolean {
  return begin <= before && (end ?? begin) <= after;
}

function lineOf({ id, begin, end }: Gap): TimelineItem {
  return { type: 'gap', key: `gap ${id}`, begin, end: end ?? begin };
}
