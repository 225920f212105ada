import type { MarkName } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Prepares } from '../connection.ts';

export function markReads(connection: Prepares): Reads['marks'] {
  const get = connection.prepare<[MarkName], { value: number }>(
    'marks.get',
    'SELECT value FROM marks WHERE name = ?',
  );
  return { get: (name) => get.get(name)?.value ?? null };
}

export function markWrites(connection: Prepares): Pick<Tx, 'setMark'> {
  const set = connection.prepare<[MarkName, number], never>(
    'marks.set',
    `INSERT INTO marks (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const remove = connection.prepare<[MarkName], never>(
    'marks.remove',
    'DELETE FROM marks WHERE name = ?',
  );
  return {
    setMark(name, value) {
      if (value === null) remove.run(name);
      else set.run(name, value);
    },
  };
}
