import { describe, expect, test } from 'vitest';
import { step, stopped } from '#main/gateway/whatsapp/lifecycle.ts';
import type { Effect, Lifecycle, LifecycleEvent } from '#main/gateway/whatsapp/lifecycle.ts';
import type { Fact } from '#main/gateway/whatsapp/protocol.ts';

const MINUTE = 60_000;
const ready: Fact = { type: 'ready', phone: '+4930111222', displayName: 'Office', affected: [] };
const lost: Fact = { type: 'lost', reason: 'It broke.' };

/** Plays events one after the other; each may say how much time has passed before it. */
function play(...events: (LifecycleEvent | Fact | number)[]) {
  let state: Lifecycle = stopped;
  let effects: Effect[] = [];
  let now = 1_000_000;
  for (const event of events) {
    if (typeof event === 'number') {
      now += event;
      continue;
    }
    const isOwn = ['start', 'stop', 'ended', 'pause-over'].includes(event.type);
    const next = step(
      state,
      isOwn ? (event as LifecycleEvent) : { type: 'fact', fact: event as Fact },
      now,
    );
    state = next.state;
    effects = [...next.effects];
  }
  return { state, link: state.link, effects, now };
}

const start = { type: 'start' } as const;
const stop = { type: 'stop' } as const;
const ended = { type: 'ended' } as const;
const pauseOver = { type: 'pause-over' } as const;

describe('the link to WhatsApp', () => {
  test('starts a browser, once', () => {
    expect(play(start)).toMatchObject({
      link: { name: 'starting-browser' },
      effects: [{ type: 'launch' }],
    });
    expect(play(start, start).effects).toEqual([]);
  });

  test('goes from the code over linking and syncing to connected', () => {
    const code: Fact = { type: 'code', code: '2@abc' };
    expect(play(start, code).link).toEqual({ name: 'waiting-for-scan', code: '2@abc' });
    expect(play(start, code, { type: 'linking' }).link).toEqual({ name: 'linking' });
    expect(play(start, code, { type: 'syncing' }).link).toEqual({ name: 'syncing' });
    expect(play(start, code, ready)).toMatchObject({
      link: { name: 'connected', phone: '+4930111222', displayName: 'Office', affected: [] },
      effects: [{ type: 'announce-ready' }],
    });
  });

  test('announces each ready, for catching up', () => {
    expect(play(start, ready, ready).effects).toEqual([{ type: 'announce-ready' }]);
  });

  test('says when WhatsApp is away and catches up when it is back', () => {
    const away = play(start, ready, { type: 'offline' });
    expect(away.link).toMatchObject({ name: 'unreachable', retryAt: away.now + 15_000 });
    expect(play(start, ready, { type: 'offline' }, { type: 'online' })).toMatchObject({
      link: { name: 'connected', phone: '+4930111222' },
      effects: [{ type: 'announce-ready' }],
    });
    expect(play(start, ready, { type: 'online' }).effects).toEqual([]);
    expect(play(start, { type: 'offline' }).link).toEqual({ name: 'starting-browser' });
  });

  test('says when another window has taken over', () => {
    expect(play(start, ready, { type: 'used-elsewhere' }).link).toEqual({ name: 'used-elsewhere' });
  });
});

describe('a session that is lost', () => {
  test('is ended, then there is a pause, then a new one', () => {
    const broken = play(start, ready, lost);
    expect(broken.link).toEqual({
      name: 'unreachable',
      reason: 'It broke.',
      retryAt: broken.now + 2_000,
    });
    expect(broken.effects).toEqual([{ type: 'end-session', clearProfile: false }]);
    expect(play(start, ready, lost, 500, ended).effects).toEqual([{ type: 'pause', ms: 1_500 }]);
    expect(play(start, ready, lost, 9_000, ended).effects).toEqual([{ type: 'pause', ms: 0 }]);
    expect(play(start, ready, lost, ended, pauseOver).effects).toEqual([{ type: 'launch' }]);
  });

  test('says so only once', () => {
    expect(play(start, lost, lost).effects).toEqual([]);
    expect(play(start, lost, ready).link).toMatchObject({ name: 'unreachable' });
  });

  test('makes the pauses grow up to a minute', () => {
    const round = [lost, ended, pauseOver] as const;
    const pauses = [0, 1, 2, 3, 4, 5, 6].map((rounds) => {
      const before = Array.from({ length: rounds }, () => round).flat();
      const { effects } = play(start, ...before, lost, ended);
      return effects.map((effect) => (effect.type === 'pause' ? effect.ms : null));
    });
    expect(pauses.flat()).toEqual([2_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
  });

  test('pauses shortly again after five good minutes, and not before', () => {
    const bad = [start, lost, ended, pauseOver, lost, ended, pauseOver] as const;
    const pauseAfter = (healthy: number) => play(...bad, ready, healthy, lost, ended).effects;
    expect(pauseAfter(5 * MINUTE)).toEqual([{ type: 'pause', ms: 2_000 }]);
    expect(pauseAfter(4 * MINUTE)).toEqual([{ type: 'pause', ms: 15_000 }]);
  });
});

test('unlinked on the phone, the profile is cleared and a fresh link begins at once', () => {
  const out: Fact = { type: 'logged-out', reason: 'The phone has unlinked this computer.' };
  expect(play(start, ready, out)).toMatchObject({
    link: { name: 'logged-out' },
    effects: [{ type: 'end-session', clearProfile: true }],
  });
  expect(play(start, ready, out, ended)).toMatchObject({
    link: { name: 'starting-browser' },
    effects: [{ type: 'launch' }],
  });
});

describe('stopping', () => {
  test('ends the session first', () => {
    const stopping = play(start, ready, stop);
    expect(stopping.state.phase).toBe('ending');
    expect(stopping.effects).toEqual([{ type: 'end-session', clearProfile: false }]);
    expect(play(start, ready, stop, ended)).toMatchObject({
      link: { name: 'stopped' },
      effects: [],
    });
  });

  test('overrules a retry and a fresh link', () => {
    const out: Fact = { type: 'logged-out', reason: 'x' };
    expect(play(start, lost, stop, ended).state).toEqual(stopped);
    expect(play(start, out, stop, ended).state).toEqual(stopped);
    expect(play(start, lost, ended, stop).state).toEqual(stopped);
    expect(play(start, lost, ended, stop, pauseOver).state).toEqual(stopped);
  });

  test('is the end of what the session says', () => {
    expect(play(start, stop, ready).link).toEqual({ name: 'stopped' });
    expect(play(stop).state).toEqual(stopped);
  });
});
