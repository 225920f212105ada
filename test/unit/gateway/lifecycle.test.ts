import { describe, expect, test } from 'vitest';
import { canObey, step } from '#main/gateway/whatsapp/lifecycle/step.ts';
import { stopped } from '#main/gateway/whatsapp/lifecycle/types.ts';
import type { Effect, Lifecycle, LifecycleEvent } from '#main/gateway/whatsapp/lifecycle/types.ts';
import type { Fact } from '#main/gateway/whatsapp/protocol.ts';
import type { LinkOrder } from '#shared/domain/number.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const PHONE = '+4930111222';
const ready: Fact = { type: 'ready', phone: PHONE, displayName: 'Office', affected: [] };
const settled: Fact = { type: 'settled' };
const code: Fact = { type: 'code', code: '2@abc' };
const lapsed: Fact = { type: 'codes-lapsed' };
const lost: Fact = { type: 'lost', trouble: 'browser-ended', detail: '' };
const crashed: Fact = { type: 'trouble', trouble: 'page-crashed', detail: '' };
const noNetwork: Fact = { type: 'no-network', detail: 'net::ERR' };
const loggedOut: Fact = { type: 'logged-out' };

const OWN = ['start', 'stop', 'order', 'ended', 'pause-over'];
const isOwn = (event: LifecycleEvent | Fact): event is LifecycleEvent =>
  OWN.includes(event.type) || event.type.startsWith('browser-');

type Played = LifecycleEvent | Fact | number;

/** Plays events one after the other; each may say how much time has passed before it. */
function play(...events: readonly Played[]) {
  let state: Lifecycle = stopped;
  let effects: readonly Effect[] = [];
  let now = 1_000_000;
  for (const event of events) {
    if (typeof event === 'number') {
      now += event;
      continue;
    }
    ({ state, effects } = step(state, isOwn(event) ? event : { type: 'fact', fact: event }, now));
  }
  const can = (order: LinkOrder) => canObey(state, { type: 'order', order }, now);
  return { state, link: state.link, effects, now, can };
}

const start = { type: 'start', isLinked: false } as const;
const startLinked = { type: 'start', isLinked: true } as const;
const found = { type: 'browser-found' } as const;
const stop = { type: 'stop' } as const;
const ended = { type: 'ended' } as const;
const pauseOver = { type: 'pause-over' } as const;
const order = (given: LinkOrder): LifecycleEvent => ({ type: 'order', order: given });
const showCode = order({ type: 'show-code' });
const withPhone = order({ type: 'link-with-phone', phone: PHONE });
const restart = order({ type: 'restart', why: 'asked' });
const running = [start, found] as const;
const linked = [startLinked, found] as const;
const again = [ended, found] as const;

