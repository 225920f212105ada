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
    asked: 0,
    rated: 0,
    scores: [0, 0, 0, 0, 0],
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
  const asking: Asking = { database, question, groupOf, groups };
  if (question.by === 'all') groupOf(0);
  addBegun(asking);
  addEnded(asking);
  addRatings(asking);
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
  readonly groups: ReadonlyMap<number, Counts>;
}

/** Calls back with each group's sums. */
function sums<Row>(
  { database, question, groupOf }: Asking,
  what: Counted,
  columns: string,
  then: (figures: Counts, row: Row) => void,
  { and = '', groupBy = '' } = {},
): void {
  const { by } = question;
  const { sql, values } = rowsOf(what, question, { by, and });
  const rows = database
    .prepare<Bindable[], Row & { key: number }>(
      `SELECT ${keyOf(what, by)} AS key, ${columns} ${sql} GROUP BY 1 ${groupBy}`,
    )
    .all(...values);
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

/** In one pass, as it is most of the rows that there are. */
function addEnded(asking: Asking): void {
  sums<Ended>(
    asking,
    counted.ended,
    `e.outcome_id AS outcomeId, iif(e.is_won = 1 AND e.value IS NOT NULL, e.currency, NULL)
       AS currency, count(*) AS n, sum(e.is_missed) AS missed, sum(e.is_won) AS won,
     sum(e.value) AS amount`,
    (figures, row) => {
      figures.closed += row.n;
      figures.missed += row.missed;
      figures.won += row.won;
      figures.outcomes = withOutcome(figures.outcomes, row);
      if (row.currency !== null) figures.values = withValue(figures.values, row.currency, row);
    },
    { groupBy: ', 2, 3' },
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
}

interface Ended {
  readonly outcomeId: OutcomeId | null;
  /** Null where no value counts. */
  readonly currency: string | null;
  readonly n: number;
  readonly missed: number;
  readonly won: number;
  readonly amount: number | null;
}

function withOutcome(outcomes: Figures['outcomes'], { outcomeId, n }: Ended): Figures['outcomes'] {
  const known = outcomes.find((each) => each.outcomeId === outcomeId)?.n ?? 0;
  const others = outcomes.filter((each) => each.outcomeId !== outcomeId);
  return [...others, { outcomeId, n: known + n }];
}

function withValue(
  values: Figures['values'],
  currency: string,
  { n, amount }: Ended,
): Figures['values'] {
  const known = values.find((each) => each.currency === currency) ?? { amount: 0, n: 0 };
  const others = values.filter((each) => each.currency !== currency);
  return [...others, { currency, amount: known.amount + (amount ?? 0), n: known.n + n }];
}

function addRatings(asking: Asking): void {
  type Row = Pick<Counts, 'asked' | 'rated'> &
    Record<'one' | 'two' | 'three' | 'four' | 'five', number>;
  sums<Row>(
    asking,
    counted.ratings,
    `count(*) AS asked, count(r.score) AS rated, count(iif(r.score = 1, 1, NULL)) AS one,
     count(iif(r.score = 2, 1, NULL)) AS two, count(iif(r.score = 3, 1, NULL)) AS three,
     count(iif(r.score = 4, 1, NULL)) AS four, count(iif(r.score = 5, 1, NULL)) AS five`,
    (figures, { asked, rated, one, two, three, four, five }) => {
      figures.asked = asked;
      figures.rated = rated;
      figures.scores = [one, two, three, four, five];
    },
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

/** Who was never answered was not answered in time; `missed` is known by now. */
function addTimes(asking: Asking): void {
  const { levelMs } = asking.question;
  addSpread(asking, 'resolution', counted.ended, 'e.ms', 'e.open_ms');
  addSpread(asking, 'reply', counted.waits, 'w.ms', 'w.open_ms');
  addSpread(asking, 'first', counted.answered, 'e.first_ms', 'e.first_open_ms', {
    then(figures, wall, open) {
      const within = (times: Float64Array) =>
        times.reduce((n, ms) => n + (ms <= levelMs ? 1 : 0), 0);
      figures.level = { of: wall.length, within: within(wall), openWithin: within(open) };
    },
  });
  for (const figures of asking.groups.values()) {
    figures.level = { ...figures.level, of: figures.level.of + figures.missed };
  }
  sums<{ n: number }>(
    asking,
    counted.waits,
    'count(*) AS n',
    (figures, { n }) => {
      figures.answersOnPhone = n;
    },
    { and: 'w.agent_id = 0' },
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
  { then }: { then?: (figures: Counts, wall: Float64Array, open: Float64Array) => void } = {},
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
    const figures = groupOf(key);
    then?.(figures, times, openTimes);
    figures[name] = { n: times.length, wall: timesOf(times), open: timesOf(openTimes) };
  }
}

/** Keys are small: days at most. */
function valuesByKey(all: readonly number[]): Map<number, Float64Array> {
  const counts: number[] = [];
  for (const each of all) {
    const key = Math.floor(each / GROUP_STEP);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  const found: Float64Array[] = [];
  const next: number[] = [];
  for (const each of all) {
    const key = Math.floor(each / GROUP_STEP);
    const values = (found[key] ??= new Float64Array(counts[key] ?? 0));
    const index = next[key] ?? 0;
    values[index] = each - key * GROUP_STEP;
    next[key] = index + 1;
  }
  return new Map(found.flatMap((values, key) => [[key, values] as const]));
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
