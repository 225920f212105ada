import type { LinkOrder } from '#shared/domain/number.ts';
import { end } from './recovery.ts';
import { same } from './types.ts';
import type { Lifecycle, Step } from './types.ts';

/** What becomes of a person's order; null when the state has no place for it. */
export function obey(state: Lifecycle, order: LinkOrder, now: number): Step | null {
  switch (order.type) {
    case 'show-code':
      return askForCode(state, null);
    case 'link-with-phone':
      return askForCode(state, order.phone);
    case 'use-here':
      if (state.phase !== 'running' || state.link.name !== 'used-elsewhere') return null;
      return { state, effects: [{ type: 'take-over' }] };
    case 'restart':
      return restart(state, order.why, now);
  }
}

function askForCode(before: Lifecycle, phone: string | null): Step | null {
  const state = { ...before, phone, unusedRounds: 0 };
  const { link } = state;
  if (link.name === 'scan-paused' || link.name === 'logged-out') {
    // Asked while the browser is still being ended, there is a new one right afterwards.
    return before.phase === 'resting' ? prepare(state) : same({ ...state, next: 'launch' });
  }
  if (before.phase !== 'running' || link.name !== 'waiting-for-scan') return null;
  if (phone !== null) {
    // While no picture has come yet, its coming starts the pairing.
    if (state.code === null) return same(state);
    const pairing = { phone, code: null, problem: null };
    const next = { ...state, link: { name: 'waiting-for-scan', code: null, pairing } } as const;
    return { state: next, effects: [{ type: 'pair', phone }] };
  }
  if (before.phone === null) return { state, effects: [{ type: 'refresh-code' }] };
  const picture = { name: 'waiting-for-scan', code: state.code, pairing: null } as const;
  return { state: { ...state, link: picture }, effects: [{ type: 'cancel-pairing' }] };
}

function restart(state: Lifecycle, why: 'asked' | 'memory', now: number): Step | null {
  switch (state.phase) {
    case 'stopped':
      return null;
    case 'ending':
      return state.next === 'stop' ? null : same({ ...state, next: 'launch' });
    case 'preparing':
      return same(state);
    case 'running': {
      const link = { name: 'restarting', trouble: why, detail: '', retryAt: now } as const;
      return end({ ...state, link, rung: 0, failures: 0, unusedRounds: 0 }, 'launch');
    }
    case 'pausing': {
      const next = prepare({ ...state, rung: 0, failures: 0 });
      return { ...next, effects: [{ type: 'cancel-pause' }, ...next.effects] };
    }
    case 'resting':
      return prepare(state);
  }
}

/** Looks for a browser and starts with it. */
export function prepare(state: Lifecycle): Step {
  return {
    state: {
      ...state,
      phase: 'preparing',
      link: { name: 'starting-browser' },
      connected: null,
      code: null,
      healthySince: null,
    },
    effects: [{ type: 'prepare-browser' }],
  };
}