describe('the link to WhatsApp', () => {
  test('looks for a browser, once, and starts it', () => {
    expect(play(start)).toMatchObject({
      link: { name: 'starting-browser' },
      effects: [{ type: 'prepare-browser' }],
    });
    expect(play(start, start).effects).toEqual([]);
    expect(play(start, found).effects).toEqual([{ type: 'launch' }]);
  });

  test('says how far the download of a browser is', () => {
    const progress = { type: 'browser-progress', done: 5, total: 10 } as const;
    expect(play(start, progress).link).toEqual({ name: 'downloading-browser', done: 5, total: 10 });
    expect(play(start, progress, found).link).toEqual({ name: 'starting-browser' });
  });

  test('waits for a person when there is no browser, and looks again when asked', () => {
    const missing = { type: 'browser-missing', problem: 'offline', detail: 'x' } as const;
    const resting = play(start, missing);
    expect(resting.link).toEqual({ name: 'browser-missing', problem: 'offline', detail: 'x' });
    expect(resting.effects).toEqual([]);
    expect(play(start, missing, restart).effects).toEqual([{ type: 'prepare-browser' }]);
  });

  test('goes from the code over linking and syncing to connected', () => {
    const waiting = play(...running, code);
    expect(waiting.link).toEqual({ name: 'waiting-for-scan', code: '2@abc', pairing: null });
    expect(play(...running, code, { type: 'linking' }).link).toEqual({ name: 'linking' });
    const syncing = { type: 'syncing', progress: 40 } as const;
    expect(play(...running, code, syncing).link).toEqual({ name: 'syncing', progress: 40 });
    expect(play(...running, code, ready)).toMatchObject({
      link: { name: 'connected', phone: PHONE, isSettling: true },
      effects: [{ type: 'announce-ready' }],
    });
  });

  test('remembers a new link when the browser has written it', () => {
    const done = play(...running, code, ready, settled);
    expect(done.link).toMatchObject({ name: 'connected', isSettling: false });
    expect(done.effects).toEqual([{ type: 'remember-link' }]);
    expect(play(...linked, ready).effects).toEqual([{ type: 'announce-ready' }]);
  });

  test('announces each ready, for catching up', () => {
    expect(play(...linked, ready, ready).effects).toEqual([{ type: 'announce-ready' }]);
  });

  test('says when WhatsApp is away and catches up when it is back', () => {
    expect(play(...linked, ready, { type: 'offline' }).link).toMatchObject({
      name: 'unreachable',
      reason: 'connection-lost',
      retryAt: null,
    });
    expect(play(...linked, ready, { type: 'offline' }, { type: 'online' })).toMatchObject({
      link: { name: 'connected', phone: PHONE },
      effects: [{ type: 'announce-ready' }],
    });
    expect(play(...linked, ready, { type: 'online' }).effects).toEqual([]);
    expect(play(...running, { type: 'offline' }).link).toEqual({ name: 'starting-browser' });
  });

  test('says when the phone is offline and when another window has taken over', () => {
    expect(play(...linked, ready, { type: 'phone-offline' }).link).toEqual({
      name: 'phone-offline',
    });
    const elsewhere = play(...linked, ready, { type: 'used-elsewhere' });
    expect(elsewhere.link).toEqual({ name: 'used-elsewhere' });
    const useHere = order({ type: 'use-here' });
    expect(play(...linked, ready, { type: 'used-elsewhere' }, useHere).effects).toEqual([
      { type: 'take-over' },
    ]);
    expect(play(...linked, ready).can({ type: 'use-here' })).toBe(false);
  });
});

describe('codes that nobody uses', () => {
  test('are renewed for some rounds, then stop until a person asks', () => {
    expect(play(...running, code, lapsed).effects).toEqual([{ type: 'refresh-code' }]);
    const paused = play(...running, code, lapsed, code, lapsed, code, lapsed);
    expect(paused.link).toEqual({ name: 'scan-paused' });
    expect(paused.effects).toMatchObject([{ type: 'end-session', clear: 'nothing' }]);
    const resting = [...running, code, lapsed, lapsed, lapsed, ended] as const;
    expect(play(...resting).effects).toEqual([]);
    expect(play(...resting, showCode).effects).toEqual([{ type: 'prepare-browser' }]);
    expect(play(...resting, showCode, found, code, lapsed).effects).toEqual([
      { type: 'refresh-code' },
    ]);
  });

  test('begin anew when a person asks in time', () => {
    const asked = [...running, code, lapsed, lapsed, showCode] as const;
    expect(play(...asked).effects).toEqual([{ type: 'refresh-code' }]);
    expect(play(...asked, lapsed, lapsed).link).toMatchObject({ name: 'waiting-for-scan' });
  });
});

describe('linking with a code to type', () => {
  test('asks for it and shows it instead of the picture', () => {
    const asked = play(...running, code, withPhone);
    expect(asked.effects).toEqual([{ type: 'pair', phone: PHONE }]);
    expect(asked.link).toEqual({
      name: 'waiting-for-scan',
      code: null,
      pairing: { phone: PHONE, code: null, problem: null },
    });
    const typed: Fact = { type: 'pairing-code', code: 'ABCD1234' };
    expect(play(...running, code, withPhone, typed).link).toMatchObject({
      pairing: { code: 'ABCD1234' },
    });
    // The pictures go on changing below it.
    expect(play(...running, code, withPhone, typed, code).link).toMatchObject({
      code: null,
      pairing: { code: 'ABCD1234' },
    });
  });

  test('can follow a rest: the first picture starts it', () => {
    const resting = [...linked, ready, loggedOut, ended] as const;
    expect(play(...resting, withPhone, found, code).effects).toEqual([
      { type: 'pair', phone: PHONE },
    ]);
  });

  test('stops after some codes that nobody typed', () => {
    const typed = (text: string): Fact => ({ type: 'pairing-code', code: text });
    const shown = [...running, code, withPhone, typed('A'), typed('B'), typed('C')] as const;
    expect(play(...shown).link).toMatchObject({ pairing: { code: 'C' } });
    expect(play(...shown, typed('D')).link).toEqual({ name: 'scan-paused' });
  });

  test('falls back to the picture when WhatsApp gives no code, or when asked to', () => {
    const failed: Fact = { type: 'pairing-failed', problem: 'too-many-tries' };
    expect(play(...running, code, withPhone, failed).link).toMatchObject({
      code: '2@abc',
      pairing: { problem: 'too-many-tries' },
    });
    const back = play(...running, code, withPhone, showCode);
    expect(back.link).toMatchObject({ code: '2@abc', pairing: null });
    expect(back.effects).toEqual([{ type: 'cancel-pairing' }]);
  });
});

