import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { numberHistory } from '#main/store/migrations/0005-number-history.ts';
import { silentLog } from '#test/doubles/log.ts';

test("a journal that is there already gets an index of the number's lines alone", () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < numberHistory.version);
  migrate(database, silentLog, before);
  const append = database.prepare<[string]>(
    "INSERT INTO journal (at, kind, data) VALUES (1, ?, '{}')",
  );
  for (const kind of ['number.state-changed', 'session.ended', 'number.order-given']) {
    append.run(kind);
  }
  migrate(database, silentLog, [...before, numberHistory]);

  const found = database
    .prepare<[], { seq: number }>(
      `SELECT seq FROM journal INDEXED BY journal_of_number
       WHERE kind IN ('number.state-changed', 'number.order-given') ORDER BY seq DESC`,
    )
    .all();
  expect(found.map(({ seq }) => seq)).toEqual([3, 1]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
