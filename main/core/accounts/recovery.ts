import type { AgentId } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import type { NotRecovered, Recovered } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock, PasswordHasher } from '../ports/system.ts';
import { endSessions } from './access.ts';
import type { AnnounceEnded } from './access.ts';
import { removeSecondFactor } from './second-factors.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly passwords: PasswordHasher;
  /** Nobody has a screen when the host does not run. */
  readonly announce: AnnounceEnded;
  /** Too many wrong tries before are no reason to keep them out. */
  readonly unlock: (unit: Unit, agentId: AgentId, by: null) => void;
}

/**
 * Lets whoever can read the host's files in again: a temporary password for somebody by name, made
 * up on the host PC and good for nothing but choosing another.
 */
export async function recoverAccess(
  { ledger, clock, passwords, announce, unlock }: Needs,
  name: string,
  password: string,
): Promise<Result<Recovered, NotRecovered>> {
  const hash = await passwords.hash(password);
  const end: SessionEnd = { why: 'password-reset' };
  let ended: readonly string[] = [];
  const outcome = await ledger.write((unit): Result<Recovered, NotRecovered> => {
    const { tx, record } = unit;
    const agent = tx.agents.byName(name.trim());
    if (agent === null) {
      const names = tx.agents
        .all()
        .filter(({ isDeactivated }) => !isDeactivated)
        .map((each) => each.name);
      return fail('not-found', `Nobody is called ${name}.`, { names });
    }
    if (agent.isDeactivated) {
      return fail('deactivated', `${agent.name} is deactivated; an admin can change that.`);
    }
    tx.setPassword(agent.id, { hash, isTemporary: true });
    record({ kind: 'agent.password-reset', agentId: agent.id, onHost: true });
    tx.forgetDevicesOf(agent.id);
    unlock(unit, agent.id, null);
    // The phone may be what was lost.
    removeSecondFactor(unit, agent.id, null);
    ended = endSessions(unit, agent.id, end, clock.now());
    return ok({ agent, ended: ended.length });
  });
  if (outcome.ok) announce(outcome.value.agent.id, ended, end);
  return outcome;
}
