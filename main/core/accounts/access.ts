import type { AgentId } from '#shared/domain/ids.ts';
import { ok } from '#shared/util/result.ts';
import type { CommandHandler, Screen } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { PasswordHasher } from '../ports/system.ts';
import { isAdminStill, nobody, onlyAdmins } from './people.ts';

/** Tells everybody who still holds such a session, once it is on disk. */
export type AnnounceEnded = (agentId: AgentId, digests: readonly string[]) => void;

interface Needs {
  readonly ledger: Ledger;
  readonly passwords: PasswordHasher;
  readonly announce: AnnounceEnded;
}

export function resetPasswordHandler({
  ledger,
  passwords,
  announce,
}: Needs): CommandHandler<'agent.reset-password'> {
  return async ({ agentId, password }, caller, screen) => {
    if (caller.role !== 'admin') return onlyAdmins();
    const hash = await passwords.hash(password);
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!isAdminStill(unit, caller)) return onlyAdmins();
      const agent = unit.tx.agents.get(agentId);
      if (agent === null) return nobody();
      unit.tx.setPassword(agentId, hash);
      unit.record({ kind: 'agent.password-reset', agentId }, caller.id);
      // Whoever knows the old one is out.
      ended = endSessions(unit, agentId, screen);
      return ok({ agent });
    });
    announce(agentId, ended);
    return outcome;
  };
}

export function endSessionsHandler({
  ledger,
  announce,
}: Omit<Needs, 'passwords'>): CommandHandler<'agent.end-sessions'> {
  return async ({ agentId }, caller, screen) => {
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!isAdminStill(unit, caller)) return onlyAdmins();
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
export function endSessions({ tx }: Unit, agentId: AgentId, asker?: Screen): readonly string[] {
  const digests = tx.sessions.of(agentId).filter((digest) => digest !== asker?.digest);
  for (const digest of digests) tx.endSession(digest);
  return digests;
}