describe('trouble', () => {
  test('is met by loading the page anew', () => {
    const troubled = play(...linked, ready, crashed);
    expect(troubled.link).toEqual({
      name: 'restarting',
      trouble: 'page-crashed',
      detail: '',
      retryAt: troubled.now,
    });
    expect(troubled.effects).toEqual([{ type: 'reload-page' }]);
    expect(play(...linked, ready, crashed, ready).link).toMatchObject({ name: 'connected' });
  });

  test('that comes back leads to a new client, then a new browser, then to growing pauses', () => {
    const client = [...linked, ready, crashed, crashed] as const;
    expect(play(...client).effects).toEqual([
      { type: 'end-session', byForce: false, clear: 'nothing' },
    ]);
    expect(play(...client, ended).effects).toEqual([{ type: 'prepare-browser' }]);
    const browser = [...client, ...again, lost] as const;
    expect(play(...browser).effects).toEqual([
      { type: 'end-session', byForce: true, clear: 'caches' },
    ]);
    expect(play(...browser, ended).effects).toEqual([{ type: 'prepare-browser' }]);

    const round = [...again, lost] as const;
    const pauses = [1, 2, 3, 4, 5, 6, 7].map((rounds) => {
      const rest = Array.from({ length: rounds - 1 }, () => [ended, pauseOver, found, lost]).flat();
      const { effects } = play(...browser, ...round, ...rest, ended);
      return effects.map((effect) => (effect.type === 'pause' ? effect.ms / SECOND : null));
    });
    expect(pauses.flat()).toEqual([5, 15, 30, 60, 120, 300, 300]);
  });

  test('pauses only for what it was not well for', () => {
    const fourth = [...linked, ready, lost, ...again, lost, ...again] as const;
    const pauseAfter = (...well: Played[]) => play(...fourth, ...well, lost, ended).effects;
    expect(pauseAfter()).toEqual([{ type: 'pause', ms: 5 * SECOND }]);
    expect(pauseAfter(ready, 2 * SECOND)).toEqual([{ type: 'pause', ms: 3 * SECOND }]);
    expect(pauseAfter(ready, 6 * SECOND)).toEqual([{ type: 'prepare-browser' }]);
  });

  test('of a browser that is gone skips the page', () => {
    const broken = play(...linked, ready, lost);
    expect(broken.link).toMatchObject({ name: 'restarting', trouble: 'browser-ended' });
    expect(broken.effects).toEqual([{ type: 'end-session', byForce: false, clear: 'nothing' }]);
  });

  test('is forgotten after five good minutes, and not before', () => {
    const later = (ms: number) => play(...linked, ready, crashed, ready, ms, crashed).effects;
    expect(later(5 * MINUTE)).toEqual([{ type: 'reload-page' }]);
    expect(later(4 * MINUTE)).toMatchObject([{ type: 'end-session' }]);
  });

  test('right after linking never ends the browser by force', () => {
    const troubled = [...running, code, crashed, crashed, ...again] as const;
    expect(play(...troubled, code, ready, lost).effects).toMatchObject([{ byForce: false }]);
    const later = [...linked, crashed, crashed, ...again] as const;
    expect(play(...later, ready, lost).effects).toMatchObject([{ byForce: true }]);
  });

  test('says so only once', () => {
    expect(play(...running, lost, lost).effects).toEqual([]);
    expect(play(...running, lost, ready).link).toMatchObject({ name: 'restarting' });
  });

  test('an order to restart ends it at once, also a pause', () => {
    expect(play(...linked, ready, restart)).toMatchObject({
      link: { name: 'restarting', trouble: 'asked' },
      effects: [{ type: 'end-session' }],
    });
    expect(play(...running, noNetwork, ended, restart).effects).toEqual([
      { type: 'cancel-pause' },
      { type: 'prepare-browser' },
    ]);
    expect(play(...running, noNetwork, restart, ended).effects).toEqual([
      { type: 'prepare-browser' },
    ]);
    expect(play(...running, stop).can({ type: 'restart', why: 'asked' })).toBe(false);
    expect(play().can({ type: 'restart', why: 'asked' })).toBe(false);
  });
});

