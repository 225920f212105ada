import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#main/core/ports/system.ts';

const LOOK_EVERY_MS = 500;
const QUIET_MS = 2_000;
const LONGEST_MS = 15_000;

/** Where a browser keeps what a page stores, below its profile. */
const STORES = [
  join('Default', 'Local Storage', 'leveldb'),
  join('Default', 'IndexedDB'),
  join('Default', 'IndexedDB', 'https_web.whatsapp.com_0.indexeddb.leveldb'),
];

interface Settling {
  readonly clock: Clock;
  /** When something below the profile was last written, in ms since 1970; 0 when never. */
  readonly writtenAt: () => Promise<number>;
  readonly onSettled: () => void;
}

/**
 * A browser writes what a page stores some seconds later; ended by force before that, a fresh link
 * to the number is lost. Waits until it has written and been quiet. Returns how to stop.
 */
export function watchSettling({ clock, writtenAt, onSettled }: Settling): () => void {
  const begun = clock.now();
  const begunElapsed = clock.elapsed();
  let isStopped = false;
  let cancelTimer = () => {};
  const step = async () => {
    const written = await writtenAt().catch(() => 0);
    if (isStopped) return;
    const now = clock.now();
    const isQuiet = written >= begun && now - written >= QUIET_MS;
    if (isQuiet || clock.elapsed() - begunElapsed >= LONGEST_MS) onSettled();
    else plan();
  };
  const plan = () => {
    cancelTimer = clock.after(LOOK_EVERY_MS, () => void step());
  };
  plan();
  return () => {
    isStopped = true;
    cancelTimer();
  };
}

export async function profileWrittenAt(profile: string): Promise<number> {
  const times = await Promise.all(STORES.map((store) => newestIn(join(profile, store))));
  return Math.max(0, ...times);
}

async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch((): string[] => []);
  const times = await Promise.all(
    names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? 0),
  );
  return Math.max(0, ...times);
}
