import { desktop } from '#renderer/bridge/desktop.ts';
import { fetchStatus, signOut } from '#renderer/bridge/http.ts';
import { openHub } from '#renderer/bridge/hub.ts';
import { closeSettingsWindow, ownWindow } from '#renderer/bridge/windows.ts';
import { t } from '#renderer/i18n/index.ts';
import type { ClientStatus, HubClient } from '#shared/client/types.ts';
import type { Agent } from '#shared/domain/agent.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { SessionEnd } from '#shared/domain/session.ts';
import type { HostStatus } from '#shared/ipc/contract.ts';
import type { OfficeIdentity } from '#shared/domain/office.ts';
import type { SessionResponse } from '#shared/protocol/http.ts';
import type { NotAdmitted } from '#shared/protocol/http.ts';
import type { WallClock } from './clock.svelte.ts';
import { Connection } from './connection.svelte.ts';
import { Desk } from './desk.svelte.ts';
import { INBOX } from './place.ts';

export type Phase =
  | { readonly name: 'starting'; readonly note: string | null }
  | { readonly name: 'host-failed'; readonly reason: string }
  | { readonly name: 'unreachable'; readonly retryAt: number }
  /** This page and the host speak different versions: the page has to be loaded again. */
  | { readonly name: 'outdated' }
  /** Nobody has said yet whether this PC is the host or joins one. */
  | { readonly name: 'choose' }
  /** It is to be paired with a host elsewhere. */
  | { readonly name: 'join' }
  /** Something else than the host that this PC has joined answers in its place. */
  | { readonly name: 'other-certificate'; readonly address: string }
  /** This PC is not let in. */
  | { readonly name: 'not-admitted'; readonly why: NotAdmitted }
  | { readonly name: 'setup'; readonly code: string | null }
  /** The database is damaged: somebody has to say how to go on. */
  | { readonly name: 'rescue'; readonly code: string | null }
  /** `end`: why somebody who was at work is asked again; null: they were not. */
  | { readonly name: 'sign-in'; readonly end: SessionEnd | null }
  | { readonly name: 'inside'; readonly desk: Desk; readonly isFirstRun: boolean };

type Ended = Extract<ClientStatus, { name: 'ended' }>;

const SIGNED_OUT: SessionEnd = { why: 'signed-out' };
const RETRY_MS = 5000;
const SOON_MS = 1500;

/** The way from an empty screen to a signed-in one, and back. */
export class Session {
  phase = $state.raw<Phase>({ name: 'starting', note: null });
  /** Why the host on this PC is not running, while somebody is signed in. */
  hostTrouble = $state<string | null>(null);
  /** The host is another PC. */
  isJoined = $state(false);
  /** Signed out from elsewhere, in the window of the settings: it stays for what is unsaved alone. */
  isOver = $state(false);
  /** Whose session is locked: nothing of the office is shown until they say their password. */
  locked = $state.raw<Agent | null>(null);
  /** The host waits for an admin, while somebody is signed in. */
  needsRescue = $state(false);
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Raised by every attempt to get in: only the last one counts. */
  /** As it was when somebody came. */
  #office = $state.raw<OfficeIdentity | null>(null);
  #attempt = 0;
  #client: HubClient | null = null;
  #lastAgentId: AgentId | null = null;
  readonly #clock: WallClock;

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  /** What the office shows of itself; null: it is not known, or not for this PC. */
  get office(): OfficeIdentity | null {
    const { phase } = this;
    return phase.name === 'inside' ? phase.desk.office.current.identity : this.#office;
  }

