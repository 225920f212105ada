import { mkdtempSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Failure, Result } from '#shared/util/result.ts';
import { ok } from '#shared/util/result.ts';
import { prepareDataDirectory } from '#main/system/paths.ts';

/** Where host and shell keep what they keep; absolute paths. */
export interface ShellFolders {
  readonly data: string;
  /** Chromium's own files and the session of who is signed in. */
  readonly profile: string;
  /** Removes a demo's folder; leaves any other alone. */
  cleanUp(): Promise<void>;
}

/** `data` null is a demo that keeps nothing. */
export async function prepareShellFolders(
  data: string | null,
): Promise<Result<ShellFolders, Failure<'data-directory'>>> {
  const temporary = data === null ? mkdtempSync(join(tmpdir(), 'deskline-demo-')) : null;
  const prepared = await prepareDataDirectory(temporary ?? data ?? '');
  if (!prepared.ok) return prepared;
  const profile = join(prepared.value, 'desktop');
  await mkdir(profile, { recursive: true, mode: 0o700 });
  return ok({
    data: prepared.value,
    profile,
    async cleanUp() {
      if (temporary !== null) await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
    },
  });
}