describe('what a restart does not cure', () => {
  test('a network that is away is tried again, with pauses that grow up to a minute', () => {
    const round = [noNetwork, ended, pauseOver, found] as const;
    const pauses = [0, 1, 2, 3, 4, 5].map((rounds) => {
      const before = Array.from({ length: rounds }, () => round).flat();
      const { link, now } = play(...running, ...before, noNetwork);
      return link.name === 'unreachable' ? ((link.retryAt ?? 0) - now) / SECOND : null;
    });
    expect(pauses).toEqual([2, 5, 15, 30, 60, 60]);
    expect(play(...running, noNetwork, 500, ended).effects).toEqual([{ type: 'pause', ms: 1_500 }]);
    expect(play(...running, noNetwork, 9_000, ended).effects).toEqual([{ type: 'pause', ms: 0 }]);
  });

  test('a page that has changed is tried again after minutes, out of fresh caches', () => {
    const changed: Fact = { type: 'changed', reason: 'unknown-page', detail: 'x' };
    const met = play(...running, changed);
    expect(met.link).toMatchObject({
      name: 'whatsapp-web-changed',
      reason: 'unknown-page',
      retryAt: met.now + MINUTE,
    });
    expect(met.effects).toMatchObject([{ type: 'end-session', clear: 'caches' }]);
  });

  test('a blocked number rests until a person has seen to it', () => {
    const blocked: Fact = { type: 'blocked', by: 'whatsapp' };
    expect(play(...linked, ready, blocked, ended)).toMatchObject({
      link: { name: 'blocked', by: 'whatsapp' },
      effects: [],
    });
    expect(play(...running, blocked, ended, restart).effects).toEqual([
      { type: 'prepare-browser' },
    ]);
  });
});

describe('unlinked on the phone', () => {
  test('the profile is cleared, and a person asks for the new code', () => {
    expect(play(...linked, ready, loggedOut)).toMatchObject({
      link: { name: 'logged-out' },
      effects: [{ type: 'end-session', clear: 'profile' }],
    });
    const resting = [...linked, ready, loggedOut, ended] as const;
    expect(play(...resting).effects).toEqual([]);
    expect(play(...resting, showCode, found, code).link).toMatchObject({
      name: 'waiting-for-scan',
    });
  });

  test('while the host was off is noticed by the code that WhatsApp shows', () => {
    expect(play(...linked, code).link).toEqual({ name: 'logged-out' });
    expect(play(...linked, code, showCode, ended).effects).toEqual([{ type: 'prepare-browser' }]);
  });
});

describe('stopping', () => {
  test('ends the session first', () => {
    const stopping = play(...linked, ready, stop);
    expect(stopping.state.phase).toBe('ending');
    expect(stopping.effects).toEqual([{ type: 'end-session', byForce: false, clear: 'nothing' }]);
    expect(play(...linked, ready, stop, ended)).toMatchObject({
      link: { name: 'stopped' },
      effects: [],
    });
  });

  test('overrules a restart, a pause, a rest and a download', () => {
    expect(play(...running, lost, stop, ended).state).toEqual(stopped);
    expect(play(...running, loggedOut, stop, ended).state).toEqual(stopped);
    expect(play(...running, loggedOut, ended, stop).state).toEqual(stopped);
    expect(play(...running, noNetwork, ended, stop)).toMatchObject({
      state: stopped,
      effects: [{ type: 'cancel-pause' }],
    });
    expect(play(...running, noNetwork, ended, stop, pauseOver).state).toEqual(stopped);
    expect(play(start, stop, found).state).toEqual(stopped);
  });

  test('is the end of what the session says', () => {
    expect(play(...running, stop, ready).link).toEqual({ name: 'stopped' });
    expect(play(stop).state).toEqual(stopped);
  });
});
