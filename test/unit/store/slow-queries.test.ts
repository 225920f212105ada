import { expect, test } from 'vitest';
import { SlowQueries } from '#main/store/slow-queries.ts';
import { createRecordingLog } from '#test/doubles/log.ts';

test('a slow query is logged by name, at most once a minute, with how often it was', () => {
  const log = createRecordingLog();
  const slow = new SlowQueries(log);
  slow.took('a', 50, 0);
  slow.took('a', 51.4, 1_000);
  slow.took('a', 60, 2_000);
  slow.took('b', 70, 3_000);
  slow.took('a', 80, 61_000);
  expect(log.lines.map(({ level, details }) => ({ level, ...details }))).toEqual([
    { level: 'info', query: 'a', ms: 51, times: 1 },
    { level: 'info', query: 'b', ms: 70, times: 1 },
    { level: 'info', query: 'a', ms: 80, times: 2 },
  ]);
});
