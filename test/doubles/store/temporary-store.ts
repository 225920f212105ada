import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Store } from '#main/core/ports/store.ts';
import { openStore } from '#main/store/open-store.ts';
import { silentLog } from '../log.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'deskline-store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A store on a real file; closed, and its folder removed, after the test. */
export function temporaryStore(directory = temporaryFolder()): Store {
  const store = openStore({ directory, log: silentLog });
  onTestFinished(() => store.close());
  return store;
}
