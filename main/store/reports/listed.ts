import type Database from 'better-sqlite3';
import type { ListQuestion, ListedRow, ReportAnswers } from '#main/core/ports/report-reader.ts';
import type { ListedFigure } from '#shared/domain/reports/figures.ts';
import type { Bindable } from '../connection.ts';
import { counted, rowsOf } from './report-sql.ts';
import type { Counted } from './report-sql.ts';

interface Lines {
  readonly what: Counted;
  readonly at: string;
  readonly and?: string;
  readonly times?: readonly [wall: string, open: string];
  readonly n?: string;
  /** Several rows make one line. */
  readonly groupBy?: string;
  readonly isLate?: string;
  readonly agent?: string;
  readonly score?: string;
}

const begun = { what: counted.begun, at: 'e.started_at' } as const;
const ended = { what: counted.ended, at: 'e.ended_at' } as const;
const wait = {
  what: counted.waits,
  at: 'w.ended_at',
  times: ['w.ms', 'w.open_ms'],
  isLate: 'w.is_late',
} as const;

const rating = { what: counted.ratings, at: 'r.asked_at', score: 'r.score' } as const;

const lines: Readonly<Record<Exclude<ListedFigure, 'missed'>, Lines>> = {
  opened: begun,
  reopened: { ...begun, and: 'e.visit > 1' },
  botCovered: { ...begun, and: 'e.is_bot = 1' },
  answeredOfOpened: { ...begun, and: 'e.first_at IS NOT NULL' },
  closedOfOpened: { ...begun, and: `e.ended_how IS NOT NULL AND e.ended_how <> 'merged'` },
  wonOfOpened: { ...begun, and: 'e.is_won = 1' },
  late: { ...begun, and: 'e.late_at IS NOT NULL' },
  closed: ended,
  won: { ...ended, and: 'e.is_won = 1' },
  resolution: { ...ended, times: ['e.ms', 'e.open_ms'] },
  first: {
    what: counted.answered,
    at: 'e.first_at',
    times: ['e.first_ms', 'e.first_open_ms'],
  },
  asked: rating,
  rated: { ...rating, and: 'r.score IS NOT NULL' },
  rated1: { ...rating, and: 'r.score = 1' },
  rated2: { ...rating, and: 'r.score = 2' },
  rated3: { ...rating, and: 'r.score = 3' },
  rated4: { ...rating, and: 'r.score = 4' },
  rated5: { ...rating, and: 'r.score = 5' },
  reply: wait,
  answersOnPhone: { ...wait, and: 'w.agent_id = 0' },
  handled: { what: counted.sent, at: 'e.started_at', groupBy: 's.episode_id', n: '1' },
  sent: {
    what: counted.sent,
    at: 'e.started_at',
    groupBy: 's.episode_id, s.agent_id',
    n: 'sum(s.messages)',
  },
  transfersIn: { what: counted.transfersIn, at: 'e.started_at' },
  transfersOut: { what: counted.transfersOut, at: 'e.started_at' },
};

/** The conversations that a figure counts, the newest first; their lines add up to it. */
export function listedOf(
  database: Database.Database,
  question: ListQuestion,
): ReportAnswers['list'] {
  const { figure, offset, limit, leftSince } = question;
  const parts = figure === 'missed' ? missedParts(leftSince) : [lines[figure]];
  const selects = parts.map((part) => selectOf(part, question));
  const all = selects.map(({ sql }) => sql).join(' UNION ALL ');
  const values = selects.flatMap(({ values: each }) => each);
  const total = database
    .prepare<Bindable[], { lines: number; sum: number | null }>(
      `SELECT count(*) AS lines, sum(n) AS sum FROM (${all})`,
    )
    .get(...values);
  const rows = database
    .prepare<Bindable[], Omit<ListedRow, 'isLate'> & { isLate: 0 | 1 }>(
      `SELECT * FROM (${all}) ORDER BY at DESC, episodeId DESC LIMIT ? OFFSET ?`,
    )
    .all(...values, limit, offset);
  return {
    lines: total?.lines ?? 0,
    sum: total?.sum ?? 0,
    rows: rows.map((row) => ({ ...row, isLate: row.isLate === 1 })),
  };
}

function missedParts(leftSince: number): Lines[] {
  return [
    { ...ended, and: 'e.is_missed = 1' },
    {
      what: counted.left,
      at: 'e.started_at',
      and: `c.waiting_since <= ${Math.floor(leftSince)}`,
    },
  ];
}

function selectOf(part: Lines, question: ListQuestion) {
  const { what, at, and = '', times, n = '1', groupBy } = part;
  const { isLate = 'e.late_at IS NOT NULL', agent = what.agent, score = 'NULL' } = part;
  const { sql, values } = rowsOf(what, question, { joinsEpisode: true, and });
  const [wall, open] = times ?? ['NULL', 'NULL'];
  return {
    sql: `SELECT e.conversation_id AS conversationId, e.id AS episodeId, e.visit AS visit,
      ${at} AS at, ${agent} AS agentId, ${wall} AS ms, ${open} AS openMs, ${n} AS n,
      ${isLate} AS isLate, ${score} AS score ${sql} ${groupBy === undefined ? '' : `GROUP BY ${groupBy}`}`,
    values,
  };
}
