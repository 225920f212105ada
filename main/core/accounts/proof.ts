import type { Agent } from '#shared/domain/agent.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { NotLetIn, NotProved, TooManyTries } from '../api.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { StoredPassword } from '../ports/records.ts';
import type { PasswordHasher, Random } from '../ports/system.ts';
import type { RefusedSignIns } from './refused-sign-ins.ts';
import type { SecondFactors } from './second-factors.ts';
import type { Visitor } from './sessions.ts';
import type { Attempt, Tries } from './tries.ts';

const DECOY_BYTES = 32;

interface Needs {
  readonly ledger: Ledger;
  readonly random: Random;
  readonly passwords: PasswordHasher;
  readonly tries: Tries;
  readonly secondFactors: SecondFactors;
  readonly refused: RefusedSignIns;
}

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** Of the app on their phone, or one of their recovery codes. */
  readonly code?: string | null | undefined;
  readonly knownDevice?: string | null | undefined;
}

export interface Proof extends StoredPassword {
  readonly agent: Agent;
  /** To be spent with what it opens; null: none was needed. */
  readonly code: string | null;
}

/** Whether somebody is who they say: what they know, and for some what they have. */
export class Proofs {
  readonly #needs: Needs;
  /** Checked when no such agent exists, so that both answers take the same time. */
  readonly #decoy: Promise<string>;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#decoy = needs.passwords.hash(needs.random.token(DECOY_BYTES));
  }

  /** Of somebody who has a session: it was opened with everything. */
  async password(given: Credentials, visitor: Visitor): Promise<Result<Proof, NotLetIn>> {
    const known = await this.#look(given, visitor);
    if (!known.ok) return known;
    await this.#needs.tries.right(known.value.attempt);
    return ok(known.value.proof);
  }

  /** With the code of who has a second step. A code that is missing is no wrong try. */
  async everything(given: Credentials, visitor: Visitor): Promise<Result<Proof, NotProved>> {
    const known = await this.#look(given, visitor);
    if (!known.ok) return known;
    const { proof, attempt } = known.value;
    const { tries, refused, secondFactors } = this.#needs;
    const { agent } = proof;
    if (!secondFactors.isOn(agent.id)) {
      await tries.right(attempt);
      return ok(proof);
    }
    const code = given.code?.trim() ?? '';
    if (code === '') {
      tries.forgive(attempt);
      return fail('needs-code', 'Say the code of your second step as well.');
    }
    if (secondFactors.isRight(agent.id, code)) {
      await tries.right(attempt);
      return ok({ ...proof, code });
    }
    await tries.wrong(attempt);
    const { device, address } = visitor;
    const { id: agentId, name } = agent;
    await refused.note({ device, address, name, why: 'wrong-code', agentId });
    return wrongCode();
  }

  async refuse(
    typed: string,
    visitor: Visitor,
    agent: Agent | null,
    isRight: boolean,
  ): Promise<Exclude<NotLetIn, TooManyTries>> {
    const { ledger, refused } = this.#needs;
    const name = typed.trim();
    // Only who knows the password learns that there is such an account.
    const hasLeft =
      isRight && agent !== null && ledger.read.agents.get(agent.id)?.isDeactivated === true;
    const why = hasLeft ? 'deactivated' : 'wrong';
    const { device, address } = visitor;
    await refused.note({ device, address, name, why, agentId: agent?.id ?? null });
    return hasLeft
      ? fail('deactivated', 'This account is deactivated; ask an admin.')
      : fail('wrong-credentials', 'The name or the password is not right.');
  }

  /** Whose password it is. Takes the same time whether there is such a person or not. */
  async #look(
    { name: typed, password, knownDevice = null }: Credentials,
    visitor: Visitor,
  ): Promise<Result<{ proof: Proof; attempt: Attempt }, NotLetIn>> {
    const { ledger, passwords, tries } = this.#needs;
    const name = typed.trim();
    const agent = ledger.read.agents.byName(name);
    const device = agent === null ? null : this.#deviceOf(agent, knownDevice);
    const attempt = tries.take({ name, agent, address: visitor.address, device });
    if (!attempt.ok) return attempt;
    const stored = agent === null ? null : ledger.read.agents.password(agent.id);
    const isRight = await passwords.verify(stored?.hash ?? (await this.#decoy), password);
    const isSomebody = isRight && agent !== null && stored !== null;
    if (isSomebody && !agent.isDeactivated) {
      return ok({ proof: { agent, ...stored, code: null }, attempt: attempt.value });
    }
    await tries[isSomebody ? 'right' : 'wrong'](attempt.value);
    return this.refuse(name, visitor, agent, isRight);
  }

  /** The digest of a device that this person has signed in on before. */
  #deviceOf({ id }: Agent, knownDevice: string | null): string | null {
    if (knownDevice === null) return null;
    const digest = this.#needs.random.digest(knownDevice);
    return this.#needs.ledger.read.devices.isOf(digest, id) ? digest : null;
  }
}

export function wrongCode(): Failure<'wrong-code'> {
  return fail('wrong-code', 'This code is not right, or it was used before.');
}
