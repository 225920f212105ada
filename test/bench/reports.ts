import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '#main/store/open-store.ts';
import type { ReportQuestion } from '#main/core/ports/report-reader.ts';
import { groupings } from '#shared/domain/reports/figures.ts';
import { silentLog } from '#test/doubles/log.ts';

const EPISODES = 100_000;
/** Customers' waits, and lines of what was sent: a million messages in all. */
const WAITS = 300_000;
const SENT = 250_000;
const FIRST_DAY = 20_454;
const DAYS = 365;
const ROUNDS = 5;

/** A year of a busy office, as if it had been counted on the way. */
function fill(path: string): void {
  const database = new Database(path);
  database.exec(`
    BEGIN;
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${EPISODES - 1})
    INSERT INTO report_episodes
      (id, conversation_id, home_id, visit, opened_by, started_at, start_day, start_slot, ended_at,
       end_day, ended_seq, ended_how, outcome_id, is_won, value, currency, closed_by, agent_id,
       first_at, first_day, first_by, first_message_id, first_ms, first_open_ms, ms, open_ms,
       is_missed, is_bot, is_phone)
    SELECT i * 10 + 1, i % 20000 + 1, i % 20000 + 1, i / 20000 + 1, 'customer', i, d, i % 168, i, d,
      i * 10 + 9, 'closed', i % 3 + 1, i % 3 = 0, iif(i % 3 = 0, i % 9000, NULL),
      iif(i % 3 = 0, 'EUR', NULL), i % 12 + 1, i % 12 + 1, i, d, i % 12 + 1, i * 10,
      abs(random()) % 9000000, abs(random()) % 3000000, abs(random()) % 90000000,
      abs(random()) % 30000000, i % 40 = 0, i % 9 = 0, i % 30 = 0
    FROM (SELECT i, ${FIRST_DAY} + i * ${DAYS} / ${EPISODES} AS d FROM n);

    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${WAITS - 1})
    INSERT INTO report_waits (id, episode_id, message_id, agent_id, started_at, start_slot,
      ended_at, end_day, ms, open_ms, is_late)
    SELECT i + 1, i / 3 * 10 + 1, i + 1, i % 12 + 1, i, i % 168, i,
      ${FIRST_DAY} + i * ${DAYS} / ${WAITS}, abs(random()) % 9000000, abs(random()) % 3000000, 0
    FROM n;

    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${SENT - 1})
    INSERT OR IGNORE INTO report_sent (day, agent_id, episode_id, slot, messages)
    SELECT ${FIRST_DAY} + i * ${DAYS} / ${SENT}, i % 12 + 1, i * 2 / 5 * 10 + 1, i % 168, 2 FROM n;

    INSERT INTO report_episode_tags (tag_id, episode_id)
    SELECT id % 7 + 1, id FROM report_episodes WHERE id % 20 = 1;
    COMMIT;
    ANALYZE;
  `);
  database.close();
}

async function median(work: () => unknown): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return took.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
}

/** Reports over a year beside the plainest reading of as many rows, in the same run. */
export async function benchReports(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'deskline-bench-reports-'));
  const path = join(directory, 'deskline.db');
  await openStore({ directory, log: silentLog }).close();
  fill(path);
  const store = openStore({ directory, log: silentLog });
  const reading = new Database(path, { readonly: true });
  const floor = await median(() => {
    for (const [table, column] of [
      ['report_episodes', 'first_ms'],
      ['report_waits', 'ms'],
      ['report_sent', 'messages'],
    ] as const) {
      reading.prepare<[], number>(`SELECT ${column} FROM ${table}`).pluck().all();
    }
  });
  const year = { from: FIRST_DAY, to: FIRST_DAY + DAYS, filter: {}, leftSince: 0 };
  const questions: [string, ReportQuestion][] = [
    ...groupings.map((by): [string, ReportQuestion] => [
      `figures by ${by}`,
      { ask: 'figures', by, levelMs: 900_000, ...year },
    ]),
    ['list of a figure', { ask: 'list', figure: 'reply', offset: 0, limit: 50, ...year }],
    ['messages by day', { ask: 'sent', ...year }],
    ['a day of it', { ask: 'figures', by: 'all', levelMs: 900_000, ...year, from: year.to - 1 }],
  ];
  const lines = [`reading ${EPISODES + WAITS + SENT} rows: ${floor.toFixed(0)} ms`];
  for (const [name, question] of questions) {
    const took = await median(() => store.reports.ask(question));
    lines.push(
      `${name.padEnd(20)} ${took.toFixed(0).padStart(5)} ms  x${(took / floor).toFixed(1)}`,
    );
  }
  reading.close();
  await store.close();
  await rm(directory, { recursive: true, force: true });
  return `Reports over a year: ${EPISODES} episodes, ${WAITS} waits\n\n${lines.join('\n')}\n`;
}
