import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { verifyJournal } from '#main/store/chain/verify-journal.ts';
import { migrate } from '#main/store/migrate.ts';
import { audit } from '#main/store/migrations/0022-audit.ts';
import { migrations } from '#main/store/migrations/index.ts';
import { silentLog } from '#test/doubles/log.ts';

const before = migrations.filter(({ version }) => version < audit.version);

function olderDatabase(entries: string): Database.Database {
  const database = new Database(':memory:');
  migrate(database, silentLog, before);
  database.exec(entries);
  return database;
}

test('what the journal has by then is chained, and its lines of the audit log are known', () => {
  const database = olderDatabase(`
    INSERT INTO journal (seq, at, kind, conversation_id, agent_id, data) VALUES
      (1, 1000, 'agent.added', NULL, NULL, '{"agent":{"id":1,"name":"Ana","role":"admin"}}'),
      (2, 2000, 'message.received', 7, NULL, '{"message":{"text":"Hi"}}'),
      (3, 3000, 'conversation.transferred', 7, 1, '{"fromId":1,"toId":2}'),
      (4, 4000, 'sign-in.refused', NULL, NULL, 'no JSON');
  `);
  migrate(database, silentLog, [...before, audit]);

  const verified = verifyJournal(database, { upTo: 4, kept: null, onProgress: () => {} });
  expect(verified).toMatchObject({ entries: 4, from: 1000, to: 4000, broken: null });
  expect(database.prepare('SELECT * FROM audit_entries ORDER BY seq').raw().all()).toEqual([
    [1, 'people'],
    [3, 'chats'],
    [4, 'sign-ins'],
  ]);
  expect(database.prepare('SELECT agent_id, seq FROM audit_people').raw().all()).toEqual([
    [1, 1],
    [1, 3],
    [2, 3],
  ]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  for (const sql of [
    'DELETE FROM journal',
    'UPDATE journal SET at = 1',
    'DELETE FROM journal_chain',
    'UPDATE journal_chain SET hash = data_hash',
  ]) {
    expect(() => database.exec(sql), sql).toThrow('append-only');
  }
  database.close();
});

test('a journal of many batches is one chain, and whoever waits is told how far it is', () => {
  const database = olderDatabase(`
    WITH RECURSIVE n (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < 45000)
    INSERT INTO journal (seq, at, kind, data)
    SELECT seq, seq * 10, 'session.ended', '{"n":' || seq || '}' FROM n;
  `);
  const steps: [number, number][] = [];
  audit.up(database, (done, total) => steps.push([done, total]));
  expect(steps).toEqual([
    [20_000, 45_000],
    [40_000, 45_000],
    [45_000, 45_000],
  ]);
  const verified = verifyJournal(database, { upTo: 45_000, kept: null, onProgress: () => {} });
  expect(verified).toMatchObject({ entries: 45_000, broken: null });
  database.close();
});
