import { describe, expect, test } from 'vitest';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import { route } from '#shared/domain/routing.ts';
import type { Candidate, RoutedChat, RoutingRules } from '#shared/domain/routing.ts';

const MINUTE = 60_000;
const [SALES, REPAIRS] = [1 as TagId, 2 as TagId];

const rules: RoutingRules = {
  mode: 'round-robin',
  capacity: 3,
  includesAdmins: true,
  withoutSkill: 'anybody',
  patienceMs: 10 * MINUTE,
};
const chat: RoutedChat = { tags: [], lastOwnerId: null, waitedMs: 0, isOpen: true };
const about = (...tags: TagId[]): RoutedChat => ({ ...chat, tags });

const somebody = (id: number, more: Partial<Candidate> = {}): Candidate => ({
  id: id as AgentId,
  role: 'agent',
  skills: [],
  capacity: null,
  isDeactivated: false,
  isOnline: true,
  isWorking: true,
  open: 0,
  gaveItBack: false,
  servedAt: 0,
  ...more,
});
const obstacles = (...[wanted, people, its]: Parameters<typeof route>) =>
  Object.fromEntries(route(wanted, people, its).obstacles);

describe('who gets a chat in turn', () => {
  test('is who was served longest ago, and before them who never was', () => {
    const people = [somebody(1, { servedAt: 9 }), somebody(2, { servedAt: 4 }), somebody(3)];
    expect(route(chat, people, rules)).toMatchObject({ toId: 3, why: 'next-in-turn' });
    expect(route(chat, people.slice(0, 2), rules).toId).toBe(2);
    expect(obstacles(chat, people, rules)).toEqual({ 1: 'not-their-turn', 2: 'not-their-turn' });
  });

  test('is nobody who is away, on leave, outside their hours, full or had it already', () => {
    const people = [
      somebody(1, { isOnline: false }),
      somebody(2, { isDeactivated: true }),
      somebody(3, { isWorking: false }),
      somebody(4, { open: 3 }),
      somebody(5, { gaveItBack: true }),
      somebody(6, { role: 'supervisor' }),
    ];
    const decision = route(chat, people, { ...rules, includesAdmins: false });
    expect(decision).toMatchObject({ toId: null, why: null });
    expect(Object.fromEntries(decision.obstacles)).toEqual({
      1: 'not-online',
      2: 'deactivated',
      3: 'off-hours',
      4: 'full',
      5: 'gave-it-back',
      6: 'not-an-agent',
    });
  });
});

describe('somebody’s own capacity', () => {
  test('counts instead of the office’s, be it more or less', () => {
    const people = [somebody(1, { open: 2, capacity: 2 }), somebody(2, { open: 5, capacity: 6 })];
    expect(route(chat, people, rules).toId).toBe(2);
    expect(obstacles(chat, people, rules)).toEqual({ 1: 'full' });
  });

  test('of none means that they are given none', () => {
    expect(obstacles(chat, [somebody(1, { capacity: 0 })], rules)).toEqual({ 1: 'full' });
  });
});

describe('who has the fewest open chats', () => {
  const busy: RoutingRules = { ...rules, mode: 'least-busy' };

  test('gets it, whoever had the last one', () => {
    const people = [somebody(1, { open: 2 }), somebody(2, { open: 1, servedAt: 9 })];
    expect(route(chat, people, busy)).toMatchObject({ toId: 2, why: 'least-busy' });
    expect(obstacles(chat, people, busy)).toEqual({ 1: 'has-more-open' });
  });

  test('among equals is who was served longest ago', () => {
    const people = [somebody(1, { servedAt: 2 }), somebody(2, { servedAt: 1 })];
    expect(route(chat, people, busy).toId).toBe(2);
    expect(obstacles(chat, people, busy)).toEqual({ 1: 'not-their-turn' });
  });
});

