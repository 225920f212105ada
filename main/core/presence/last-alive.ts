import type { Reads } from '../ports/reads.ts';

/** When the host last did anything: 0 when it never ran. To be asked before it does something. */
export function lastAlive({ journal, marks }: Reads): number {
  const lastEntry = journal.after((journal.head() - 1) as never, 1)[0]?.at ?? 0;
  return Math.max(lastEntry, marks.get('heard-at') ?? 0, marks.get('ended-at') ?? 0);
}
