import type { Agent } from '#shared/domain/agent.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { Caller, NotProved, OwnSecondFactor } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import { wrongCode } from './proof.ts';
import type { Proof, Proofs } from './proof.ts';
import { removeSecondFactor } from './second-factors.ts';
import type { SecondFactors } from './second-factors.ts';
import type { Sessions } from './sessions.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly sessions: Sessions;
  readonly proofs: Proofs;
  readonly secondFactors: SecondFactors;
}

/** Switching the second step of one's own sign-in on and off. An open screen alone is not enough. */
export function ownSecondFactor({
  ledger,
  sessions,
  proofs,
  secondFactors,
}: Needs): OwnSecondFactor {
  type SignedOut = Failure<'signed-out'> & { readonly end: SessionEnd };

  async function whose(token: string): Promise<Result<Agent, SignedOut>> {
    const state = await sessions.state(token);
    if (state.name === 'open') return ok(state.agent);
    const end: SessionEnd = state.name === 'over' ? state.end : { why: 'signed-out' };
    return fail('signed-out', 'This session is over; sign in again.', { end });
  }

  /** With both steps, of somebody who has both. */
  async function proved(
    proof: { readonly password: string; readonly code: string },
    { token, knownDevice, ...visitor }: Caller,
  ): Promise<Result<Proof, NotProved | SignedOut | Failure<'not-on'>>> {
    const agent = await whose(token);
    if (!agent.ok) return agent;
    if (!secondFactors.isOn(agent.value.id)) return fail('not-on', 'There is no second step.');
    const { name } = agent.value;
    return proofs.everything({ name, ...proof, knownDevice }, visitor);
  }

  return {
    async state(token) {
      const agent = await whose(token);
      if (!agent.ok) return agent;
      const { secondFactors: stored } = ledger.read;
      const { id } = agent.value;
      return ok({ since: stored.get(id)?.since ?? null, recoveryCodes: stored.recoveryCodes(id) });
    },
    async begin(password, { token, knownDevice, ...visitor }) {
      const agent = await whose(token);
      if (!agent.ok) return agent;
      const { id, name } = agent.value;
      const known = await proofs.password({ name, password, knownDevice }, visitor);
      return known.ok ? secondFactors.offer(id, name) : known;
    },
    async confirm(code, token) {
      const agent = await whose(token);
      return agent.ok ? secondFactors.confirm(agent.value.id, code) : agent;
    },
    async renewCodes(said, caller) {
      const proof = await proved(said, caller);
      if (!proof.ok) return proof;
      const { agent, code } = proof.value;
      const renewed = await secondFactors.renewCodes(agent.id, code);
      return renewed === null ? wrongCode() : ok(renewed);
    },
    async switchOff(said, caller) {
      const proof = await proved(said, caller);
      if (!proof.ok) return proof;
      const { agent, code } = proof.value;
      const isOff = await ledger.write(
        (unit) =>
          secondFactors.spend(unit, agent.id, code) && removeSecondFactor(unit, agent.id, agent.id),
      );
      return isOff ? ok(null) : wrongCode();
    },
  };
}
