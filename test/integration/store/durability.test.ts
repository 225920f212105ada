import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { project } from '#main/core/journal/project.ts';
import type { Store } from '#main/core/ports/store.ts';
import { integrityProblems } from '#main/store/integrity.ts';
import { openStore } from '#main/store/open-store.ts';
import type { MessageId, Seq } from '#shared/domain/ids.ts';
import { silentLog } from '#test/doubles/log.ts';
import { dumpState } from '#test/doubles/store/dump-state.ts';
import { temporaryFolder } from '#test/doubles/store/temporary-store.ts';

const WRITER = fileURLToPath(new URL('../../doubles/store/writing-process.ts', import.meta.url));

test('whatever was acknowledged is there and whole after a kill -9 at any moment', async () => {
  const directory = temporaryFolder();
  const acknowledged: number[] = [];
  for (const untilKilled of [1, 40, 7, 150, 300]) {
    acknowledged.push(...(await writeUntilKilled(directory, untilKilled)));
    const store = openStore({ directory, log: silentLog });
    const { messages } = store.read;
    const missing = acknowledged.filter((id) => messages.get(id as MessageId) === null);
    expect(missing).toEqual([]);
    // Every message that is there, also one that was not acknowledged, has all that belongs to it.
    const last = messages.lastId();
    expect(messages.search('brille', last + 1)).toHaveLength(last);
    const copy = await replayed(store);
    await store.close();
    expect(dumpState(directory)).toEqual(dumpState(copy));
    expect(integrityProblems(join(directory, 'deskline.db'))).toEqual([]);
  }
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
});

/** Resolves with the ids that the process said were stored, once it is dead. */
async function writeUntilKilled(directory: string, count: number): Promise<number[]> {
  const writer = spawn(process.execPath, [WRITER, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  const lines = createInterface({ input: writer.stdout });
  lines.on('line', (line) => {
    acknowledged.push(Number(line));
    if (acknowledged.length === count) writer.kill('SIGKILL');
  });
  await Promise.all([once(writer, 'exit'), once(lines, 'close')]);
  expect(writer.signalCode).toBe('SIGKILL');
  return acknowledged;
}

/** A folder whose state was made from the journal alone. */
async function replayed(from: Store): Promise<string> {
  const directory = temporaryFolder();
  const copy = openStore({ directory, log: silentLog });
  const entries = from.read.journal.after(0 as Seq, from.read.journal.head());
  await copy.write((tx) => entries.forEach((entry) => project(tx, entry)));
  await copy.close();
  return directory;
}
