import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import { DEVICE_LENGTH } from '#shared/domain/session.ts';
import type { OpenSession, SessionEnd } from '#shared/domain/session.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { HERE } from '../ports/entrance.ts';
import type { Entrance } from '../ports/entrance.ts';
import type { EndedSession, LockChange, SessionState } from '../api.ts';
import type { Ledger, Unit } from '../journal/ledger.ts';
import { StoreError } from '../ports/store.ts';
import type { KnownSession, StoredSession } from '../ports/records.ts';
import type { Clock, Random } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { endSessions } from './access.ts';

/** A session nobody used for this long is over. */
const SESSION_IDLE_MS = 24 * 60 * 60 * 1000;
/** How exactly the last use is kept: not every request is worth a write. */
const TOUCH_EVERY_MS = 5 * 60 * 1000;
/** A screen that comes back within this time is told why its session is over. */
const REMEMBER_END_MS = 14 * 24 * 60 * 60 * 1000;
const TOKEN_BYTES = 32;

const UNUSED: SessionEnd = { why: 'unused' };
const SIGNED_OUT: SessionEnd = { why: 'signed-out' };

interface Needs {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: CurrentSettings;
}

/** What the browser or app says it is, and from where it comes. */
export interface Visitor {
  readonly device: string;
  readonly address: string;
  /** The host PC itself unless told. */
  readonly entrance?: Entrance;
}

/** A session that a unit of work started, and those that gave way to it. */
export interface Started {
  readonly token: string;
  readonly ended: readonly string[];
  readonly end: SessionEnd;
}

