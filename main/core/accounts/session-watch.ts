import type { SessionEnd } from '#shared/domain/session.ts';
import type { HoursRoom } from '../hours/office-hours.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { KnownSession, StoredSession } from '../ports/records.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { endSessions } from './access.ts';
import type { Sessions } from './sessions.ts';

const LOOK_EVERY_MS = 15_000;
/**
 * Whoever touched a screen within this time is still at work after their shift: long enough for a
 * call or for reading a long chat, short enough that a screen they left is not open all evening.
 */
const AT_WORK_MS = 10 * 60_000;
const SHIFT_OVER: SessionEnd = { why: 'shift-over' };

interface Needs {
  readonly ledger: Ledger;
  readonly sessions: Sessions;
  readonly hours: Pick<HoursRoom, 'shiftEnd'>;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** Locks sessions that are left alone, and ends them after their people's shifts. */
export class SessionWatch {
  readonly #needs: Needs;
  readonly #tasks: Tasks;
  #cancel = () => {};

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#tasks = new Tasks(needs.log);
  }

  start(): void {
    this.#cancel = this.#needs.clock.after(LOOK_EVERY_MS, () => {
      this.start();
      this.#tasks.start('looking after sessions', () => this.#look());
    });
  }

  stop(): void {
    this.#cancel();
  }

  idle(): Promise<void> {
    return this.#tasks.idle();
  }

  async #look(): Promise<void> {
    const { ledger, log } = this.#needs;
    for (const session of ledger.read.sessions.all()) {
      try {
        await this.#lookAt(session);
      } catch (error) {
        // The others have theirs; this one is looked at again.
        log.error({ error, agent: session.agentId }, 'a session could not be looked after');
      }
    }
  }

  async #lookAt(session: KnownSession): Promise<void> {
    if (this.#isOver(session)) await this.#end(session);
    else if (!session.isLocked) await this.#needs.sessions.lockLeftAlone(session.tokenHash);
  }

  #isOver(session: StoredSession): boolean {
    return this.#needs.sessions.untouchedFor(session) >= AT_WORK_MS && this.#isShiftOver(session);
  }

  /** One that began after hours lasts until the end of the next shift. */
  #isShiftOver(session: StoredSession): boolean {
    const { settings, hours, clock, sessions } = this.#needs;
    const { shiftGraceMinutes } = settings.current().sessions;
    if (shiftGraceMinutes === 0) return false;
    const now = clock.now();
    return sessions.startedAt(session).every((startedAt) => {
      const end = hours.shiftEnd(session.agentId, startedAt);
      return end !== null && now >= end + shiftGraceMinutes * 60_000;
    });
  }

  async #end({ tokenHash, agentId, device }: KnownSession): Promise<void> {
    const { ledger, sessions, clock } = this.#needs;
    const ended = await ledger.write((unit) => {
      // As it is now: it may have ended, and its person may have come back.
      const session = unit.tx.sessions.byTokenHash(tokenHash);
      if (session === null || !this.#isOver(session)) return [];
      unit.record({ kind: 'session.ended', why: 'shift-over', device }, agentId);
      return endSessions(unit, agentId, SHIFT_OVER, clock.now(), [{ ...session, tokenHash }]);
    });
    sessions.announce(agentId, ended, SHIFT_OVER);
  }
}
