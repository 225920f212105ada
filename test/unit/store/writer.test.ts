import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import type { Tx } from '#main/core/ports/store.ts';
import { StoreError } from '#main/core/ports/store.ts';
import { Writer } from '#main/store/writer.ts';
import type { SharedTransaction } from '#main/store/writer.ts';

/** Runs units on nothing and counts; a queued error is thrown by the next commit. */
class FakeTransaction implements SharedTransaction {
  readonly log: string[] = [];
  readonly commitErrors: Error[] = [];
  readonly beginErrors: Error[] = [];
  readonly rollbackErrors: Error[] = [];
  lostBy: StoreError | null = null;

  begin(): void {
    const error = this.beginErrors.shift();
    if (error !== undefined) throw error;
    this.log.push('begin');
  }
  commit(): void {
    const error = this.commitErrors.shift();
    if (error !== undefined) throw error;
    this.log.push('commit');
  }
  rollback(): void {
    const error = this.rollbackErrors.shift();
    if (error !== undefined) throw error;
    this.log.push('rollback');
  }
  runUnit<T>(unit: (tx: Tx) => T): T {
    this.log.push('unit');
    return unit(Object.create(null) as Tx);
  }
}

const failedFsync = () => new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_FSYNC');
const full = () => new Database.SqliteError('database or disk is full', 'SQLITE_FULL');

function setUp(recover: (cause: unknown) => Promise<void> = () => Promise.resolve()) {
  const transaction = new FakeTransaction();
  const onCommit = vi.fn();
  const writer = new Writer({ transaction, onCommit, recover });
  return { transaction, onCommit, writer };
}

test('units of one turn of the event loop share a commit', async () => {
  const { transaction, onCommit, writer } = setUp();
  await Promise.all([1, 2, 3].map((n) => writer.write(() => n)));
  expect(transaction.log).toEqual(['begin', 'unit', 'unit', 'unit', 'commit']);
  expect(onCommit).toHaveBeenCalledTimes(1);
});

test('promises settle after the commit and in the order of the calls', async () => {
  const { transaction, writer } = setUp();
  const settled: string[] = [];
  const note = (name: string) => () => void settled.push(`${name} ${transaction.log.at(-1)}`);
  await Promise.all([
    writer.write(() => 1).then(note('first')),
    writer
      .write(() => {
        throw new Error('refused');
      })
      .catch(note('second')),
    writer.write(() => 3).then(note('third')),
  ]);
  expect(settled).toEqual(['first commit', 'second commit', 'third commit']);
});

test('a commit takes at most 200 units and the rest follow', async () => {
  const { transaction, writer } = setUp();
  await Promise.all(Array.from({ length: 450 }, () => writer.write(() => null)));
  const sizes: number[] = [];
  for (const step of transaction.log) {
    if (step === 'begin') sizes.push(0);
    if (step === 'unit') sizes.push((sizes.pop() ?? 0) + 1);
  }
  expect(sizes.reduce((sum, size) => sum + size)).toBe(450);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
});

test('a commit that fails rejects its units with a StoreError and the next one goes on', async () => {
  const { transaction, writer } = setUp();
  transaction.commitErrors.push(full());
  const refusal = new Error('refused');
  const outcomes = await Promise.allSettled([
    writer.write(() => 1),
    writer.write(() => {
      throw refusal;
    }),
  ]);
  expect(outcomes).toEqual([
    { status: 'rejected', reason: expect.objectContaining({ code: 'disk-full' }) as unknown },
    { status: 'rejected', reason: refusal },
  ]);
  expect(transaction.log.at(-1)).toBe('rollback');
  await expect(writer.write(() => 3)).resolves.toBe(3);
});

test('a transaction that cannot begin rejects what waits for it', async () => {
  const { transaction, writer } = setUp();
  transaction.beginErrors.push(new Database.SqliteError('locked', 'SQLITE_BUSY'));
  await expect(writer.write(() => 1)).rejects.toMatchObject({ code: 'io' });
  await expect(writer.write(() => 2)).resolves.toBe(2);
});

test('a unit that lost the whole transaction takes the others of the commit with it', async () => {
  const { transaction, writer } = setUp();
  const before = writer.write(() => 1);
  const culprit = writer.write(() => {
    transaction.lostBy = new StoreError('disk-full', 'full');
    return 2;
  });
  const outcomes = await Promise.allSettled([before, culprit]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(transaction.log).not.toContain('commit');
});

test('after a failed fsync nothing is written until the database was reopened and checked', async () => {
  let reopened = () => {};
  const recover = vi.fn(() => new Promise<void>((resolve) => (reopened = resolve)));
  const { transaction, writer } = setUp(recover);
  transaction.commitErrors.push(failedFsync());
  await expect(writer.write(() => 1)).rejects.toMatchObject({ code: 'io' });
  expect(recover).toHaveBeenCalledTimes(1);

  const later = writer.write(() => 2);
  await new Promise((resolve) => setImmediate(resolve));
  expect(transaction.log.filter((step) => step === 'unit')).toHaveLength(1);
  reopened();
  await expect(later).resolves.toBe(2);
});

test('a database that does not come back refuses writes, and each one tries it again', async () => {
  const damage = new StoreError('corrupt', 'damaged');
  const recover = vi.fn<() => Promise<void>>();
  recover.mockRejectedValueOnce(damage).mockRejectedValueOnce(damage).mockResolvedValueOnce();
  const { transaction, writer } = setUp(recover);
  transaction.commitErrors.push(failedFsync());
  await expect(writer.write(() => 1)).rejects.toMatchObject({ code: 'io' });
  await expect(writer.write(() => 2)).rejects.toBe(damage);
  await expect(writer.write(() => 3)).resolves.toBe(3);
  expect(recover).toHaveBeenCalledTimes(3);
});

test('a transaction that cannot be undone is left for a fresh connection', async () => {
  const recover = vi.fn(() => Promise.resolve());
  const { transaction, writer } = setUp(recover);
  transaction.commitErrors.push(full());
  transaction.rollbackErrors.push(new Error('cannot rollback'));
  await expect(writer.write(() => 1)).rejects.toMatchObject({ code: 'disk-full' });
  expect(recover).toHaveBeenCalledTimes(1);
  await expect(writer.write(() => 2)).resolves.toBe(2);
});

test('closing waits for the units that are there and refuses later ones', async () => {
  const { transaction, writer } = setUp();
  const waiting = writer.write(() => 1);
  await writer.close();
  expect(transaction.log).toContain('commit');
  await expect(waiting).resolves.toBe(1);
  await expect(writer.write(() => 2)).rejects.toMatchObject({ code: 'closed' });
});
