import { ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Backups } from './backups.ts';

export function backupHandlers(
  backups: Backups,
): Pick<CommandHandlers, 'backup.list' | 'backup.make'> {
  return {
    'backup.list': async () => ok(await backups.status()),
    'backup.make': (_, caller) => backups.make('by-hand', caller.id),
  };
}
