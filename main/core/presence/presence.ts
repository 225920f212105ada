import type { AgentId } from '#shared/domain/ids.ts';
import { nextPresence } from '#shared/domain/presence.ts';
import type { AgentPresence, AgentStatus } from '#shared/domain/presence.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { ok } from '#shared/util/result.ts';
import type { Accounts, CommandHandler, PresenceStatus, Screen } from '../api.ts';
import type { Commit, Ledger, Unit } from '../journal/ledger.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { lastAlive } from './last-alive.ts';
import { Screens } from './screens.ts';
import type { ScreensChanged } from './screens.ts';
import { statusDue } from './status-due.ts';

interface Needs {
  readonly ledger: Ledger;
  readonly accounts: Pick<Accounts, 'onEnded' | 'onLock'>;
  readonly settings: CurrentSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the rooms of the core may ask about who is here. */
export interface WhoIsHere {
  statusOf(agentId: AgentId): AgentStatus;
  /** After each change, when it is on disk. */
  on(listener: (presence: AgentPresence) => void): Unsubscribe;
}

/** Who is here: what agents choose, and what their screens show of them. */
export class Presence implements WhoIsHere, PresenceStatus {
  readonly #needs: Needs;
  readonly #screens: Screens;
  readonly #changes = new Emitter<AgentPresence>();
  readonly #unsubscribe: Unsubscribe[];
  /** As the journal has it. */
  readonly #known = new Map<AgentId, AgentPresence>();
  /** Since when those were gone who were here before this host was off, or slept, for long. */
  readonly #goneSince = new Map<AgentId, number>();
  #writing = 0;

  constructor(needs: Needs) {
    const { ledger, accounts, settings, clock } = needs;
    this.#needs = needs;
    const graceMs = () => settings.current().presence.graceSeconds * 1_000;
    this.#screens = new Screens({ clock, graceMs });
    for (const presence of ledger.read.presence.all()) this.#known.set(presence.agentId, presence);
    this.#noteAbsence(lastAlive(ledger.read));
    this.#unsubscribe = [
      ledger.on((commit) => this.#follow(commit)),
      this.#screens.onChange((change) => this.#review(change)),
      accounts.onLock(({ digest, isLocked }) => {
        if (isLocked) this.#screens.leftAlone(digest);
      }),
      accounts.onEnded((session) => {
        // Their other screen takes this one's place within the grace time.
        if (session.end.why !== 'elsewhere') this.#screens.signedOut(session);
      }),
    ];
  }

  statusOf(agentId: AgentId): AgentStatus {
    return this.#known.get(agentId)?.status ?? 'offline';
  }

  all(): AgentPresence[] {
    return [...this.#known.values()];
  }

  on(listener: (presence: AgentPresence) => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  /** A screen lost its connection; its agent may still be there for the grace time. */
  onGone(listener: (screen: Screen) => void): Unsubscribe {
    return this.#screens.onGone(listener);
  }

  connected(agentId: AgentId, digest: string): Screen {
    return this.#screens.connected(agentId, digest);
  }

  beside(agentId: AgentId, digest: string): Screen {
    return this.#screens.beside(agentId, digest);
  }

  readonly set: CommandHandler<'presence.set'> = async ({ status }, caller, screen) => {
    if (screen) this.#screens.chose(screen);
    await this.#write(({ tx, record }) => {
      const before = tx.presence.get(caller.id);
      const chosen = status === 'online' ? null : status;
      if (before?.status === status && before.chosen === chosen) return;
      const fact = { kind: 'agent.status-changed', agentId: caller.id, status } as const;
      record({ ...fact, why: 'chosen' }, caller.id);
    });
    return ok({});
  };

  readonly closes: CommandHandler<'presence.closes'> = (_, __, screen) => {
    if (screen) this.#screens.closes(screen);
    return Promise.resolve(ok({}));
  };

