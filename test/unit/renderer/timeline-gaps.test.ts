import { expect, test } from 'vitest';
import { withGaps } from '#renderer/parts/timeline-gaps.ts';
import type { TimelineItem } from '#renderer/parts/timeline-items.ts';
import type { Gap } from '#shared/domain/coverage.ts';

const message = (at: number): TimelineItem =>
  ({ type: 'message', key: `m${at}`, message: { at } }) as TimelineItem;
const day: TimelineItem = { type: 'day', key: 'day', at: 0 };
const gap = (id: number, begin: number, end: number): Gap => ({
  id,
  phone: '+49',
  conversationId: null,
  reason: 'history-unavailable',
  begin,
  end,
  closedAt: null,
});
const keys = (items: readonly TimelineItem[]) => items.map(({ key }) => key);

test('the line of a gap is between the message before it and the one after it', () => {
  const rows = withGaps([day, message(10), message(20), message(90)], [gap(1, 20, 90)]);
  expect(keys(rows)).toEqual(['day', 'm10', 'm20', 'gap 1', 'm90']);
});

test('several gaps stand in the order of time', () => {
  const gaps = [gap(2, 30, 40), gap(1, 10, 20)];
  const rows = withGaps([message(10), message(20), message(30), message(40)], gaps);
  expect(keys(rows)).toEqual(['m10', 'gap 1', 'm20', 'm30', 'gap 2', 'm40']);
});

test('what is older than everything shown, or still open at the end, has no line', () => {
  expect(keys(withGaps([message(50), message(60)], [gap(1, 10, 20)]))).toEqual(['m50', 'm60']);
  expect(keys(withGaps([message(50)], [gap(1, 50, 90)]))).toEqual(['m50']);
});

test('without gaps the rows are the same', () => {
  const rows = [message(1)];
  expect(withGaps(rows, [])).toBe(rows);
});
