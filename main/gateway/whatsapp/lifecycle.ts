import type { LinkState } from '#shared/domain/number.ts';
import type { Fact } from './protocol.ts';

/**
 * The one place that decides what becomes of the link to WhatsApp. Pure: a state and an event give
 * the next state and what is to be done.
 */
export interface Lifecycle {
  readonly phase: 'stopped' | 'running' | 'ending' | 'pausing';
  readonly link: LinkState;
  /** What follows when the session has ended: a pause, a fresh link, or nothing. */
  readonly next: 'retry' | 'relink' | 'stop';
  /** How the number was last connected; WhatsApp says who it is only when it is ready. */
  readonly connected: Extract<LinkState, { name: 'connected' }> | null;
  /** Failures in a row; decides how long to pause. */
  readonly failures: number;
  /** Since when this session has been of use, or null. */
  readonly healthySince: number | null;
}

export type LifecycleEvent =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'fact'; readonly fact: Fact }
  /** The session's worker and browser are gone. */
  | { readonly type: 'ended' }
  | { readonly type: 'pause-over' };

export type Effect =
  | { readonly type: 'launch' }
  | { readonly type: 'end-session'; readonly clearProfile: boolean }
  | { readonly type: 'pause'; readonly ms: number }
  | { readonly type: 'announce-ready' };

export interface Step {
  readonly state: Lifecycle;
  readonly effects: readonly Effect[];
}

const PAUSES_MS = [2_000, 5_000, 15_000, 30_000, 60_000] as const;
const HEALTHY_MS = 5 * 60_000;
/** WhatsApp Web's own attempts to come back; only to give a time. */
const OFFLINE_MS = 15_000;

export const stopped: Lifecycle = {
  phase: 'stopped',
  link: { name: 'stopped' },
  next: 'stop',
  connected: null,
  failures: 0,
  healthySince: null,
};

export function step(state: Lifecycle, event: LifecycleEvent, now: number): Step {
  switch (event.type) {
    case 'start':
      return state.phase === 'stopped' ? launch(state) : same(state);
    case 'stop':
      return stop(state);
    case 'ended':
      return state.phase === 'ending' ? afterEnd(state, now) : same(state);
    case 'pause-over':
      return state.phase === 'pausing' ? launch(state) : same(state);
    case 'fact':
      return state.phase === 'running' ? learn(state, event.fact, now) : same(state);
  }
}

const same = (state: Lifecycle): Step => ({ state, effects: [] });

function launch(state: Lifecycle): Step {
  return {
    state: {
      ...state,
      phase: 'running',
      link: { name: 'starting-browser' },
      connected: null,
      healthySince: null,
    },
    effects: [{ type: 'launch' }],
  };
}

function stop(state: Lifecycle): Step {
  const next = { ...state, link: { name: 'stopped' }, next: 'stop' } as const;
  if (state.phase === 'running') {
    const effect = { type: 'end-session', clearProfile: false } as const;
    return { state: { ...next, phase: 'ending' }, effects: [effect] };
  }
  if (state.phase === 'ending') return same(next);
  return same(stopped);
}

function afterEnd(state: Lifecycle, now: number): Step {
  if (state.next === 'stop') return same(stopped);
  if (state.next === 'relink') return launch(state);
  const ms = state.link.name === 'unreachable' ? Math.max(0, state.link.retryAt - now) : 0;
  return { state: { ...state, phase: 'pausing' }, effects: [{ type: 'pause', ms }] };
}

function learn(state: Lifecycle, fact: Fact, now: number): Step {
  const healthySince = state.healthySince ?? now;
  switch (fact.type) {
    case 'code':
      return same({ ...state, healthySince, link: { name: 'waiting-for-scan', code: fact.code } });
    case 'linking':
    case 'syncing':
      return same({ ...state, link: { name: fact.type } });
    case 'ready': {
      const { phone, displayName, affected } = fact;
      const link = { name: 'connected', phone, displayName, affected } as const;
      const ready = { type: 'announce-ready' } as const;
      return { state: { ...state, healthySince, link, connected: link }, effects: [ready] };
    }
    case 'offline': {
      const reason = 'WhatsApp Web lost its connection to WhatsApp and is trying again.';
      return away(state, { name: 'unreachable', reason, retryAt: now + OFFLINE_MS });
    }
    case 'used-elsewhere':
      return away(state, { name: 'used-elsewhere' });
    case 'online':
      return comeBack(state);
    case 'lost':
      return fail(state, fact.reason, now);
    case 'logged-out':
      return {
        state: {
          ...state,
          phase: 'ending',
          next: 'relink',
          link: { name: 'logged-out', reason: fact.reason },
        },
        effects: [{ type: 'end-session', clearProfile: true }],
      };
  }
}

/** Only who was connected can be away. */
function away(state: Lifecycle, link: LinkState): Step {
  return same(state.connected === null ? state : { ...state, link });
}

function comeBack(state: Lifecycle): Step {
  if (state.connected === null || state.link === state.connected) return same(state);
  return { state: { ...state, link: state.connected }, effects: [{ type: 'announce-ready' }] };
}

function fail(state: Lifecycle, reason: string, now: number): Step {
  const wasHealthy = state.healthySince !== null && now - state.healthySince >= HEALTHY_MS;
  const failures = wasHealthy ? 1 : state.failures + 1;
  const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? PAUSES_MS[0];
  return {
    state: {
      ...state,
      phase: 'ending',
      next: 'retry',
      failures,
      link: { name: 'unreachable', reason, retryAt: now + pause },
    },
    effects: [{ type: 'end-session', clearProfile: false }],
  };
}
