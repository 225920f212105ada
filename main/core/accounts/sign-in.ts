import type { Agent } from '#shared/domain/agent.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import type {
  Accounts,
  Elsewhere,
  EndedSession,
  LockChange,
  NewOwnPassword,
  OwnSecondFactor,
  SessionState,
  SignedIn,
  SignInAttempt,
} from '../api.ts';
import { HERE } from '../ports/entrance.ts';
import type { Entrance } from '../ports/entrance.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import type { Clock, Log, PasswordHasher, Random } from '../ports/system.ts';
import { besides, endSessions } from './access.ts';
import type { HashNewPassword } from './new-password.ts';
import { ownSecondFactor } from './own-second-factor.ts';
import { addAgent } from './people.ts';
import { Proofs } from './proof.ts';
import type { Proof } from './proof.ts';
import { recoverAccess } from './recovery.ts';
import { RefusedSignIns } from './refused-sign-ins.ts';
import type { SecondFactors } from './second-factors.ts';
import type { Sessions, Started, Visitor } from './sessions.ts';
import type { Tries } from './tries.ts';

const DEVICE_BYTES = 32;
/** A device that nobody signs in on for so long is a stranger's. */
const DEVICE_FORGOTTEN_MS = 180 * 24 * 60 * 60 * 1000;

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords: PasswordHasher;
  readonly hashNew: HashNewPassword;
  readonly sessions: Sessions;
  readonly tries: Tries;
  readonly secondFactors: SecondFactors;
  /** The one-time code that makes the first admin; null when there is one already. */
  readonly setupCode: string | null;
  readonly log: Log;
}

/** Who may come in: first setup, sign-in and one's own password. */
export class SignIn implements Accounts {
  readonly #needs: Needs;
  readonly #refused: RefusedSignIns;
  readonly #proofs: Proofs;
  readonly secondFactor: OwnSecondFactor;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#refused = new RefusedSignIns(needs);
    this.#proofs = new Proofs({ ...needs, refused: this.#refused });
    this.secondFactor = ownSecondFactor({ ...needs, proofs: this.#proofs });
  }

  needsSetup(): boolean {
    return this.#needs.ledger.read.agents.all().length === 0;
  }

  async setup(
    request: { code: string; name: string; password: string },
    device: string,
    address = '',
    entrance: Entrance = HERE,
  ) {
    const { setupCode, hashNew, ledger } = this.#needs;
    if (!this.needsSetup()) return alreadySetUp();
    if (setupCode === null || plain(request.code) !== plain(setupCode)) {
      return fail('wrong-code', 'This is not the code that the host showed at its start.');
    }
    const hashed = await hashNew(request.password, request.name);
    if (!hashed.ok) return hashed;
    const hash = hashed.value;
    const added = await ledger.write((unit) => {
      // Somebody else may have been faster with the same code.
      if (unit.tx.agents.all().length > 0) return null;
      const admin = { name: request.name, role: 'admin', hash, isTemporary: false } as const;
      const made = addAgent(unit, admin, null);
      // Who sets the office up in a browser of another PC works that way.
      if (made.ok && entrance.isRemote) letBrowsersIn(unit, made.value);
      return made;
    });
    const started =
      added?.ok === true
        ? await this.#start(
            added.value,
            { device, address, entrance },
            { hash, code: null, endOthers: true, knownDevice: null },
          )
        : null;
    return started?.ok === true ? started : alreadySetUp();
  }

  async signIn(
    { endOthers = false, ownToken = null, knownDevice = null, ...request }: SignInAttempt,
    device: string,
    address = '',
    entrance: Entrance = HERE,
  ) {
    const visitor = { device, address, entrance };
    const proof = await this.#proofs.everything({ ...request, knownDevice }, visitor);
    if (!proof.ok) return proof;
    const { agent, hash, isTemporary, code } = proof.value;
    if (isTemporary) {
      return fail('must-change-password', 'Choose a password of your own first.');
    }
    const own = ownToken === null ? null : await this.authenticate(ownToken);
    // Another tab of the same browser: it has the session already.
    if (ownToken !== null && own?.id === agent.id) return ok({ agent: own, token: ownToken });
    const how = { hash, code, endOthers, knownDevice };
    const started = await this.#start(agent, visitor, how);
    return started ?? this.#proofs.refuse(request.name, visitor, agent, true);
  }

  async changePassword(
    { newPassword, enters = false, ...request }: NewOwnPassword,
    ownToken: string | null,
    device = '',
    address = '',
    entrance: Entrance = HERE,
  ) {
    const visitor = { device, address, entrance };
    const own = ownToken === null ? null : await this.authenticate(ownToken);
    const isOwn =
      own !== null && own.id === this.#needs.ledger.read.agents.byName(request.name.trim())?.id;
    const proof = await this.#proofs[isOwn ? 'password' : 'everything'](request, visitor);
    if (!proof.ok) return proof;
    const { agent } = proof.value;
    if (newPassword === request.password) {
      return fail('same-password', 'This is the password that you have; choose another.');
    }
    const hashed = await this.#needs.hashNew(newPassword, agent.name);
    if (!hashed.ok) return hashed;
    const hash = hashed.value;
    const isChanged = await this.#replace(proof.value, hash, ownToken);
    if (!isChanged) return this.#proofs.refuse(request.name, visitor, agent, true);
    if (isOwn || !enters) return ok({ agent, session: null });
    const { knownDevice = null } = request;
    // The code was spent with the old password.
    const how = { hash, code: null, endOthers: true, knownDevice };
    const started = await this.#start(agent, visitor, how);
    return started?.ok === true
      ? ok({ agent, session: started.value })
      : this.#proofs.refuse(request.name, visitor, agent, true);
  }

