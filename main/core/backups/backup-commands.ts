import type { Agent } from '#shared/domain/agent.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Backups } from './backups.ts';

export function backupHandlers(
  backups: Backups,
): Pick<CommandHandlers, 'backup.list' | 'backup.make'> {
  const isAdmin = ({ role }: Agent) => role === 'admin';
  const forbidden = () => fail('forbidden', 'Only admins see to backups.');
  return {
    'backup.list': async (_, caller) =>
      isAdmin(caller) ? ok(await backups.status()) : forbidden(),
    'backup.make': async (_, caller) =>
      isAdmin(caller) ? backups.make('by-hand', caller.id) : forbidden(),
  };
}
