import type Database from 'better-sqlite3';
import type {
  FiguresQuestion,
  ReportAnswers,
  SentQuestion,
} from '#main/core/ports/report-reader.ts';
import type { FigureGroup, Figures, Spread } from '#shared/domain/reports/figures.ts';
import { timesOf } from '#shared/domain/reports/spread.ts';
import type { OutcomeId } from '#shared/domain/ids.ts';
import type { Bindable } from '../connection.ts';
import { GROUP_STEP, counted, keyOf, rowsOf } from './report-sql.ts';
import type { Counted } from './report-sql.ts';

type Counts = { -readonly [K in keyof Figures]: Figures[K] };

const NO_TIMES = () => timesOf(new Float64Array());
export const NO_SPREAD = (): Spread => ({ n: 0, wall: NO_TIMES(), open: NO_TIMES() });

function nothing(): Counts {
  return {
    opened: 0,
    reopened: 0,
    botCovered: 0,
    answeredOfOpened: 0,
    closedOfOpened: 0,
    wonOfOpened: 0,
    closed: 0,
    missed: 0,
    won: 0,
    outcomes: [],
    values: [],
    handled: 0,
    sent: 0,
    answersOnPhone: 0,
    transfersIn: 0,
    transfersOut: 0,
    first: NO_SPREAD(),
    reply: NO_SPREAD(),
    resolution: NO_SPREAD(),
    level: { of: 0, within: 0, openWithin: 0 },
  };
}

/** Everything that is counted, in groups; one of nothing where there is none of `all`. */
export function figuresOf(database: Database.Database, question: FiguresQuestion): FigureGroup[] {
  const groups = new Map<number, Counts>();
  const groupOf = (key: number): Counts => {
    const known = groups.get(key);
    if (known !== undefined) return known;
    const made = nothing();
    groups.set(key, made);
    return made;
  };
  const asking: Asking = { database, question, groupOf };
  if (question.by === 'all') groupOf(0);
  addBegun(asking);
  addEnded(asking);
  addSent(asking);
  addTransfers(asking);
  addTimes(asking);
  return [...groups]
    .sort(([one], [other]) => one - other)
    .map(([key, figures]) => ({ key: key === 0 ? null : key - 1, figures }));
}

interface Asking {
  readonly database: Database.Database;
  readonly question: FiguresQuestion;
  readonly groupOf: (key: number) => Counts;
}

/** Calls back with each group's sums. */
function sums<Row>(
  { database, question, groupOf }: Asking,
  what: Counted,
  columns: string,
  then: (figures: Counts, row: Row) => void,
  { and = '', groupBy = '', extra = [] as Bindable[] } = {},
): void {
  const { by } = question;
  const { sql, values } = rowsOf(what, question, { by, and });
  const rows = database
    .prepare<Bindable[], Row & { key: number }>(
      `SELECT ${keyOf(what, by)} AS key, ${columns} ${sql} GROUP BY 1 ${groupBy}`,
    )
    .all(...extra, ...values);
  for (const row of rows) then(groupOf(row.key), row);
}

function addBegun(asking: Asking): void {
  type Row = Pick<
    Counts,
    'opened' | 'reopened' | 'botCovered' | 'answeredOfOpened' | 'closedOfOpened' | 'wonOfOpened'
  >;
  sums<Row>(
    asking,
    counted.begun,
    `count(*) AS opened, sum(e.visit > 1) AS reopened, sum(e.is_bot) AS botCovered,
     sum(e.first_at IS NOT NULL) AS answeredOfOpened,
     sum(e.ended_how IS NOT NULL AND e.ended_how <> 'merged') AS closedOfOpened,
     sum(e.is_won) AS wonOfOpened`,
    (figures, { opened, reopened, botCovered, ...became }) => {
      const { answeredOfOpened, closedOfOpened, wonOfOpened } = became;
      const row = { opened, reopened, botCovered, answeredOfOpened, closedOfOpened, wonOfOpened };
      Object.assign(figures, row);
    },
  );
}

function addEnded(asking: Asking): void {
  sums<{ closed: number; missed: number; won: number }>(
    asking,
    counted.ended,
    'count(*) AS closed, sum(e.is_missed) AS missed, sum(e.is_won) AS won',
    (figures, { closed, missed, won }) => {
      figures.closed = closed;
      figures.missed = missed;
      figures.won = won;
    },
  );
  sums<{ n: number }>(
    asking,
    counted.left,
    'count(*) AS n',
    (figures, { n }) => {
      figures.missed += n;
    },
    { and: `c.waiting_since <= ${Math.floor(asking.question.leftSince)}` },
  );
  sums<{ outcomeId: OutcomeId | null; n: number }>(
    asking,
    counted.ended,
    'e.outcome_id AS outcomeId, count(*) AS n',
    (figures, { outcomeId, n }) => {
      figures.outcomes = [...figures.outcomes, { outcomeId, n }];
    },
    { groupBy: ', e.outcome_id' },
  );
  sums<{ currency: string; amount: number; n: number }>(
    asking,
    counted.ended,
    'e.currency AS currency, sum(e.value) AS amount, count(*) AS n',
    (figures, { currency, amount, n }) => {
      figures.values = [...figures.values, { currency, amount, n }];
    },
    { groupBy: ', e.currency', and: 'e.value IS NOT NULL AND e.is_won = 1' },
  );
}

