import { ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { canStill, forbidden } from './forbidden.ts';
import { nobody } from './people.ts';
import type { Tries } from './tries.ts';

/** Who is locked out, and letting them try again before their time. */
export function unlockingHandlers(
  ledger: Ledger,
  tries: Tries,
): Pick<CommandHandlers, 'agent.locked' | 'agent.unlock'> {
  return {
    'agent.locked': () => Promise.resolve(ok({ locked: [...tries.locked()] })),
    'agent.unlock': ({ agentId }, caller) =>
      ledger.write((unit) => {
        if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
        if (unit.tx.agents.get(agentId) === null) return nobody();
        tries.unlock(unit, agentId, caller.id);
        return ok({});
      }),
  };
}