  readonly idle: CommandHandler<'presence.idle'> = ({ isIdle }, _, screen) => {
    if (screen) this.#screens.said(screen, isIdle);
    return Promise.resolve(ok({}));
  };

  /** Whoever was here before and does not come back becomes offline. */
  start(): void {
    for (const agentId of this.#goneSince.keys()) this.#review(unasked(agentId));
    for (const { agentId, status } of this.#known.values()) {
      const isMissing = status !== 'offline' && this.#screens.of(agentId).count === 0;
      if (isMissing && !this.#goneSince.has(agentId)) this.#screens.expect(agentId);
    }
  }

  /** The host's PC slept, or stood still: after the grace time nobody was here. */
  slept(ms: number): void {
    this.#noteAbsence(this.#needs.clock.now() - ms);
    for (const agentId of this.#goneSince.keys()) this.#review(unasked(agentId));
  }

  /** The disk takes what it refused before. */
  catchUp(): void {
    for (const { id } of this.#needs.ledger.read.agents.all()) {
      this.#review(unasked(id));
    }
  }

  /** Nobody is offline because the host restarts. */
  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#screens.stop();
    const { ledger, clock, log } = this.#needs;
    await ledger
      .write(({ tx }) => tx.setMark('ended-at', clock.now()))
      .catch((error: unknown) => log.warn({ error }, 'when the host ended was not noted'));
  }

  /** Gone for longer than the grace time, nobody was here, whatever they were before. */
  #noteAbsence(alive: number): void {
    const { settings, clock } = this.#needs;
    const since = alive + settings.current().presence.graceSeconds * 1_000;
    if (since > clock.now()) return;
    for (const { agentId, status } of this.#known.values()) {
      if (status !== 'offline') this.#goneSince.set(agentId, since);
    }
  }

  #review({ agentId, isSignOut, hasDecided }: ScreensChanged): void {
    const isSettled =
      this.#writing === 0 &&
      !this.#goneSince.has(agentId) &&
      this.#due(agentId, isSignOut) === null;
    if (isSettled) return;
    this.#write(({ tx, record }) => {
      const fact = { kind: 'agent.status-changed', agentId } as const;
      const before = tx.presence.get(agentId);
      const since = this.#goneSince.get(agentId);
      if (since !== undefined && before?.status !== 'offline' && (before?.since ?? since) < since) {
        record({ ...fact, status: 'offline', why: 'disconnected', since });
      }
      // By what the units before this one made of it.
      const due = () => statusDue(tx.presence.get(agentId), this.#screens.of(agentId), isSignOut);
      // Back from offline, they may be away at once.
      for (let next = due(); next !== null; next = due()) {
        const decided =
          hasDecided && next.status === 'offline' ? { hasDecided: true as const } : {};
        record({ ...fact, ...next, ...decided }, isSignOut ? agentId : null);
      }
    })
      .then(() => this.#goneSince.delete(agentId))
      .catch((error: unknown) =>
        this.#needs.log.error({ error, agentId }, 'a status could not be stored'),
      );
  }

  async #write(work: (unit: Unit) => void): Promise<void> {
    this.#writing += 1;
    try {
      await this.#needs.ledger.write(work);
    } finally {
      this.#writing -= 1;
    }
  }

  #due(agentId: AgentId, hasSignedOut: boolean) {
    return statusDue(this.#known.get(agentId) ?? null, this.#screens.of(agentId), hasSignedOut);
  }

  #follow({ entries }: Commit): void {
    for (const { fact, at } of entries) {
      if (fact.kind !== 'agent.status-changed') continue;
      const { agentId } = fact;
      const presence = nextPresence(this.#known.get(agentId) ?? null, fact, at);
      this.#known.set(agentId, presence);
      this.#changes.emit(presence);
    }
  }
}

/** A look at somebody whom nobody asked anything. */
function unasked(agentId: AgentId): ScreensChanged {
  return { agentId, isSignOut: false, hasDecided: false };
}
