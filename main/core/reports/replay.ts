import type { Seq } from '#shared/domain/ids.ts';
import { project } from '../journal/project.ts';
import type { Store } from '../ports/store.ts';

/** Entries of one commit: a crash loses nothing but work. */
const AT_ONCE = 2_000;

/** Brings an empty store to where a journal ends. Calls back with how many entries that were. */
export async function replayInto(
  from: Store,
  to: Store,
  passed: (entries: number) => void = () => {},
): Promise<number> {
  let after = 0 as Seq;
  let count = 0;
  for (;;) {
    const entries = from.read.journal.after(after, AT_ONCE);
    const last = entries.at(-1);
    if (last === undefined) return count;
    await to.write((tx) => {
      for (const entry of entries) project(tx, entry);
    });
    after = last.seq;
    count += entries.length;
    passed(count);
  }
}