  start(): void {
    if (!desktop) {
      void this.check();
      return;
    }
    desktop.host.onStatus((status) => this.#followHost(status));
    void desktop.host.status().then((status) => this.#followHost(status));
  }

  /** Asks the host what comes first: setting up, signing in, or right in. */
  async check(): Promise<void> {
    clearTimeout(this.#retry);
    const attempt = ++this.#attempt;
    const status = await fetchStatus();
    if (attempt !== this.#attempt) return;
    if (!status.ok) {
      if (status.code === 'other-certificate') await this.#showOtherCertificate();
      else this.#noHost();
      return;
    }
    const { needsSetup, needsRescue, notAdmitted, office } = status.value;
    this.#office = office;
    if (notAdmitted !== null) {
      this.phase = { name: 'not-admitted', why: notAdmitted };
      return;
    }
    if (needsSetup || needsRescue) {
      const host = await desktop?.host.status();
      const code = host?.name === 'running' ? host.setupCode : null;
      this.phase = { name: needsRescue ? 'rescue' : 'setup', code };
      return;
    }
    const token = (await desktop?.session.load()) ?? null;
    if (desktop && token === null) this.phase = { name: 'sign-in', end: null };
    else await this.#enter(token, false);
  }

  /** After setting up or signing in. */
  async begin({ token }: SessionResponse, isFirstRun: boolean): Promise<void> {
    if (token !== null) await desktop?.session.save(token);
    await this.#enter(token, isFirstRun);
  }

  /** It is starting again; asks until it is there. */
  waitForHost(note: string): void {
    this.phase = { name: 'starting', note };
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.check(), SOON_MS);
  }

  /** The first run is over: from now on this is an ordinary inbox. */
  finishFirstRun(): void {
    if (this.phase.name === 'inside') this.phase = { ...this.phase, isFirstRun: false };
  }

  /** `hasDecided`: asked what becomes of their chats, they have said it. */
  async signOut(hasDecided: boolean): Promise<void> {
    await signOut(hasDecided);
    await this.#leave(null);
  }

  /** Its session ended before the password was said, which the host answers to that. */
  async over(end: SessionEnd | undefined): Promise<void> {
    await this.#leave(end ?? SIGNED_OUT);
  }

  /** The host took the password: it says welcome again. */
  unlocked(): void {
    this.#client?.retryNow();
  }

  async #enter(token: string | null, isFirstRun: boolean): Promise<void> {
    const attempt = ++this.#attempt;
    const client = await openHub(token);
    if (attempt !== this.#attempt) return;
    this.#client?.stop();
    this.#client = client;
    this.#clock.follow(() => client.hostNow());
    const connection = new Connection(client);
    client.onStatus((status) => {
      if (this.#client !== client) return;
      if (status.name === 'locked') this.locked = status.me;
      if (status.name === 'online') this.locked = null;
      if (status.name === 'offline' && connection.hasBeenOnline) void this.#askWhy(client);
      if (status.name === 'online') this.#showDesk(client, connection, isFirstRun);
      if (status.name === 'ended') this.#end(status, connection.hasBeenOnline);
      if (status.name === 'offline' && !connection.hasBeenOnline) {
        this.phase = { name: 'starting', note: t.common.connection.connecting };
      }
    });
    client.start();
  }

  #showDesk(client: HubClient, connection: Connection, isFirstRun: boolean): void {
    this.needsRescue = false;
    const { me } = client.replica;
    if (!me || this.phase.name === 'inside') return;
    const desk = new Desk(client, connection, me.id);
    if (isFirstRun) desk.router.goHere({ name: 'number' });
    // Where the person before was is no place of theirs.
    else if (this.#lastAgentId !== null && this.#lastAgentId !== me.id) desk.router.go(INBOX);
    this.#lastAgentId = me.id;
    this.phase = { name: 'inside', desk, isFirstRun };
  }

  /** The host may be there and wait for somebody: whoever is at work should know. */
  async #askWhy(client: HubClient): Promise<void> {
    const status = await fetchStatus();
    if (this.#client !== client || client.status.name === 'online') return;
    this.needsRescue = status.ok && status.value.needsRescue;
    const isOther = !status.ok && status.code === 'other-certificate';
    this.hostTrouble = isOther ? t.joining.other.banner : null;
    const shut = status.ok ? status.value.notAdmitted : null;
    if (shut === null) return;
    await this.#leave(null);
    if (!this.isOver) this.#show({ name: 'not-admitted', why: shut });
  }

  #end({ code, end = SIGNED_OUT }: Ended, wasInside: boolean): void {
    // Whoever comes back to a page is told what happened meanwhile; whoever only opens it is not.
    const isNews = wasInside || end.why !== SIGNED_OUT.why;
    if (code === 'signed-out') void this.#leave(isNews ? end : null);
    // Inside, a banner says it: what is half-written stays. Behind the lock there is no inside.
    else if (!wasInside || this.locked !== null) this.#show({ name: 'outdated' });
  }

  async #leave(end: SessionEnd | null): Promise<void> {
    const { phase } = this;
    if (phase.name !== 'inside') this.#client?.stop();
    if (ownWindow === 'settings') {
      // Behind the lock nobody can be asked about what is unsaved, nor may it be shown.
      if (this.locked !== null) this.#show({ name: 'sign-in', end });
      else this.isOver = true;
      await closeSettingsWindow();
      return;
    }
    if (phase.name === 'inside') phase.desk.close();
    // Until then the lock, if there is one, stays in front of what it hides.
    await desktop?.session.clear();
    const why = end?.why;
    const isShut = why === 'computer-revoked' || why === 'browsers-off';
    this.#show(isShut ? { name: 'not-admitted', why } : { name: 'sign-in', end });
  }

  /** In one turn, so that what was behind the lock is not seen in between. */
  #show(phase: Phase): void {
    this.phase = phase;
    this.locked = null;
  }

  async #showOtherCertificate(): Promise<void> {
    const host = await desktop?.host.status();
    const address = host?.name === 'joined' ? host.address : '';
    this.phase = { name: 'other-certificate', address };
  }

  #noHost(): void {
    this.phase = { name: 'unreachable', retryAt: Date.now() + RETRY_MS };
    this.#retry = setTimeout(() => void this.check(), RETRY_MS);
  }

  #followHost(status: HostStatus): void {
    this.isJoined = status.name === 'joined';
    this.hostTrouble = status.name === 'failed' ? status.reason : null;
    // Whoever is at work stays there: what is on the screen and half-written is not lost.
    if (this.phase.name === 'inside') return;
    if (status.name === 'failed') this.phase = { name: 'host-failed', reason: status.reason };
    if (status.name === 'unchosen') this.phase = { name: 'choose' };
    if (status.name === 'joining') this.phase = { name: 'join' };
    if (status.name === 'running' || status.name === 'joined') void this.check();
    if (status.name === 'starting') {
      this.phase = { name: 'starting', note: t.welcome.hostStarting };
    }
    if (status.name === 'restarting') {
      this.phase = { name: 'starting', note: t.welcome.hostRestarting(status.reason) };
    }
  }
}
