import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Result } from '#shared/util/result.ts';
import type { Accounts, EndedSession, NotLetIn, SignedIn } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { StoreError } from '../ports/store.ts';
import type { StoredPassword } from '../ports/store.ts';
import type { Clock, Log, PasswordHasher, Random } from '../ports/system.ts';
import { endSessions } from './access.ts';
import { LockOuts } from './lock-outs.ts';
import type { LockedOut } from './lock-outs.ts';
import type { HashNewPassword } from './new-password.ts';
import { addAgent } from './people.ts';
import { RefusedSignIns } from './refused-sign-ins.ts';

/** A session nobody used for this long is over. */
const SESSION_IDLE_MS = 24 * 60 * 60 * 1000;
/** How exactly the last use is kept: not every request is worth a write. */
const TOUCH_EVERY_MS = 5 * 60 * 1000;
const TOKEN_BYTES = 32;

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly passwords: PasswordHasher;
  readonly hashNew: HashNewPassword;
  /** The one-time code that makes the first admin; null when there is one already. */
  readonly setupCode: string | null;
  readonly log: Log;
}

interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** What the browser or app says it is, and from where it comes. */
interface Visitor {
  readonly device: string;
  readonly address: string;
}

interface Proof extends StoredPassword {
  readonly agent: Agent;
}

