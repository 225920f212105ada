import type { LinkState, LinkTrouble } from '#shared/domain/number.ts';
import type { Clearing, Lifecycle, Step } from './types.ts';

/**
 * The ladder of remedies. Trouble leads one rung up each time, until all has been well for a while:
 * load the page anew; a new client with its browser closed in order; a new browser, the old one
 * ended by force and its caches thrown away; then the same with growing pauses. A pause is the
 * least time from one start to the next trouble's: what was well for longer starts again at once.
 */
const RELOADED = 1;
const CLIENT = 2;
const BROWSER = 3;

const PAUSES_MS = [5_000, 15_000, 30_000, 60_000, 120_000, 300_000] as const;
const UNREACHABLE_MS = [2_000, 5_000, 15_000, 30_000, 60_000] as const;
const CHANGED_MS = [60_000, 300_000, 900_000] as const;
const HEALTHY_MS = 5 * 60_000;

interface Trouble {
  readonly trouble: LinkTrouble;
  readonly detail: string;
}

/** The session lives, but is of no use as it is. */
export function reloadOrReplace(before: Lifecycle, met: Trouble, now: number): Step {
  const state = calmed(before, now);
  if (state.rung >= RELOADED) return replace(before, met, now);
  const { trouble, detail } = met;
  return {
    state: {
      ...state,
      rung: RELOADED,
      connected: null,
      healthySince: null,
      link: { name: 'restarting', trouble, detail, retryAt: now },
    },
    effects: [{ type: 'reload-page' }],
  };
}

/** Nothing comes of this session any more. */
export function replace(before: Lifecycle, { trouble, detail }: Trouble, now: number): Step {
  const state = calmed(before, now);
  const rung = Math.max(state.rung, RELOADED) + 1;
  const wasWellFor = state.healthySince === null ? 0 : now - state.healthySince;
  const least = rung <= BROWSER ? 0 : pauseOf(PAUSES_MS, rung - BROWSER);
  const pause = Math.max(0, least - wasWellFor);
  const link = { name: 'restarting', trouble, detail, retryAt: now + pause } as const;
  // Right after linking a browser has to be let finish writing.
  const byForce = rung > CLIENT && before.connected?.isSettling !== true;
  const clear = rung === BROWSER ? 'caches' : 'nothing';
  return end({ ...state, rung, link }, pause === 0 ? 'launch' : 'pause', { byForce, clear });
}

export function unreachable(state: Lifecycle, detail: string, now: number): Step {
  const failures = calmed(state, now).failures + 1;
  const retryAt = now + pauseOf(UNREACHABLE_MS, failures);
  const link = { name: 'unreachable', reason: 'no-network', detail, retryAt } as const;
  return end({ ...state, failures, link }, 'pause');
}

export function changed(
  state: Lifecycle,
  reason: 'outdated' | 'unknown-page',
  detail: string,
  now: number,
): Step {
  const failures = calmed(state, now).failures + 1;
  const retryAt = now + pauseOf(CHANGED_MS, failures);
  const link: LinkState = { name: 'whatsapp-web-changed', reason, detail, retryAt };
  // An old page may come out of the caches.
  return end({ ...state, failures, link }, 'pause', { clear: 'caches' });
}

interface Ending {
  readonly byForce?: boolean;
  readonly clear?: Clearing;
}

export function end(
  state: Lifecycle,
  next: Lifecycle['next'],
  { byForce = false, clear = 'nothing' }: Ending = {},
): Step {
  return {
    state: { ...state, phase: 'ending', next, connected: null, healthySince: null },
    effects: [{ type: 'end-session', byForce, clear }],
  };
}

/** Good minutes make up for earlier trouble. */
function calmed(state: Lifecycle, now: number): Lifecycle {
  const { healthySince } = state;
  if (healthySince === null || now - healthySince < HEALTHY_MS) return state;
  return { ...state, rung: 0, failures: 0 };
}

function pauseOf(pauses: readonly number[], count: number): number {
  return pauses[Math.min(count, pauses.length) - 1] ?? 0;
}
