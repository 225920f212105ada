import type { AgentId } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { CommandHandler } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { KnownSession } from '../ports/records.ts';
import type { Clock } from '../ports/system.ts';
import type { HashNewPassword } from './new-password.ts';
import { canStill, forbidden } from './forbidden.ts';
import { nobody } from './people.ts';
import type { Tries } from './tries.ts';

/** Tells everybody who still holds such a session, once it is on disk. */
export type AnnounceEnded = (agentId: AgentId, digests: readonly string[], end: SessionEnd) => void;

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly hashNew: HashNewPassword;
  readonly announce: AnnounceEnded;
  readonly tries: Tries;
}

export function resetPasswordHandler({
  ledger,
  clock,
  hashNew,
  announce,
  tries,
}: Needs): CommandHandler<'agent.reset-password'> {
  return async ({ agentId, password }, caller) => {
    if (agentId === caller.id) return ownAccount();
    const person = ledger.read.agents.get(agentId);
    if (person === null) return nobody();
    const hash = await hashNew(password, person.name);
    if (!hash.ok) return hash;
    const end: SessionEnd = { why: 'password-reset' };
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      const agent = unit.tx.agents.get(agentId);
      if (agent === null) return nobody();
      unit.tx.setPassword(agentId, { hash: hash.value, isTemporary: true });
      unit.record({ kind: 'agent.password-reset', agentId }, caller.id);
      // Whoever knows the old one is out, and whoever gets the new one is not kept out.
      unit.tx.forgetDevicesOf(agentId);
      tries.unlock(unit, agentId, caller.id);
      ended = endSessions(unit, agentId, end, clock.now());
      return ok({ agent });
    });
    announce(agentId, ended, end);
    return outcome;
  };
}

export function endSessionsHandler({
  ledger,
  clock,
  announce,
}: Omit<Needs, 'hashNew' | 'tries'>): CommandHandler<'agent.end-sessions'> {
  return async ({ agentId }, caller, screen) => {
    const end: SessionEnd = { why: agentId === caller.id ? 'signed-out' : 'by-admin' };
    let ended: readonly string[] = [];
    const outcome = await ledger.write((unit) => {
      if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
      if (unit.tx.agents.get(agentId) === null) return nobody();
      const others = besides(unit, agentId, screen?.digest);
      ended = endSessions(unit, agentId, end, clock.now(), others);
      const count = ended.length;
      unit.record({ kind: 'agent.sessions-ended', agentId, count }, caller.id);
      return ok({ count });
    });
    announce(agentId, ended, end);
    return outcome;
  };
}

/** Somebody's sessions but the one that asks. */
export function besides(
  { tx }: Unit,
  agentId: AgentId,
  own: string | undefined,
): readonly KnownSession[] {
  return tx.sessions.of(agentId).filter(({ tokenHash }) => tokenHash !== own);
}

/** The digests of those that ended: all of theirs unless told. */
export function endSessions(
  { tx }: Unit,
  agentId: AgentId,
  end: SessionEnd,
  at: number,
  sessions: readonly KnownSession[] = tx.sessions.of(agentId),
): readonly string[] {
  for (const { tokenHash } of sessions) tx.endSession(tokenHash, end, at);
  return sessions.map(({ tokenHash }) => tokenHash);
}

/** Of whomever these sessions are. */
export function endSessionsOn(
  { tx }: Unit,
  end: SessionEnd,
  at: number,
  sessions: readonly KnownSession[],
): readonly { readonly agentId: AgentId; readonly digest: string }[] {
  for (const { tokenHash } of sessions) tx.endSession(tokenHash, end, at);
  return sessions.map(({ agentId, tokenHash }) => ({ agentId, digest: tokenHash }));
}

/** A session must not outlive the password it was opened with, so nobody gives themselves one. */
function ownAccount() {
  return fail('own-account', 'Change your own password yourself: that asks for the one you have.');
}
