import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { canStill, forbidden } from './forbidden.ts';
import { nobody } from './people.ts';
import { removeSecondFactor } from './second-factors.ts';

/** Who has a second step, and helping somebody whose phone is lost. */
export function secondFactorHandlers(
  ledger: Ledger,
): Pick<CommandHandlers, 'agent.second-factors' | 'agent.second-factor-off'> {
  return {
    'agent.second-factors': () =>
      Promise.resolve(ok({ agentIds: ledger.read.secondFactors.all() })),
    'agent.second-factor-off': ({ agentId }, caller) =>
      ledger.write((unit) => {
        if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
        if (unit.tx.agents.get(agentId) === null) return nobody();
        // Whoever sits at an admin's open screen must not take the second step away.
        if (agentId === caller.id) return ownAccount();
        removeSecondFactor(unit, agentId, caller.id);
        return ok({});
      }),
  };
}

function ownAccount() {
  return fail('own-account', 'Switch off your own second step yourself: that asks for a code.');
}