function addSent(asking: Asking): void {
  sums<{ handled: number; sent: number }>(
    asking,
    counted.sent,
    'count(DISTINCT s.episode_id) AS handled, sum(s.messages) AS sent',
    (figures, { handled, sent }) => {
      figures.handled = handled;
      figures.sent = sent;
    },
  );
}

function addTransfers(asking: Asking): void {
  for (const what of ['transfersIn', 'transfersOut'] as const) {
    sums<{ n: number }>(asking, counted[what], 'count(*) AS n', (figures, { n }) => {
      figures[what] = n;
    });
  }
}

function addTimes(asking: Asking): void {
  const { levelMs } = asking.question;
  addSpread(asking, 'first', counted.answered, 'e.first_ms', 'e.first_open_ms');
  addSpread(asking, 'resolution', counted.ended, 'e.ms', 'e.open_ms');
  addSpread(asking, 'reply', counted.waits, 'w.ms', 'w.open_ms');
  sums<{ n: number }>(
    asking,
    counted.waits,
    'count(*) AS n',
    (figures, { n }) => {
      figures.answersOnPhone = n;
    },
    { and: 'w.agent_id = 0' },
  );
  sums<{ n: number; within: number; openWithin: number }>(
    asking,
    counted.answered,
    'count(*) AS n, sum(e.first_ms <= ?) AS within, sum(e.first_open_ms <= ?) AS openWithin',
    (figures, { n, within, openWithin }) => {
      figures.level = { of: n, within, openWithin };
    },
    { extra: [levelMs, levelMs] },
  );
  // Who was never answered was not answered in time.
  sums<{ n: number }>(
    asking,
    counted.ended,
    'count(*) AS n',
    (figures, { n }) => {
      figures.level = { ...figures.level, of: figures.level.of + n };
    },
    { and: 'e.is_missed = 1' },
  );
  sums<{ n: number }>(
    asking,
    counted.left,
    'count(*) AS n',
    (figures, { n }) => {
      figures.level = { ...figures.level, of: figures.level.of + n };
    },
    { and: `c.waiting_since <= ${Math.floor(asking.question.leftSince)}` },
  );
}

/**
 * Quantiles cannot be added up, so every duration is read. Each comes with its group as one number:
 * rows of several columns would take five times as long.
 */
function addSpread(
  { database, question, groupOf }: Asking,
  name: 'first' | 'reply' | 'resolution',
  what: Counted,
  wall: string,
  open: string,
): void {
  const { by } = question;
  const { sql, values } = rowsOf(what, question, { by });
  const read = (column: string) =>
    valuesByKey(
      database
        .prepare<Bindable[], number>(
          `SELECT (${keyOf(what, by)}) * ${GROUP_STEP} + ${column} ${sql}`,
        )
        .pluck()
        .all(...values),
    );
  const opens = read(open);
  for (const [key, times] of read(wall)) {
    const openTimes = opens.get(key) ?? new Float64Array();
    groupOf(key)[name] = { n: times.length, wall: timesOf(times), open: timesOf(openTimes) };
  }
}

function valuesByKey(all: readonly number[]): Map<number, Float64Array> {
  const counts = new Map<number, number>();
  for (const each of all) {
    const key = Math.floor(each / GROUP_STEP);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const found = new Map([...counts].map(([key, n]) => [key, new Float64Array(n)]));
  const next = new Map<number, number>();
  for (const each of all) {
    const key = Math.floor(each / GROUP_STEP);
    const index = next.get(key) ?? 0;
    const values = found.get(key);
    if (values !== undefined) values[index] = each - key * GROUP_STEP;
    next.set(key, index + 1);
  }
  return found;
}

export function sentOf(database: Database.Database, question: SentQuestion): ReportAnswers['sent'] {
  const { sql, values } = rowsOf(counted.sent, question);
  return database
    .prepare<Bindable[], ReportAnswers['sent'][number]>(
      `SELECT s.agent_id AS agentId, s.day AS day, sum(s.messages) AS sent ${sql}
       GROUP BY s.day, s.agent_id`,
    )
    .all(...values);
}
