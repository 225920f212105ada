import type { AgentId } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler, Screen } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { HashNewPassword } from './new-password.ts';
import { canStill, forbidden } from './forbidden.ts';
import { nobody } from './people.ts';

/** Tells everybody who still holds such a session, once it is on disk. */
export type AnnounceEnded = (agentId: AgentId, digests: readonly string[]) => void;

interface Needs {
  readonly ledger: Ledger;
  readonly hashNew: HashNewPassword;
  readonly announce: AnnounceEnded;
}

export function resetPasswordHandler({
  ledger,
  hashNew,
  announce,
}: Needs): CommandHandler<'agent.reset-password'> {
  return async ({ agentId, password }, caller) => {
    if (agentId === caller.id) return ownAccount();
    const person = ledger.read.agents.get(agentId);
    if (person === null) return nobody();
    const hash = await hashNew(password, person.name);
    if (!hash.ok) return hash;
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      const agent = unit.tx.agents.get(agentId);
      if (agent === null) return nobody();
      unit.tx.setPassword(agentId, { hash: hash.value, isTemporary: true });
      unit.record({ kind: 'agent.password-reset', agentId }, caller.id);
      // Whoever knows the old one is out.
      ended = endSessions(unit, agentId);
      return ok({ agent });
    });
    announce(agentId, ended);
    return outcome;
  };
}

export function endSessionsHandler({
  ledger,
  announce,
}: Omit<Needs, 'hashNew'>): CommandHandler<'agent.end-sessions'> {
  return async ({ agentId }, caller, screen) => {
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      if (unit.tx.agents.get(agentId) === null) return nobody();
      ended = endSessions(unit, agentId, screen);
      const count = ended.length;
      unit.record({ kind: 'agent.sessions-ended', agentId, count }, caller.id);
      return ok({ count });
    });
    announce(agentId, ended);
    return outcome;
  };
}

/** The digests of those that ended: all but the one that the asker's own screen has. */
export function endSessions(
  { tx }: Unit,
  agentId: AgentId,
  asker?: Pick<Screen, 'digest'>,
): readonly string[] {
  const digests = tx.sessions.of(agentId).filter((digest) => digest !== asker?.digest);
  for (const digest of digests) tx.endSession(digest);
  return digests;
}

/** A session must not outlive the password it was opened with, so nobody gives themselves one. */
function ownAccount() {
  return fail('own-account', 'Change your own password yourself: that asks for the one you have.');
}
