import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Checkpointer } from '#main/store/checkpointer.ts';
import { Connection } from '#main/store/connection.ts';
import { migrate } from '#main/store/migrate.ts';
import { createRecordingLog } from '#test/doubles/log.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

function setUp(startWorker?: (path: string) => Worker) {
  const path = join(temporaryFolder(), 'a.db');
  const log = createRecordingLog();
  const connection = new Connection({ path, mode: 'write', log });
  migrate(connection.database, log);
  connection.database.exec('CREATE TABLE filler (bytes BLOB) STRICT');
  const checkpointer = new Checkpointer({
    path,
    connection,
    log,
    ...(startWorker === undefined ? {} : { startWorker }),
  });
  onTestFinished(async () => {
    await checkpointer.close();
    connection.close();
  });
  const pragma = (name: string) => connection.database.pragma(name, { simple: true });
  const wal = connection.prepare<[], { log: number; checkpointed: number }>(
    'test.wal',
    'PRAGMA wal_checkpoint(NOOP)',
  );
  return { path, log, connection, checkpointer, pragma, wal };
}

const dying = () => new Worker('process.exit(1)', { eval: true });

test('while the worker lives, commits leave the WAL to it and it moves it', async () => {
  const { connection, checkpointer, pragma, wal } = setUp();
  await vi.waitUntil(() => pragma('wal_autocheckpoint') === 0, { timeout: 30_000 });
  connection.database.exec('INSERT INTO filler VALUES (zeroblob(8000000))');
  expect(wal.get()?.checkpointed).toBe(0);
  expect(wal.get()?.log).toBeGreaterThan(1_000);
  checkpointer.committed();
  await vi.waitUntil(() => wal.get()?.checkpointed === wal.get()?.log, { timeout: 30_000 });
});

test('a WAL that grew far starts over and is cut to 32 MB', async () => {
  const { path, connection, checkpointer, wal } = setUp();
  connection.database.exec('INSERT INTO filler VALUES (zeroblob(40000000))');
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(40_000_000);
  checkpointer.committed();
  await vi.waitUntil(() => wal.get()?.checkpointed === wal.get()?.log, { timeout: 30_000 });
  await checkpointer.check();
  connection.database.exec('INSERT INTO filler VALUES (zeroblob(1))');
  expect(wal.get()?.log).toBeLessThan(10);
  expect(statSync(`${path}-wal`).size).toBeLessThanOrEqual(32 * 1024 * 1024);
});

test('when the worker dies, commits move the WAL themselves and the log says so', async () => {
  const { connection, checkpointer, log, pragma, wal } = setUp(dying);
  await vi.waitUntil(() => log.lines.some(({ what }) => what.includes('within commits')), {
    timeout: 30_000,
  });
  expect(pragma('wal_autocheckpoint')).toBe(1_000);
  connection.database.exec('INSERT INTO filler VALUES (zeroblob(8000000))');
  expect(wal.get()?.checkpointed).toBeGreaterThan(1_000);
  expect(() => checkpointer.committed()).not.toThrow();
});

test('a database is checked for damage with and without the worker', async () => {
  for (const start of [undefined, dying]) {
    const { checkpointer } = setUp(start);
    expect(await checkpointer.check()).toEqual([]);
  }
});

test('closing does not take the end of the worker for a failure', async () => {
  const { checkpointer, log } = setUp();
  await checkpointer.close();
  await checkpointer.close();
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
});
