import { learn } from './learn.ts';
import { obey, prepare } from './obey.ts';
import { same, stopped } from './types.ts';
import type { Lifecycle, LifecycleEvent, Step } from './types.ts';

/**
 * The one place that decides what becomes of the link to WhatsApp. Pure: a state and an event give
 * the next state and what is to be done.
 */
export function step(state: Lifecycle, event: LifecycleEvent, now: number): Step {
  switch (event.type) {
    case 'start':
      return state.phase === 'stopped'
        ? prepare({ ...stopped, isLinked: event.isLinked })
        : same(state);
    case 'stop':
      return stop(state);
    case 'order':
      return obey(state, event.order, now) ?? same(state);
    case 'browser-progress':
    case 'browser-found':
    case 'browser-missing':
      return state.phase === 'preparing' ? prepared(state, event) : same(state);
    case 'ended':
      return state.phase === 'ending' ? afterEnd(state, now) : same(state);
    case 'pause-over':
      return state.phase === 'pausing' ? prepare(state) : same(state);
    case 'fact':
      return state.phase === 'running' ? learn(state, event.fact, now) : same(state);
  }
}

/** Whether an order would be obeyed now. */
export function canObey(state: Lifecycle, event: LifecycleEvent, now: number): boolean {
  return event.type === 'order' && obey(state, event.order, now) !== null;
}

function prepared(
  state: Lifecycle,
  event: Extract<LifecycleEvent, { type: `browser-${string}` }>,
): Step {
  switch (event.type) {
    case 'browser-progress': {
      const { done, total } = event;
      return same({ ...state, link: { name: 'downloading-browser', done, total } });
    }
    case 'browser-found': {
      const link = { name: 'starting-browser' } as const;
      return { state: { ...state, phase: 'running', link }, effects: [{ type: 'launch' }] };
    }
    case 'browser-missing': {
      const { problem, detail } = event;
      return same({
        ...state,
        phase: 'resting',
        link: { name: 'browser-missing', problem, detail },
      });
    }
  }
}

function stop(state: Lifecycle): Step {
  const next = { ...state, link: { name: 'stopped' }, next: 'stop' } as const;
  if (state.phase === 'running') {
    const effect = { type: 'end-session', byForce: false, clear: 'nothing' } as const;
    // Closed in order, a browser writes what it has not written yet.
    const remember = state.connected?.isSettling ? [{ type: 'remember-link' } as const] : [];
    return { state: { ...next, phase: 'ending' }, effects: [effect, ...remember] };
  }
  if (state.phase === 'ending') return same(next);
  return { state: stopped, effects: state.phase === 'pausing' ? [{ type: 'cancel-pause' }] : [] };
}

function afterEnd(state: Lifecycle, now: number): Step {
  switch (state.next) {
    case 'stop':
      return same(stopped);
    case 'launch':
      return prepare(state);
    case 'rest':
      return same({ ...state, phase: 'resting' });
    case 'pause': {
      const until = 'retryAt' in state.link ? (state.link.retryAt ?? now) : now;
      const ms = Math.max(0, until - now);
      return { state: { ...state, phase: 'pausing' }, effects: [{ type: 'pause', ms }] };
    }
  }
}