/** Who is signed in where. Of a token the host keeps the digest alone. */
export class Sessions {
  readonly #needs: Needs;
  readonly #ended = new Emitter<EndedSession>();
  readonly #locks = new Emitter<LockChange>();
  /** How far the office's time moved of which stored sessions do not know yet. */
  #moved = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  digest(token: string): string {
    return this.#needs.random.digest(token);
  }

  /** Whether it opens anything where it is shown: what began on one PC does so on no other. */
  isOf(token: string, { computerId }: Entrance): boolean {
    const session = this.#needs.ledger.read.sessions.byTokenHash(this.digest(token));
    return session === null || session.computerId === computerId;
  }

  /** Within a unit of work: the PC may have been revoked while the password was looked at. */
  admits({ tx }: Unit, { computerId, isRemote }: Entrance): boolean {
    if (computerId !== null) return tx.computers.get(computerId)?.revokedAt === null;
    return !isRemote || this.#needs.settings.current().computers.browsers;
  }

  /** Whose session a token opens, or why it opens none. */
  async state(token: string): Promise<SessionState> {
    const { ledger, clock } = this.#needs;
    const digest = this.digest(token);
    const session = ledger.read.sessions.byTokenHash(digest);
    if (session === null) {
      return { name: 'over', end: ledger.read.sessions.ended(digest) ?? SIGNED_OUT };
    }
    const unusedFor = this.#unusedFor(session);
    if (unusedFor > SESSION_IDLE_MS) return { name: 'over', end: UNUSED };
    // A full disk is no reason to send people away; the next look-up notes both.
    await this.lockLeftAlone(digest).catch(unlessStoreFails);
    if (unusedFor > TOUCH_EVERY_MS) {
      await ledger.write(({ tx }) => tx.touchSession(digest, clock.now())).catch(unlessStoreFails);
    }
    const agent = ledger.read.agents.get(session.agentId);
    if (agent?.isDeactivated !== false) return { name: 'over', end: { why: 'deactivated' } };
    // By now: it may have been locked or ended meanwhile, and what could not be noted counts as well.
    const now = ledger.read.sessions.byTokenHash(digest);
    if (now === null) {
      return { name: 'over', end: ledger.read.sessions.ended(digest) ?? SIGNED_OUT };
    }
    return { name: now.isLocked || this.#isLeftAlone(now) ? 'locked' : 'open', agent };
  }

  /** Where they are signed in besides; empty when the office lets everybody be so several times. */
  elsewhere({ tx }: Pick<Unit, 'tx'>, agentId: AgentId): readonly OpenSession[] {
    if (this.#needs.settings.current().sessions.severalDevices) return [];
    return this.#live(tx.sessions.of(agentId)).map(({ device, address, startedAt, computerId }) => {
      const computer = computerId === null ? undefined : tx.computers.get(computerId)?.name;
      return { device, address, startedAt, ...(computer !== undefined && { computer }) };
    });
  }

  /** Within a unit of work; the answer is to be passed to `announce` when it is on disk. */
  start(
    unit: Unit,
    { id: agentId }: Agent,
    { device: given, address, entrance = HERE }: Visitor,
  ): Started {
    const { clock, random, settings } = this.#needs;
    const { tx, record } = unit;
    const at = clock.now();
    const token = random.token(TOKEN_BYTES);
    const device = given.slice(0, DEVICE_LENGTH);
    tx.endSessionsUnusedSince(at - SESSION_IDLE_MS - Math.max(0, this.#moved));
    tx.forgetEndedSessions(at - REMEMBER_END_MS);
    const end: SessionEnd = { why: 'elsewhere', device };
    const before = settings.current().sessions.severalDevices ? [] : tx.sessions.of(agentId);
    const ended = endSessions(unit, agentId, end, at, before);
    for (const session of before) {
      record({ kind: 'session.ended', why: 'elsewhere', device: session.device }, agentId);
    }
    tx.startSession(this.digest(token), {
      agentId,
      startedAt: at,
      lastUsedAt: at,
      activeAt: at,
      isLocked: false,
      device,
      address,
      ...entrance,
    });
    if (entrance.computerId !== null) tx.noteComputerUser(entrance.computerId, agentId, at);
    const where = address === '' ? {} : { address };
    record({ kind: 'session.started', device, ...where }, agentId);
    return { token, ended, end };
  }

  /** For how long nobody has touched a screen of it, ms. */
  untouchedFor({ activeAt }: StoredSession): number {
    return this.#since(activeAt);
  }

  /** When it began, by the office's clock as it may be by now: at the earliest and at the latest. */
  startedAt({ startedAt }: StoredSession): readonly [number, number] {
    return [startedAt + Math.min(0, this.#moved), startedAt + Math.max(0, this.#moved)];
  }

  /** Locks it where nobody has touched a screen of it for as long as the office allows. */
  async lockLeftAlone(digest: string): Promise<void> {
    const session = this.#needs.ledger.read.sessions.byTokenHash(digest);
    if (session === null || !this.#isLeftAlone(session)) return;
    await this.#setLocked(digest, true, (now) => this.#isLeftAlone(now));
  }

  async lock(digest: string): Promise<void> {
    await this.#setLocked(digest, true);
  }

  /** Its person has said their password again. */
  async unlock(digest: string): Promise<void> {
    await this.#setLocked(digest, false);
  }

  /** Somebody touches a screen of it. */
  async used(digest: string): Promise<void> {
    const { ledger, clock } = this.#needs;
    await ledger.write(({ tx }) => tx.noteActive(digest, clock.now()));
  }

  /** It was locked, or unlocked again, and that is on disk. */
  onLock(listener: (change: LockChange) => void): Unsubscribe {
    return this.#locks.on(listener);
  }

  /** `is`: asked again in the unit of work, as somebody may have come back meanwhile. */
  async #setLocked(
    digest: string,
    isLocked: boolean,
    is: (session: StoredSession) => boolean = () => true,
  ): Promise<void> {
    const { ledger, clock } = this.#needs;
    const agentId = await ledger.write(({ tx }) => {
      const session = tx.sessions.byTokenHash(digest);
      if (session === null || session.isLocked === isLocked || !is(session)) return null;
      tx.setLocked(digest, isLocked, clock.now());
      return session.agentId;
    });
    if (agentId !== null) this.#locks.emit({ digest, agentId, isLocked });
  }

  async signOut(token: string, hasDecided: boolean): Promise<void> {
    const { ledger, clock } = this.#needs;
    const digest = this.digest(token);
    const session = ledger.read.sessions.byTokenHash(digest);
    if (session === null) return;
    await ledger.write(({ tx, record }) => {
      tx.endSession(digest, SIGNED_OUT, clock.now());
      record({ kind: 'session.ended' }, session.agentId);
    });
    this.#ended.emit({ digest, agentId: session.agentId, hasDecided, end: SIGNED_OUT });
  }

  /** The office's time was set: nobody is signed out by that. */
  async timeMoved(by: number): Promise<void> {
    this.#moved += by;
    await this.#needs.ledger.write(({ tx }) => tx.moveSessions(by));
    this.#moved -= by;
  }

  /** Sessions that were ended in a unit of work, once it is on disk. */
  announce(agentId: AgentId, digests: readonly string[], end: SessionEnd): void {
    for (const digest of digests) this.#ended.emit({ digest, agentId, hasDecided: false, end });
  }

  onEnded(listener: (session: EndedSession) => void): Unsubscribe {
    return this.#ended.on(listener);
  }

  #live(sessions: readonly KnownSession[]): readonly KnownSession[] {
    return sessions.filter((session) => this.#unusedFor(session) <= SESSION_IDLE_MS);
  }

  #isLeftAlone(session: StoredSession): boolean {
    const limit = this.#needs.settings.current().sessions.lockMinutes * 60_000;
    return limit > 0 && this.untouchedFor(session) >= limit;
  }

  #unusedFor({ lastUsedAt }: StoredSession): number {
    return this.#since(lastUsedAt);
  }

  /** The shorter time counts until it is known whether the store has the moved one already. */
  #since(at: number): number {
    const since = this.#needs.clock.now() - at;
    return Math.min(since, since - this.#moved);
  }
}

function unlessStoreFails(error: unknown): void {
  if (!(error instanceof StoreError)) throw error;
}
