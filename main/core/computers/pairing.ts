import { PAIRING_CODE_MS, pairingCodeText } from '#shared/domain/computer.ts';
import type { ComputerId } from '#shared/domain/ids.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Failure } from '#shared/util/result.ts';
import { canStill, forbidden } from '../accounts/forbidden.ts';
import type { CommandHandlers } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock, PairingExchange, Random, Whereabouts } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import type { Computers, PairingBegin, PairingFinish } from '../ports/entrance.ts';
import { PairingCodes } from './pairing-codes.ts';
import type { PairingAttempt } from './pairing-codes.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly exchange: PairingExchange;
  readonly settings: CurrentSettings;
  readonly whereabouts: Whereabouts;
}

/** How another PC becomes one of the office's, by a code; see ARCHITECTURE.md. */
export class Pairing implements Pick<Computers, 'beginPairing' | 'finishPairing'> {
  readonly #needs: Needs;
  readonly #codes: PairingCodes;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#codes = new PairingCodes(needs.clock, needs.random);
  }

  readonly handlers: Pick<CommandHandlers, 'computer.add' | 'computer.forget-code'> = {
    'computer.add': async (_params, caller) => {
      const { ledger, clock, whereabouts } = this.#needs;
      const made = await ledger.write((unit) => {
        if (!canStill(unit, caller, 'manage-people')) return forbidden('manage-people');
        const code = this.#codes.make(caller.id);
        if (code === null) {
          return fail('too-many-codes', 'Too many codes are open; use one of them or wait.');
        }
        unit.record({ kind: 'computer.code-made' }, caller.id);
        return ok(pairingCodeText(code));
      });
      if (!made.ok) return made;
      const { addresses } = whereabouts();
      const expiresAt = clock.now() + PAIRING_CODE_MS;
      return ok({ code: made.value, expiresAt, addresses });
    },
    'computer.forget-code': ({ code }) => {
      this.#codes.forget(code);
      return Promise.resolve(ok({}));
    },
  };

  async beginPairing({ slot, request, fingerprint, address }: PairingBegin) {
    const { ledger, exchange } = this.#needs;
    // Taken before anything is waited for: a hundred tries at once are not a hundred guesses.
    const code = this.#codes.take(slot);
    if (code === null) return noCode();
    const { left } = code;
    const offer = await exchange.answer({ secret: code.secret, fingerprint, request });
    if (offer === null) return fail('bad-request', 'This is no beginning of a pairing.');
    await ledger.write(({ record }) => record({ kind: 'computer.pairing-tried', address, left }));
    return ok({ attempt: this.#codes.begun(code, offer), response: offer.response, left });
  }

  async finishPairing(asked: PairingFinish) {
    const attempt = this.#codes.attempt(asked.attempt);
    if (attempt === null) return noCode();
    if (attempt.proof !== null && attempt.proof !== asked.proof) return wrongCode();
    if (attempt.paired === null) {
      if (attempt.proof !== null) return wrongCode();
      attempt.proof = asked.proof;
      const key = attempt.offer.finish(asked.proof);
      if (key === null) return wrongCode();
      if (attempt.code.isUsed) return noCode();
      attempt.code.isUsed = true;
      attempt.paired = this.#store(asked, attempt, key);
    }
    const computerId = await attempt.paired;
    if (computerId === null) return noCode();
    return ok({ computerId, office: this.#needs.settings.current().office.name });
  }

  /** Null: who made the code may not let anybody in any more. */
  async #store(
    { name: wanted, platform, address }: PairingFinish,
    attempt: PairingAttempt,
    key: string,
  ): Promise<ComputerId | null> {
    const { ledger, clock, random } = this.#needs;
    const { by } = attempt.code;
    try {
      return await ledger.write((unit) => {
        const admin = unit.tx.agents.get(by);
        if (admin === null || !canStill(unit, admin, 'manage-people')) return null;
        const computerId = unit.tx.nextId('computer') as ComputerId;
        const name = freeName(unit, wanted);
        unit.record({ kind: 'computer.paired', computerId, name, platform, address }, by);
        unit.tx.setComputerKey(computerId, random.digest(key));
        unit.tx.noteComputerSeen(computerId, clock.now());
        return computerId;
      });
    } catch (error) {
      // Nothing was stored: the same proof may be said again when the disk takes something.
      attempt.code.isUsed = false;
      attempt.proof = null;
      attempt.paired = null;
      throw error;
    }
  }
}

/** Two PCs that call themselves alike are told apart by a number. */
function freeName({ tx }: Unit, wanted: string): string {
  const taken = new Set(tx.computers.all().map(({ name }) => name.toLocaleLowerCase()));
  if (!taken.has(wanted.toLocaleLowerCase())) return wanted;
  for (let number = 2; ; number += 1) {
    const end = ` (${number})`;
    const name = wanted.slice(0, 60 - end.length).trimEnd() + end;
    if (!taken.has(name.toLocaleLowerCase())) return name;
  }
}

function noCode(): Failure<'no-code'> {
  return fail('no-code', 'No such code is open: it was used, is over, or was tried too often.');
}

function wrongCode(): Failure<'wrong-code'> {
  return fail('wrong-code', 'This PC did not show that it knows the code.');
}