  /** False: it was another one meanwhile, or the code was used up. */
  async #replace(
    { agent, hash: before, code }: Proof,
    hash: string,
    ownToken: string | null,
  ): Promise<boolean> {
    const { clock, ledger, sessions, secondFactors } = this.#needs;
    const own = ownToken === null ? undefined : this.digest(ownToken);
    const end: SessionEnd = { why: 'password-changed' };
    const ended = await ledger.write((unit) => {
      if (!isStill(unit, agent.id, before)) return null;
      if (!secondFactors.spend(unit, agent.id, code)) return null;
      unit.tx.setPassword(agent.id, { hash, isTemporary: false });
      const others = besides(unit, agent.id, own);
      const digests = endSessions(unit, agent.id, end, clock.now(), others);
      const changed = { agentId: agent.id, count: digests.length };
      unit.record({ kind: 'agent.password-changed', ...changed }, agent.id);
      return digests;
    });
    if (ended !== null) sessions.announce(agent.id, ended, end);
    return ended !== null;
  }

  recover(name: string, password: string) {
    const { sessions } = this.#needs;
    const announce = sessions.announce.bind(sessions);
    const unlock = this.#needs.tries.unlock.bind(this.#needs.tries);
    return recoverAccess({ ...this.#needs, announce, unlock }, name, password);
  }

  async authenticate(token: string): Promise<Agent | null> {
    const state = await this.sessionState(token);
    return state.name === 'open' ? state.agent : null;
  }

  isOf(token: string, entrance: Entrance): boolean {
    return this.#needs.sessions.isOf(token, entrance);
  }

  sessionState(token: string): Promise<SessionState> {
    return this.#needs.sessions.state(token);
  }

  lock(token: string): Promise<void> {
    return this.#needs.sessions.lock(this.digest(token));
  }

  async unlock(
    request: { password: string; knownDevice?: string | null },
    token: string,
    device = '',
    address = '',
  ) {
    const state = await this.sessionState(token);
    if (state.name === 'over') {
      return fail('signed-out', 'This session is over; sign in again.', { end: state.end });
    }
    const { name } = state.agent;
    const proof = await this.#proofs.password({ name, ...request }, { device, address });
    if (!proof.ok) return proof;
    await this.#needs.sessions.unlock(this.digest(token));
    return ok(proof.value.agent);
  }

  onLock(listener: (change: LockChange) => void): Unsubscribe {
    return this.#needs.sessions.onLock(listener);
  }

  signOut(token: string, hasDecided = false): Promise<void> {
    return this.#needs.sessions.signOut(token, hasDecided);
  }

  /** Resolves when everything about sign-ins is on disk. */
  async stop(): Promise<void> {
    await Promise.all([this.#refused.stop(), this.#needs.tries.stop()]);
  }

  onEnded(listener: (session: EndedSession) => void): Unsubscribe {
    return this.#needs.sessions.onEnded(listener);
  }

  digest(token: string): string {
    return this.#needs.sessions.digest(token);
  }

  /** Null: they left, the password was reset, or the code used up, while it was being checked. */
  async #start(
    { id }: Agent,
    visitor: Visitor,
    { hash, code, endOthers, knownDevice }: Admission,
  ): Promise<Result<SignedIn, Elsewhere> | null> {
    const { ledger, sessions, clock, random, secondFactors } = this.#needs;
    let started: Started | null = null;
    const outcome = await ledger.write((unit) => {
      started = null;
      const agent = unit.tx.agents.get(id);
      if (agent === null || !isStill(unit, id, hash)) return null;
      if (!sessions.admits(unit, visitor.entrance ?? HERE)) return null;
      const elsewhere = endOthers ? [] : sessions.elsewhere(unit, id);
      if (elsewhere.length > 0) return signedInElsewhere(elsewhere);
      if (!secondFactors.spend(unit, id, code)) return null;
      started = sessions.start(unit, agent, visitor);
      const { devices } = unit.tx;
      const isKnown = knownDevice !== null && devices.isKnown(this.digest(knownDevice));
      const device = isKnown ? knownDevice : random.token(DEVICE_BYTES);
      unit.tx.putDevice(this.digest(device), id, clock.now());
      unit.tx.forgetDevices(clock.now() - DEVICE_FORGOTTEN_MS);
      return ok({ agent, token: started.token, device });
    });
    announceReplaced(sessions, id, started);
    return outcome;
  }
}

interface Admission {
  /** Of the password that was proved. */
  readonly hash: string;
  /** Of the second step, to be spent; null: none is needed. */
  readonly code: string | null;
  readonly endOthers: boolean;
  readonly knownDevice: string | null;
}

function letBrowsersIn({ record }: Unit, { id }: Agent): void {
  record({ kind: 'settings.changed', name: 'computers.browsers', before: false, after: true }, id);
}

function announceReplaced(sessions: Sessions, id: Agent['id'], started: Started | null): void {
  if (started !== null) sessions.announce(id, started.ended, started.end);
}

function signedInElsewhere(sessions: Elsewhere['sessions']): Elsewhere {
  return fail('signed-in-elsewhere', 'This person is signed in on another device.', { sessions });
}

/** They may have left, or got another password, while the one they said was being checked. */
function isStill({ tx }: Unit, id: Agent['id'], hash: string): boolean {
  return tx.agents.get(id)?.isDeactivated === false && tx.agents.password(id)?.hash === hash;
}

function alreadySetUp() {
  return fail('already-set-up', 'The first admin account exists; sign in with it.');
}

/** People type codes with other dashes, spaces and cases. */
function plain(code: string): string {
  return code.replace(/[^0-9a-z]/giu, '').toUpperCase();
}
