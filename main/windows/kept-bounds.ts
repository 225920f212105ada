import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Log } from '#main/core/ports/system.ts';
import { writeFileAtomic } from '#main/system/atomic-file.ts';
import { errorCode } from '#main/system/error-code.ts';
import type { Bounds } from './window-bounds.ts';

/** Where a window was when it was closed the last time. */
export interface KeptBounds {
  current(): Bounds | null;
  keep(bounds: Bounds): void;
  /** Resolves when what was kept is on the disk, or the log says why not. */
  settled(): Promise<void>;
}

interface KeptBoundsOptions {
  /** Absolute path of the file. */
  readonly path: string;
  readonly log: Log;
}

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

export async function openKeptBounds({ path, log }: KeptBoundsOptions): Promise<KeptBounds> {
  let bounds = await readBounds(path, log);
  // One after the other, so that the file ends up with what was said last.
  let written: Promise<void> = Promise.resolve();
  return {
    current: () => bounds,
    keep({ x, y, width, height }) {
      const kept = { x, y, width, height };
      bounds = kept;
      written = written
        .then(() => writeFileAtomic(path, JSON.stringify(kept)))
        .catch((error: unknown) => log.warn({ error }, 'Where a window was could not be kept.'));
    },
    settled: () => written,
  };
}

async function readBounds(path: string, log: Log): Promise<Bounds | null> {
  try {
    return boundsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    // Not worth setting aside: the window opens where the first one did.
    if (errorCode(error) !== 'ENOENT') log.warn({ error }, 'Where a window was cannot be read.');
    return null;
  }
}
