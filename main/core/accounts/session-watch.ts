import type { SessionEnd } from '#shared/domain/session.ts';
import type { HoursRoom } from '../hours/office-hours.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { KnownSession } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { Tasks } from '../tasks.ts';
import { endSessions } from './access.ts';
import type { Sessions } from './sessions.ts';

const LOOK_EVERY_MS = 15_000;
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
    const { ledger, sessions } = this.#needs;
    for (const session of ledger.read.sessions.all()) {
      if (this.#isShiftOver(session)) await this.#end(session);
      else if (!session.isLocked && sessions.isLeftAlone(session)) {
        await sessions.lock(session.tokenHash);
      }
    }
  }

  /** One that began after hours lasts until the end of the next shift. */
  #isShiftOver({ agentId, startedAt }: KnownSession): boolean {
    const { settings, hours, clock } = this.#needs;
    const { shiftGraceMinutes } = settings.current().sessions;
    if (shiftGraceMinutes === 0) return false;
    const end = hours.shiftEnd(agentId, startedAt);
    return end !== null && clock.now() >= end + shiftGraceMinutes * 60_000;
  }

  async #end(session: KnownSession): Promise<void> {
    const { ledger, sessions, clock } = this.#needs;
    const { agentId, device } = session;
    const ended = await ledger.write((unit) => {
      if (unit.tx.sessions.byTokenHash(session.tokenHash) === null) return [];
      unit.record({ kind: 'session.ended', why: 'shift-over', device }, agentId);
      return endSessions(unit, agentId, SHIFT_OVER, clock.now(), [session]);
    });
    sessions.announce(agentId, ended, SHIFT_OVER);
  }
}
