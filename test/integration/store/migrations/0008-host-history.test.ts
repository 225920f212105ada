import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { hostHistory } from '#main/store/migrations/0008-host-history.ts';
import { silentLog } from '#test/doubles/log.ts';

test("what befell the host PC joins the number's lines in their index", () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < hostHistory.version);
  migrate(database, silentLog, before);
  const append = database.prepare<[string]>(
    "INSERT INTO journal (at, kind, data) VALUES (1, ?, '{}')",
  );
  for (const kind of ['number.state-changed', 'session.ended', 'host.slept']) append.run(kind);
  migrate(database, silentLog, [...before, hostHistory]);

  const found = database
    .prepare<[], { seq: number }>(
      `SELECT seq FROM journal INDEXED BY journal_of_number
       WHERE kind IN (
         'number.state-changed', 'number.order-given', 'host.clock-set', 'host.clock-judged',
         'host.slept', 'host.restored', 'host.backup-failed'
       ) ORDER BY seq DESC`,
    )
    .all();
  expect(found.map(({ seq }) => seq)).toEqual([3, 1]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
