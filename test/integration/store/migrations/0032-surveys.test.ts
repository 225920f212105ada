import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { timelineKinds } from '#shared/domain/handling.ts';
import { migrate } from '#main/store/migrate.ts';
import { surveys } from '#main/store/migrations/0032-surveys.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('nobody was asked anything, and what customers will say is found in their timelines', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < surveys.version);
  migrate(database, silentLog, before);
  database.exec(`
    INSERT INTO report_episodes (id, conversation_id, home_id, visit, opened_by, started_at,
      start_day, start_slot, is_won, is_missed, is_bot, is_phone)
    VALUES (7, 1, 1, 1, 'customer', 1000, 0, 0, 0, 0, 0, 0)`);
  migrate(database, silentLog, [...before, surveys]);

  for (const table of ['surveys', 'chosen_languages', 'report_ratings']) {
    expect(database.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
  }
  expect(database.prepare('SELECT id FROM report_episodes').pluck().all()).toEqual([7]);
  const index = database
    .prepare(`SELECT sql FROM sqlite_schema WHERE name = 'journal_of_handling'`)
    .pluck()
    .get();
  for (const kind of timelineKinds) expect(index).toContain(`'${kind}'`);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
