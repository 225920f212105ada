import type { AgentId } from '#shared/domain/ids.ts';
import { Emitter } from '#shared/util/emitter.ts';
import type { Unsubscribe } from '#shared/util/emitter.ts';
import type { EndedSession, Screen } from '../api.ts';
import type { Clock } from '../ports/system.ts';
import type { ScreensOfAgent } from './status-due.ts';

interface Needs {
  readonly clock: Clock;
  /** For how long a screen that was lost counts as there. */
  readonly graceMs: () => number;
}

/** A screen, or what is left of it until the grace time is over. */
interface Place {
  readonly digest: string | null;
  screen: Screen | null;
  /** Null until the screen said something. */
  isIdle: boolean | null;
  cancelGrace: () => void;
}

export interface ScreensChanged {
  readonly agentId: AgentId;
  readonly isSignOut: boolean;
  /** Asked, they said what becomes of their chats. */
  readonly hasDecided: boolean;
}

/** Which screens each agent has, and whether somebody uses them. */
export class Screens {
  readonly #needs: Needs;
  readonly #places = new Map<AgentId, Set<Place>>();
  readonly #changes = new Emitter<ScreensChanged>();
  readonly #gone = new Emitter<Screen>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** One came, is used or not any more, or is gone for good. */
  onChange(listener: (change: ScreensChanged) => void): Unsubscribe {
    return this.#changes.on(listener);
  }

  /** A screen lost its connection, at once. */
  onGone(listener: (screen: Screen) => void): Unsubscribe {
    return this.#gone.on(listener);
  }

  of(agentId: AgentId): ScreensOfAgent {
    const places = [...(this.#places.get(agentId) ?? [])];
    return {
      count: places.length,
      areIdle: places.length > 0 && places.every(({ isIdle }) => isIdle === true),
      isUsed: places.some(({ isIdle }) => isIdle === false),
    };
  }

  /** `digest` is the session's, as `accounts.onEnded` says it. */
  connected(agentId: AgentId, digest: string): Screen {
    const places = this.#placesOf(agentId);
    // Whoever comes back is the one that was lost: it is not one screen more.
    const lost = [...places].find(({ screen }) => screen === null);
    if (lost) this.#leave(agentId, lost);
    const screen: Screen = { agentId, digest, release: () => this.#lost(agentId, place) };
    const place: Place = { digest, screen, isIdle: null, cancelGrace: () => undefined };
    this.#placesOf(agentId).add(place);
    this.#changed(agentId);
    return screen;
  }

  /** Has no place among them: it makes nobody online, keeps nobody from being away or offline. */
  beside(agentId: AgentId, digest: string): Screen {
    let isThere = true;
    const screen: Screen = {
      agentId,
      digest,
      release: () => {
        if (isThere) this.#gone.emit(screen);
        isThere = false;
      },
    };
    return screen;
  }

  /** Without a screen of theirs, somebody is expected back within the grace time. */
  expect(agentId: AgentId): void {
    const place: Place = { digest: null, screen: null, isIdle: null, cancelGrace: () => undefined };
    this.#placesOf(agentId).add(place);
    this.#wait(agentId, place);
  }

  /** Whoever chooses something is at that screen; what they choose comes of it. */
  chose(screen: Screen): void {
    this.#note(screen, false);
  }

  /** Whether somebody uses it. */
  said(screen: Screen, isIdle: boolean): void {
    this.#note(screen, isIdle);
    this.#changed(screen.agentId);
  }

  /** Nobody is at that session's screens. */
  leftAlone(digest: string): void {
    for (const [agentId, places] of this.#places) {
      const theirs = [...places].filter((place) => place.digest === digest);
      for (const place of theirs) place.isIdle = true;
      if (theirs.length > 0) this.#changed(agentId);
    }
  }

  /** It closes for good, and its person has said what becomes of their chats: nobody waits for it. */
  closes(screen: Screen): void {
    const { agentId } = screen;
    const place = [...this.#placesOf(agentId)].find((each) => each.screen === screen);
    if (!place) return;
    this.#leave(agentId, place);
    place.screen = null;
    this.#gone.emit(screen);
    this.#changed(agentId, true);
  }

  /** That session's screens are gone at once, and nobody waits for any that was lost. */
  signedOut({ agentId, digest, hasDecided }: EndedSession): void {
    for (const place of [...this.#placesOf(agentId)]) {
      if (place.screen !== null && place.digest !== digest) continue;
      this.#leave(agentId, place);
      if (place.screen !== null) this.#gone.emit(place.screen);
    }
    this.#changes.emit({ agentId, isSignOut: true, hasDecided });
  }

  stop(): void {
    for (const places of this.#places.values()) {
      for (const { cancelGrace } of places) cancelGrace();
    }
    this.#places.clear();
  }

  #note(screen: Screen, isIdle: boolean): void {
    for (const place of this.#places.get(screen.agentId) ?? []) {
      if (place.screen === screen) place.isIdle = isIdle;
    }
  }

  #lost(agentId: AgentId, place: Place): void {
    const { screen } = place;
    if (screen === null || !this.#places.get(agentId)?.has(place)) return;
    place.screen = null;
    this.#wait(agentId, place);
    this.#gone.emit(screen);
  }

  #wait(agentId: AgentId, place: Place): void {
    place.cancelGrace = this.#needs.clock.after(this.#needs.graceMs(), () => {
      this.#leave(agentId, place);
      this.#changed(agentId);
    });
  }

  #leave(agentId: AgentId, place: Place): void {
    place.cancelGrace();
    const places = this.#placesOf(agentId);
    places.delete(place);
    if (places.size === 0) this.#places.delete(agentId);
  }

  #placesOf(agentId: AgentId): Set<Place> {
    const known = this.#places.get(agentId);
    if (known) return known;
    const places = new Set<Place>();
    this.#places.set(agentId, places);
    return places;
  }

  #changed(agentId: AgentId, hasDecided = false): void {
    this.#changes.emit({ agentId, isSignOut: false, hasDecided });
  }
}