describe('a chat about something', () => {
  test('goes to who knows it, whoever’s turn it is', () => {
    const people = [somebody(1), somebody(2, { skills: [SALES], servedAt: 9 })];
    expect(route(about(SALES), people, rules)).toMatchObject({
      toId: 2,
      skill: { tagId: SALES, how: 'knows-it' },
    });
    expect(obstacles(about(SALES), people, rules)).toEqual({ 1: 'lacks-skill' });
  });

  test('and something else goes to who knows either', () => {
    const people = [somebody(1, { skills: [REPAIRS] }), somebody(2, { skills: [SALES] })];
    const decision = route(about(SALES, REPAIRS), people, rules);
    expect(decision).toMatchObject({ toId: 1, skill: { tagId: REPAIRS, how: 'knows-it' } });
  });

  test('that nobody here knows is like any other', () => {
    const people = [somebody(1), somebody(2, { skills: [SALES], isDeactivated: true })];
    expect(route(about(SALES), people, { ...rules, withoutSkill: 'wait' })).toMatchObject({
      toId: 1,
      skill: null,
    });
  });

  describe('while nobody who knows it can take it', () => {
    const people = [somebody(1), somebody(2, { skills: [SALES], isOnline: false })];

    test('goes to anybody', () => {
      expect(route(about(SALES), people, rules)).toMatchObject({
        toId: 1,
        skill: { tagId: SALES, how: 'nobody-there' },
      });
    });

    test('or waits for them', () => {
      const decision = route(about(SALES), people, { ...rules, withoutSkill: 'wait' });
      expect(decision).toMatchObject({ toId: null, waitsFor: { tagId: SALES, forMs: null } });
      expect(Object.fromEntries(decision.obstacles)).toEqual({
        1: 'lacks-skill',
        2: 'not-online',
      });
    });

    test('or waits for them for a while, and then goes to anybody', () => {
      const later: RoutingRules = { ...rules, withoutSkill: 'anybody-later' };
      const waiting = { ...about(SALES), waitedMs: 4 * MINUTE };
      expect(route(waiting, people, later)).toMatchObject({
        toId: null,
        waitsFor: { tagId: SALES, forMs: 6 * MINUTE },
      });
      expect(route({ ...waiting, waitedMs: 10 * MINUTE }, people, later)).toMatchObject({
        toId: 1,
        skill: { tagId: SALES, how: 'nobody-came' },
        waitsFor: null,
      });
    });

    test('and all who know it had it already, goes to anybody', () => {
      const gaveBack = [somebody(1), somebody(2, { skills: [SALES], gaveItBack: true })];
      const decision = route(about(SALES), gaveBack, { ...rules, withoutSkill: 'wait' });
      expect(decision).toMatchObject({ toId: 1, skill: null });
    });
  });
});

describe('a customer who comes back', () => {
  test('goes to the last owner before those who know what it is about', () => {
    const people = [somebody(1, { role: 'admin' }), somebody(2, { skills: [SALES] })];
    const back = { ...about(SALES), lastOwnerId: 1 as AgentId };
    for (const mode of ['manual', 'round-robin'] as const) {
      const decision = route(back, people, { ...rules, mode, includesAdmins: false });
      expect(decision).toMatchObject({ toId: 1, why: 'last-owner', skill: null });
      expect(Object.fromEntries(decision.obstacles)).toEqual({ 2: 'after-last-owner' });
    }
  });

  test('goes the way of the others when the last owner is not there', () => {
    const people = [somebody(1, { isOnline: false }), somebody(2)];
    const back = { ...chat, lastOwnerId: 1 as AgentId };
    expect(route(back, people, rules)).toMatchObject({ toId: 2, why: 'next-in-turn' });
  });
});

test('people pick by hand where the office wants that', () => {
  const manual: RoutingRules = { ...rules, mode: 'manual' };
  const people = [somebody(1), somebody(2, { isOnline: false })];
  expect(route(chat, people, manual).toId).toBeNull();
  expect(obstacles(chat, people, manual)).toEqual({ 1: 'by-hand', 2: 'not-online' });
});

test('nobody is given anything outside the hours', () => {
  const closed = { ...chat, isOpen: false, lastOwnerId: 1 as AgentId };
  expect(route(closed, [somebody(1)], rules).toId).toBeNull();
  expect(obstacles(closed, [somebody(1)], rules)).toEqual({ 1: 'closed' });
});
