import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { Prepares } from '../connection.ts';

export function restoreReads(connection: Prepares): Reads['restore'] {
  const get = connection.prepare<[], { value: string }>(
    'restore.get',
    `SELECT value FROM meta WHERE name = 'restored'`,
  );
  return {
    backupAt() {
      const row = get.get();
      return row === undefined ? null : Number(row.value);
    },
  };
}

export function restoreWrites(connection: Prepares): Pick<Tx, 'restoreSeenTo'> {
  const remove = connection.prepare<[], never>(
    'restore.remove',
    `DELETE FROM meta WHERE name = 'restored'`,
  );
  return { restoreSeenTo: () => void remove.run() };
}
