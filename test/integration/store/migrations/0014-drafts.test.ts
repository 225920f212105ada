import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '#main/store/migrate.ts';
import { drafts } from '#main/store/migrations/0014-drafts.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

test('an agent has one draft of each kind in a conversation', () => {
  const database = new Database(':memory:');
  const before = migrations.filter(({ version }) => version < drafts.version);
  migrate(database, silentLog, before);
  database.exec(`INSERT INTO agents (id, name, name_key, role) VALUES (4, 'Ana', 'ana', 'agent')`);
  migrate(database, silentLog, [...before, drafts]);
  const put = (kind: string) =>
    database.exec(`INSERT INTO drafts VALUES (4, 1, '${kind}', 'Dear Anna', NULL)`);
  put('message');
  put('note');
  expect(() => put('note')).toThrow('UNIQUE');
  expect(() => put('letter')).toThrow('CHECK');
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  database.close();
});
