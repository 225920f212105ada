import type { AgentId } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure, Result } from '#shared/util/result.ts';
import type { SecondFactorOffer } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Reads } from '../ports/reads.ts';
import type { StoredSecondFactor } from '../ports/records.ts';
import type { Clock, OneTimeCodes, Random } from '../ports/system.ts';

/** NIST SP 800-63B: at least 20 bits a code with limited tries; as many as one keeps on a sheet. */
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 16;
const RECOVERY_DIGITS = 12;
/** An offer that nobody confirms is void: the secret was on a screen. */
const OFFER_MS = 10 * 60_000;
const OFFER_TRIES = 5;

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly codes: OneTimeCodes;
  /** What the app on the phone calls the account: with it the office's name. */
  readonly issuer: () => string;
}

interface Offer {
  readonly secret: string;
  readonly until: number;
  tries: number;
}

/**
 * The second step of signing in: codes by time (RFC 6238) of an app on somebody's phone, and
 * recovery codes for the day on which the phone is gone. A code opens once.
 */
export class SecondFactors {
  readonly #needs: Needs;
  readonly #offers = new Map<AgentId, Offer>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  isOn(agentId: AgentId): boolean {
    return this.#needs.ledger.read.secondFactors.get(agentId) !== null;
  }

  /** It opens something, and was not used before. */
  isRight(agentId: AgentId, code: string): boolean {
    return this.#use(this.#needs.ledger.read, agentId, code) !== null;
  }

  /**
   * Within the unit of work for which it was said. False: it was used up meanwhile. A code that
   * opened nothing, because something else was in the way, is still good. Null: none was needed.
   */
  spend(unit: Unit, agentId: AgentId, code: string | null): boolean {
    if (code === null) return true;
    const use = this.#use(unit.tx, agentId, code);
    if (use === null) return false;
    if ('lastStep' in use) {
      unit.tx.putSecondFactor(agentId, use);
      return true;
    }
    unit.tx.removeRecoveryCode(agentId, use.hash);
    const left = unit.tx.secondFactors.recoveryCodes(agentId);
    unit.record({ kind: 'agent.recovery-code-used', agentId, left }, agentId);
    return true;
  }

  #use(
    { secondFactors }: Pick<Reads, 'secondFactors'>,
    agentId: AgentId,
    typed: string,
  ): StoredSecondFactor | { readonly hash: string } | null {
    const { clock, random, codes } = this.#needs;
    const factor = secondFactors.get(agentId);
    if (factor === null) return null;
    const step = codes.step(factor.secret, typed.replace(/\s/g, ''), clock.now());
    if (step !== null) return step > factor.lastStep ? { ...factor, lastStep: step } : null;
    const hash = random.digest(plain(typed));
    return secondFactors.hasRecoveryCode(agentId, hash) ? { hash } : null;
  }

  /** A secret for the app; it counts once a code of it was said. */
  offer(agentId: AgentId, name: string): Result<SecondFactorOffer, Failure<'already-on'>> {
    const { clock, codes, issuer } = this.#needs;
    if (this.isOn(agentId)) return fail('already-on', 'There is a second step already.');
    const secret = codes.newSecret();
    this.#offers.set(agentId, { secret, until: clock.now() + OFFER_MS, tries: 0 });
    return ok({ secret, uri: codes.uri(secret, name, issuer()) });
  }

  /** The first code of the app switches it on. Resolves with the recovery codes. */
  async confirm(
    agentId: AgentId,
    typed: string,
  ): Promise<Result<readonly string[], Failure<'wrong-code' | 'no-offer'>>> {
    const { ledger, clock, codes } = this.#needs;
    const offer = this.#offers.get(agentId);
    if (offer === undefined || clock.now() > offer.until || offer.tries >= OFFER_TRIES) {
      this.#offers.delete(agentId);
      return fail('no-offer', 'This took too long, or too many tries: begin again.');
    }
    offer.tries += 1;
    const { secret } = offer;
    const step = codes.step(secret, typed.replace(/\s/g, ''), clock.now());
    if (step === null) return fail('wrong-code', 'This code is not right. Take the newest one.');
    this.#offers.delete(agentId);
    const recovery = this.#newCodes();
    await ledger.write(({ tx, record }) => {
      tx.putSecondFactor(agentId, { secret, since: clock.now(), lastStep: step });
      tx.setRecoveryCodes(agentId, this.#digests(recovery));
      record({ kind: 'agent.second-factor-changed', agentId, change: 'on' }, agentId);
    });
    return ok(recovery);
  }

  /** In the place of those that are left. Null: the code was used up meanwhile. */
  renewCodes(agentId: AgentId, code: string | null): Promise<readonly string[] | null> {
    const recovery = this.#newCodes();
    return this.#needs.ledger.write((unit) => {
      if (!this.spend(unit, agentId, code)) return null;
      unit.tx.setRecoveryCodes(agentId, this.#digests(recovery));
      unit.record({ kind: 'agent.second-factor-changed', agentId, change: 'new-codes' }, agentId);
      return recovery;
    });
  }

  #newCodes(): readonly string[] {
    const { random } = this.#needs;
    return Array.from({ length: RECOVERY_CODES }, () =>
      (
        random.digest(random.token(RECOVERY_BYTES)).slice(0, RECOVERY_DIGITS).match(/.{4}/g) ?? []
      ).join('-'),
    );
  }

  #digests(recovery: readonly string[]): readonly string[] {
    return recovery.map((code) => this.#needs.random.digest(plain(code)));
  }
}

/** Within a unit of work; false: there was none. */
export function removeSecondFactor(
  { tx, record }: Unit,
  agentId: AgentId,
  by: AgentId | null,
): boolean {
  if (tx.secondFactors.get(agentId) === null) return false;
  tx.removeSecondFactor(agentId);
  record({ kind: 'agent.second-factor-changed', agentId, change: 'off' }, by);
  return true;
}

/** People type codes with other dashes, spaces and cases. */
function plain(code: string): string {
  return code.replace(/[^0-9a-z]/giu, '').toLowerCase();
}
