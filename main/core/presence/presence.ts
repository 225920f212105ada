import type { AgentId, OwnStatusId } from '#shared/domain/ids.ts';
import type { JournalEntry } from '#shared/domain/journal.ts';
import { statusMeantBy } from '#shared/domain/own-statuses.ts';
import { nextPresence } from '#shared/domain/presence.ts';
import type { AgentPresence, AgentStatus } from '#shared/domain/presence.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { CommandParams } from '#shared/protocol/commands/index.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import { fail, ok } from '#shared/util/result.ts';
import type { Accounts, CommandHandler, PresenceStatus, Screen } from '../api.ts';
import type { Commit, Ledger, Unit } from '../journal/ledger.ts';
import type { Tx } from '../ports/store.ts';
import type { Clock, Log } from '../ports/system.ts';
import type { CurrentSettings } from '../settings/preferences.ts';
import { lastAlive } from './last-alive.ts';
import { ownStatusChange, statusAfter } from './own-statuses.ts';
import { Screens } from './screens.ts';
import type { ScreensChanged } from './screens.ts';
import { statusDue } from './status-due.ts';
import type { DueStatus } from './status-due.ts';

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
    ledger.follow({
      follow: (unit, { entries }) => entries.forEach((entry) => this.#redefine(unit, entry)),
      failed: (error) =>
        needs.log.error({ error }, 'a status was changed without the people who have it'),
    });
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

  readonly set: CommandHandler<'presence.set'> = ({ status: wanted }, caller, screen) => {
    if (screen) this.#screens.chose(screen);
    return this.#write(({ tx, record }) => {
      const chosen = choiceOf(wanted, tx);
      if (chosen === null) return fail('not-found', 'There is no such status to choose any more.');
      const fact = {
        kind: 'agent.status-changed',
        agentId: caller.id,
        why: 'chosen',
        ...chosen,
      } as const;
      const before = tx.presence.get(caller.id);
      const after = nextPresence(before, fact, 0);
      const isSame =
        before !== null && after.status === before.status && after.chosen === before.chosen;
      if (!isSame || after.own?.id !== before.own?.id) record(fact, caller.id);
      return ok({});
    });
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
      for (const next of this.#steps(tx, agentId, isSignOut)) {
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

  /** By what was written until then: back from offline, they may be away at once. */
  *#steps(tx: Tx, agentId: AgentId, hasSignedOut: boolean): Generator<DueStatus> {
    const due = () =>
      statusDue(tx.presence.get(agentId), this.#screens.of(agentId), hasSignedOut, () => {
        return tx.labels.get().ownStatuses;
      });
    for (let next = due(); next !== null; next = due()) yield next;
  }

  /** In the unit in which the office changes a status of its own: nobody is given a chat in between. */
  #redefine({ tx, record }: Unit, { fact: cause, by }: JournalEntry): void {
    const change = ownStatusChange(cause);
    if (change === null) return;
    for (const presence of tx.presence.all()) {
      const { agentId } = presence;
      const fact = { kind: 'agent.status-changed', agentId } as const;
      const next = statusAfter(presence, change);
      if (next === null) continue;
      record({ ...fact, ...next }, by);
      for (const step of this.#steps(tx, agentId, false)) record({ ...fact, ...step });
    }
  }

  async #write<T>(work: (unit: Unit) => T): Promise<T> {
    this.#writing += 1;
    try {
      return await this.#needs.ledger.write(work);
    } finally {
      this.#writing -= 1;
    }
  }

  #due(agentId: AgentId, hasSignedOut: boolean) {
    const known = this.#known.get(agentId) ?? null;
    const ownStatuses = () => this.#needs.ledger.read.labels.get().ownStatuses;
    return statusDue(known, this.#screens.of(agentId), hasSignedOut, ownStatuses);
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

type Wanted = CommandParams<'presence.set'>['status'];

/** Null: it is one that the office does not have any more. */
function choiceOf(
  wanted: Wanted,
  { labels }: Tx,
): (Pick<AgentPresence, 'status'> & { readonly ownStatusId?: OwnStatusId }) | null {
  if (typeof wanted === 'string') return { status: wanted };
  const { ownStatusId } = wanted;
  const own = labels
    .get()
    .ownStatuses.find(({ id, isRetired }) => id === ownStatusId && !isRetired);
  return own === undefined ? null : { status: statusMeantBy(own), ownStatusId };
}

/** A look at somebody whom nobody asked anything. */
function unasked(agentId: AgentId): ScreensChanged {
  return { agentId, isSignOut: false, hasDecided: false };
}
