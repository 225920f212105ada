import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replayInto } from '#main/core/reports/replay.ts';
import { StoreError } from '#main/core/ports/store.ts';
import type { Store } from '#main/core/ports/store.ts';
import type { Log } from '#main/core/ports/system.ts';
import { openStore } from '#main/store/open-store.ts';
import { replaceReportRows } from '#main/store/reports/replace-rows.ts';

/**
 * Makes the rows of reports anew by replaying the whole journal into a copy, which takes as much
 * room on the disk as the database does. Resolves with the number of entries. Rejects with
 * StoreError, `in-use` for example; nothing has changed then.
 */
export async function rebuildReports(directory: string, log: Log): Promise<number> {
  const store = openStore({ directory, log });
  let scratch: string | null = null;
  let count: number;
  try {
    scratch = await mkdtemp(join(directory, 'reports-'));
    const copy = openStore({ directory: scratch, log });
    try {
      count = await replayInto(store, copy);
    } finally {
      await copy.close();
    }
  } catch (error) {
    if (scratch !== null) await rm(scratch, { recursive: true, force: true });
    throw error;
  } finally {
    await store.close();
  }
  try {
    replaceReportRows(directory, scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return count;
}

/** A database of a version without reports is counted once, before it is used. */
export async function withReports(directory: string, log: Log, store: Store): Promise<Store> {
  if (store.read.marks.get('reports-stale') === null) return store;
  await store.close();
  log.info({ directory }, 'counting what happened before this version had reports');
  const entries = await rebuildReports(directory, log);
  log.info({ entries }, 'reports are complete');
  return openStore({ directory, log });
}

/** `--rebuild-reports`: says what was done or what is wrong, and gives the exit code. */
export async function rebuildCommand(directory: string, log: Log): Promise<number> {
  if (!existsSync(directory)) {
    return refuse(`There is no data folder ${directory}: say where it is with --data DIR.`);
  }
  try {
    const entries = await rebuildReports(directory, log);
    process.stdout.write(`The reports were counted anew from ${entries} entries of the journal.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return refuse(
      error.code === 'in-use'
        ? 'Deskline is running with this data folder: end it first, then count the reports anew.'
        : error.message,
    );
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
