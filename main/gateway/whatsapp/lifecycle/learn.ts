import { assertNever } from '#shared/util/assert.ts';
import type { Fact } from '../protocol.ts';
import { changed, end, reloadOrReplace, replace, unreachable } from './recovery.ts';
import { same } from './types.ts';
import type { Lifecycle, Step } from './types.ts';

/** Pictures that nobody scans make WhatsApp suspicious: so many rounds of about six, then no more. */
const SCAN_ROUNDS = 3;
/** Codes to type last three minutes each. */
const TYPED_ROUNDS = 3;

/** What a running session tells, and what follows from it. */
export function learn(state: Lifecycle, fact: Fact, now: number): Step {
  switch (fact.type) {
    case 'code':
      return showCode(state, fact.code);
    case 'codes-lapsed':
      return state.phone === null ? lapse(state, SCAN_ROUNDS) : same(state);
    case 'pairing-code':
      return showPairingCode(state, fact.code);
    case 'pairing-failed':
      return failPairing(state, fact.problem);
    case 'linking':
      return same({ ...state, link: { name: 'linking' } });
    case 'syncing':
      return same({ ...state, link: { name: 'syncing', progress: fact.progress } });
    case 'ready':
      return becomeReady(state, fact, now);
    case 'settled':
      return settle(state);
    case 'offline':
      return away(state, {
        name: 'unreachable',
        reason: 'connection-lost',
        detail: '',
        retryAt: null,
      });
    case 'phone-offline':
      return away(state, { name: 'phone-offline' });
    case 'used-elsewhere':
      return away(state, { name: 'used-elsewhere' });
    case 'online':
      return comeBack(state);
    case 'trouble':
      return reloadOrReplace(state, fact, now);
    case 'lost':
      return replace(state, fact, now);
    case 'no-network':
      return unreachable(state, fact.detail, now);
    case 'changed':
      return changed(state, fact.reason, fact.detail, now);
    case 'blocked':
      return end({ ...state, link: { name: 'blocked', by: fact.by } }, 'rest');
    case 'logged-out':
      return logOut(state);
    default:
      return assertNever(fact);
  }
}

/** WhatsApp shows codes to who is not linked: a profile that was linked no longer is. */
function showCode(state: Lifecycle, code: string): Step {
  if (state.isLinked) return logOut(state);
  if (state.phone === null) {
    return same({ ...state, code, link: { name: 'waiting-for-scan', code, pairing: null } });
  }
  if (state.code !== null) return same({ ...state, code });
  const pairing = { phone: state.phone, code: null, problem: null };
  return {
    state: { ...state, code, link: { name: 'waiting-for-scan', code: null, pairing } },
    effects: [{ type: 'pair', phone: state.phone }],
  };
}

function lapse(state: Lifecycle, rounds: number): Step {
  const unusedRounds = state.unusedRounds + 1;
  if (unusedRounds < rounds) {
    return { state: { ...state, unusedRounds }, effects: [{ type: 'refresh-code' }] };
  }
  return end({ ...state, unusedRounds, phone: null, link: { name: 'scan-paused' } }, 'rest');
}

function showPairingCode(state: Lifecycle, code: string): Step {
  const { link, phone } = state;
  if (phone === null || link.name !== 'waiting-for-scan') return same(state);
  const isRenewed = link.pairing?.code != null;
  if (isRenewed && state.unusedRounds + 1 >= TYPED_ROUNDS) return lapse(state, TYPED_ROUNDS);
  const pairing = { phone, code, problem: null };
  const unusedRounds = state.unusedRounds + (isRenewed ? 1 : 0);
  return same({ ...state, unusedRounds, link: { name: 'waiting-for-scan', code: null, pairing } });
}

/** Back to the picture, which is there all the time. */
function failPairing(state: Lifecycle, problem: 'too-many-tries' | 'failed'): Step {
  const { phone, code } = state;
  if (phone === null) return same(state);
  const pairing = { phone, code: null, problem };
  return same({ ...state, phone: null, link: { name: 'waiting-for-scan', code, pairing } });
}

function becomeReady(state: Lifecycle, fact: Extract<Fact, { type: 'ready' }>, now: number): Step {
  const { phone, displayName, affected } = fact;
  const isSettling = !state.isLinked;
  const link = { name: 'connected', phone, displayName, affected, isSettling } as const;
  const next: Lifecycle = {
    ...state,
    link,
    connected: link,
    code: null,
    phone: null,
    unusedRounds: 0,
    failures: 0,
    healthySince: state.healthySince ?? now,
  };
  return { state: next, effects: [{ type: 'announce-ready' }] };
}

/** The link is on the disk: from now on it outlives whatever happens to the browser. */
function settle(state: Lifecycle): Step {
  if (state.connected?.isSettling !== true) return same(state);
  const connected = { ...state.connected, isSettling: false };
  const link = state.link === state.connected ? connected : state.link;
  return {
    state: { ...state, connected, link, isLinked: true },
    effects: [{ type: 'remember-link' }],
  };
}

/** Only who was connected can be away. */
function away(state: Lifecycle, link: Lifecycle['link']): Step {
  return same(state.connected === null ? state : { ...state, link });
}

function comeBack(state: Lifecycle): Step {
  if (state.connected === null || state.link === state.connected) return same(state);
  return { state: { ...state, link: state.connected }, effects: [{ type: 'announce-ready' }] };
}

/** A person decides when there is a new code: they may be asleep. */
function logOut(state: Lifecycle): Step {
  const next = { ...state, isLinked: false, code: null, link: { name: 'logged-out' } } as const;
  return end(next, 'rest', { clear: 'profile' });
}