/** Who may come in: first setup, sign-in and sessions. */
export class SignIn implements Accounts {
  readonly #needs: Needs;
  readonly #ended = new Emitter<EndedSession>();
  readonly #refused: RefusedSignIns;
  readonly #lockOuts: LockOuts;
  /** Checked when no such agent exists, so that both answers take the same time. */
  readonly #decoy: Promise<string>;
  /** How far the office's time moved of which stored sessions do not know yet. */
  #moved = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#refused = new RefusedSignIns(needs);
    this.#lockOuts = new LockOuts(needs);
    this.#decoy = needs.passwords.hash(needs.random.token(TOKEN_BYTES));
  }

  needsSetup(): boolean {
    return this.#needs.ledger.read.agents.all().length === 0;
  }

  async setup(
    request: { code: string; name: string; password: string },
    device: string,
    address = '',
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
      return addAgent(unit, { name: request.name, role: 'admin', hash, isTemporary: false }, null);
    });
    const started =
      added?.ok === true ? await this.#start(added.value, { device, address }, hash) : null;
    return started === null ? alreadySetUp() : ok(started);
  }

  async signIn(request: Credentials, device: string, address = '') {
    const visitor = { device, address };
    const proof = await this.#prove(request, visitor);
    if (!proof.ok) return proof;
    const { agent, hash, isTemporary } = proof.value;
    if (isTemporary) {
      return fail('must-change-password', 'Choose a password of your own first.');
    }
    const started = await this.#start(agent, visitor, hash);
    return started === null ? this.#refuse(request.name, visitor, agent, true) : ok(started);
  }

  async changePassword(
    { newPassword, ...request }: Credentials & { newPassword: string },
    ownToken: string | null,
    device = '',
    address = '',
  ) {
    const visitor = { device, address };
    const proof = await this.#prove(request, visitor);
    if (!proof.ok) return proof;
    const { agent, hash } = proof.value;
    if (newPassword === request.password) {
      return fail('same-password', 'This is the password that you have; choose another.');
    }
    const hashed = await this.#needs.hashNew(newPassword, agent.name);
    if (!hashed.ok) return hashed;
    const own = ownToken === null ? undefined : { digest: this.digest(ownToken) };
    const ended = await this.#needs.ledger.write((unit) => {
      if (!isStill(unit, agent.id, hash)) return null;
      unit.tx.setPassword(agent.id, { hash: hashed.value, isTemporary: false });
      const digests = endSessions(unit, agent.id, own);
      const changed = { agentId: agent.id, count: digests.length };
      unit.record({ kind: 'agent.password-changed', ...changed }, agent.id);
      return digests;
    });
    if (ended === null) return this.#refuse(request.name, visitor, agent, true);
    this.announceEnded(agent.id, ended);
    return ok(agent);
  }

  /** Whose password it is. Takes the same time whether there is such a person or not. */
  async #prove(
    { name: typed, password }: Credentials,
    visitor: Visitor,
  ): Promise<Result<Proof, NotLetIn>> {
    const { ledger, passwords } = this.#needs;
    const name = typed.trim();
    const agent = ledger.read.agents.byName(name);
    const stored = agent === null ? null : ledger.read.agents.password(agent.id);
    const isRight = await passwords.verify(stored?.hash ?? (await this.#decoy), password);
    return agent === null || stored === null || !isRight || agent.isDeactivated
      ? this.#refuse(name, visitor, agent, isRight)
      : ok({ agent, ...stored });
  }

  async #refuse(
    typed: string,
    visitor: Visitor,
    agent: Agent | null,
    isRight: boolean,
  ): Promise<NotLetIn> {
    const { ledger } = this.#needs;
    const name = typed.trim();
    // Only who knows the password learns that there is such an account.
    const hasLeft =
      isRight && agent !== null && ledger.read.agents.get(agent.id)?.isDeactivated === true;
    const why = hasLeft ? 'deactivated' : 'wrong';
    await this.#refused.note({ ...visitor, name, why, agentId: agent?.id ?? null });
    return hasLeft
      ? fail('deactivated', 'This account is deactivated; ask an admin.')
      : fail('wrong-credentials', 'The name or the password is not right.');
  }

  async authenticate(token: string): Promise<Agent | null> {
    const { ledger, clock } = this.#needs;
    const digest = this.digest(token);
    const session = ledger.read.sessions.byTokenHash(digest);
    if (session === null) return null;
    const since = clock.now() - session.lastUsedAt;
    const unusedFor = Math.min(since, since - this.#moved);
    if (unusedFor > SESSION_IDLE_MS) return null;
    if (unusedFor > TOUCH_EVERY_MS) {
      await ledger
        .write(({ tx }) => tx.touchSession(digest, clock.now()))
        .catch((error: unknown) => {
          // A full disk is no reason to send people away; the next look-up notes it.
          if (!(error instanceof StoreError)) throw error;
        });
    }
    const agent = ledger.read.agents.get(session.agentId);
    return agent?.isDeactivated === false ? agent : null;
  }

  /** The office's time was set: nobody is signed out by that. */
  async timeMoved(by: number): Promise<void> {
    this.#moved += by;
    await this.#needs.ledger.write(({ tx }) => tx.moveSessions(by));
    this.#moved -= by;
  }

  async signOut(token: string, hasDecided = false): Promise<void> {
    const digest = this.digest(token);
    const session = this.#needs.ledger.read.sessions.byTokenHash(digest);
    if (session === null) return;
    await this.#needs.ledger.write(({ tx, record }) => {
      tx.endSession(digest);
      record({ kind: 'session.ended' }, session.agentId);
    });
    this.#ended.emit({ digest, agentId: session.agentId, hasDecided });
  }

  /** More attempts than may be; how long no more are taken. */
  lockedOut(lockedOut: LockedOut): void {
    this.#lockOuts.note(lockedOut);
  }

  /** Resolves when everything about sign-ins is on disk. */
  async stop(): Promise<void> {
    await Promise.all([this.#refused.stop(), this.#lockOuts.stop()]);
  }

  /** Sessions that were ended in a unit of work, once it is on disk. */
  announceEnded(agentId: AgentId, digests: readonly string[]): void {
    for (const digest of digests) this.#ended.emit({ digest, agentId, hasDecided: false });
  }

  onEnded(listener: (session: EndedSession) => void): Unsubscribe {
    return this.#ended.on(listener);
  }

  digest(token: string): string {
    return this.#needs.random.digest(token);
  }

  /** Null: they left, or the password was reset, while it was being checked. */
  async #start(
    { id }: Agent,
    { device, address }: { readonly device: string; readonly address: string },
    hash: string,
  ): Promise<SignedIn | null> {
    const { ledger, clock, random } = this.#needs;
    const token = random.token(TOKEN_BYTES);
    const at = clock.now();
    return ledger.write((unit) => {
      const { tx, record } = unit;
      const agent = tx.agents.get(id);
      if (agent === null || !isStill(unit, id, hash)) return null;
      tx.endSessionsUnusedSince(at - SESSION_IDLE_MS);
      tx.startSession(this.digest(token), sessionOf(agent.id, at));
      const where = address === '' ? {} : { address };
      record({ kind: 'session.started', device: device.slice(0, 200), ...where }, agent.id);
      return { agent, token };
    });
  }
}

/** They may have left, or got another password, while the one they said was being checked. */
function isStill({ tx }: Unit, id: AgentId, hash: string): boolean {
  return tx.agents.get(id)?.isDeactivated === false && tx.agents.password(id)?.hash === hash;
}

function sessionOf(agentId: AgentId, at: number) {
  return { agentId, startedAt: at, lastUsedAt: at };
}

function alreadySetUp() {
  return fail('already-set-up', 'The first admin account exists; sign in with it.');
}

/** People type codes with other dashes, spaces and cases. */
function plain(code: string): string {
  return code.replace(/[^0-9a-z]/giu, '').toUpperCase();
}
