import type { BrowserProblem, LinkOrder, LinkState } from '#shared/domain/number.ts';
import type { Fact } from '../protocol.ts';

type Linked = Extract<LinkState, { name: 'connected' }>;

export interface Lifecycle {
  /**
   * `preparing`: a browser is looked for, or downloaded; `running`: a session drives one; `ending`:
   * it is being ended; `pausing`: until the next attempt; `resting`: a person has to do something.
   */
  readonly phase: 'stopped' | 'preparing' | 'running' | 'ending' | 'pausing' | 'resting';
  readonly link: LinkState;
  /** What follows when the session has ended. */
  readonly next: 'launch' | 'pause' | 'rest' | 'stop';
  /** How the number is connected; WhatsApp says who it is only when it is ready. */
  readonly connected: Linked | null;
  /** The profile holds a link that WhatsApp knew when it was last used. */
  readonly isLinked: boolean;
  /** The QR code that is shown, or was before a code to type took its place. */
  readonly code: string | null;
  /** The number to link with a code to type instead of a picture. */
  readonly phone: string | null;
  /** Codes that ran out with nobody using them. */
  readonly unusedRounds: number;
  /** How far up the ladder of remedies the latest trouble has led. */
  readonly rung: number;
  /** Attempts in a row that failed for a reason outside this computer. */
  readonly failures: number;
  /** Since when this session has been of use, or null. */
  readonly healthySince: number | null;
}

export type LifecycleEvent =
  | { readonly type: 'start'; readonly isLinked: boolean }
  | { readonly type: 'stop' }
  | { readonly type: 'order'; readonly order: LinkOrder }
  | { readonly type: 'browser-progress'; readonly done: number; readonly total: number | null }
  | { readonly type: 'browser-found' }
  | {
      readonly type: 'browser-missing';
      readonly problem: BrowserProblem;
      readonly detail: string;
    }
  | { readonly type: 'fact'; readonly fact: Fact }
  /** The session's worker and browser are gone. */
  | { readonly type: 'ended' }
  | { readonly type: 'pause-over' };

/** What of the profile is thrown away; `caches` keeps the link to the number. */
export type Clearing = 'nothing' | 'caches' | 'profile';

export type Effect =
  | { readonly type: 'prepare-browser' }
  | { readonly type: 'launch' }
  | { readonly type: 'end-session'; readonly byForce: boolean; readonly clear: Clearing }
  | { readonly type: 'pause'; readonly ms: number }
  | { readonly type: 'cancel-pause' }
  | { readonly type: 'announce-ready' }
  | { readonly type: 'remember-link' }
  /** Said to the running session. */
  | { readonly type: 'reload-page' }
  | { readonly type: 'refresh-code' }
  | { readonly type: 'take-over' }
  | { readonly type: 'pair'; readonly phone: string }
  | { readonly type: 'cancel-pairing' };

export interface Step {
  readonly state: Lifecycle;
  readonly effects: readonly Effect[];
}

export const stopped: Lifecycle = {
  phase: 'stopped',
  link: { name: 'stopped' },
  next: 'stop',
  connected: null,
  isLinked: false,
  code: null,
  phone: null,
  unusedRounds: 0,
  rung: 0,
  failures: 0,
  healthySince: null,
};

export const same = (state: Lifecycle): Step => ({ state, effects: [] });
