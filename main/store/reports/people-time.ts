import type Database from 'better-sqlite3';
import type {
  RecentQuestion,
  ReportAnswers,
  TimeQuestion,
} from '#main/core/ports/report-reader.ts';
import type { QueuePeak } from '#shared/domain/reports/people-time.ts';
import type { Spread } from '#shared/domain/reports/figures.ts';
import { timesOf } from '#shared/domain/reports/spread.ts';

type Time = ReportAnswers['time'];

export function timeOf(database: Database.Database, question: TimeQuestion): Time {
  const { from, to, agentId } = question;
  const whose = agentId === null ? '' : `AND agent_id = ${Math.floor(agentId)}`;
  const statuses = database
    .prepare<[number, number], Time['statuses'][number]>(
      `SELECT agent_id AS agentId, status, sum(ms) AS ms, sum(open_ms) AS openMs
       FROM report_statuses WHERE day BETWEEN ? AND ? ${whose} GROUP BY agent_id, status`,
    )
    .all(from, to);
  const loads = database
    .prepare<[number, number], Time['loads'][number]>(
      `SELECT agent_id AS agentId, chats, sum(ms) AS ms
       FROM report_loads WHERE day BETWEEN ? AND ? ${whose} GROUP BY agent_id, chats`,
    )
    .all(from, to);
  const counts = database
    .prepare<[], Time['counts'][number]>(
      'SELECT agent_id AS agentId, chats, since FROM report_counts WHERE agent_id > 0',
    )
    .all();
  return { statuses, loads, counts, queue: queueOf(database, from, to) };
}

/** On a day without a change it was as many as at the end of the one before. */
function queueOf(database: Database.Database, from: number, to: number): QueuePeak[] {
  const before = database
    .prepare<[number], { last: number }>(
      'SELECT last FROM report_queue WHERE day < ? ORDER BY day DESC, hour DESC LIMIT 1',
    )
    .get(from);
  const rows = database
    .prepare<[number, number], { day: number; hour: number; peak: number; last: number }>(
      `SELECT day, hour, peak, last FROM report_queue
       WHERE day BETWEEN ? AND ? ORDER BY day, hour`,
    )
    .all(from, to);
  const days: QueuePeak[] = [];
  let carried = before?.last ?? 0;
  let index = 0;
  for (let day = from; day <= to; day += 1) {
    let best: QueuePeak = { day, peak: carried, hour: null };
    for (; rows[index]?.day === day; index += 1) {
      const row = rows[index];
      if (row === undefined) break;
      if (row.peak > best.peak) best = { day, peak: row.peak, hour: row.hour };
      carried = row.last;
    }
    days.push(best);
  }
  return days;
}

/** How fast the answers of the last minutes were. */
export function recentOf(database: Database.Database, { since, fromDay }: RecentQuestion): Spread {
  const rows = database
    .prepare<[number, number], [number, number]>(
      `SELECT ms, open_ms FROM report_waits
       WHERE end_day >= ? AND agent_id IS NOT NULL AND ended_at >= ?`,
    )
    .raw()
    .all(fromDay, since);
  return {
    n: rows.length,
    wall: timesOf(Float64Array.from(rows, ([ms]) => ms)),
    open: timesOf(Float64Array.from(rows, ([, open]) => open)),
  };
}
