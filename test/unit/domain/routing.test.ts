import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgentId } from '#shared/domain/ids.ts';
import { chooseAgent, routingModes } from '#shared/domain/routing.ts';
import type { Candidate, RoutingRules } from '#shared/domain/routing.ts';

const rules: RoutingRules = { mode: 'round-robin', capacity: 3, includesAdmins: true };
const somebody = (id: number, more: Partial<Candidate> = {}): Candidate => ({
  id: id as AgentId,
  role: 'agent',
  isOnline: true,
  isWorking: true,
  open: 0,
  gaveItBack: false,
  ...more,
});

const anybody = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 9 }).map((id) => id as AgentId),
    role: fc.constantFrom('agent' as const, 'admin' as const),
    isOnline: fc.boolean(),
    isWorking: fc.boolean(),
    open: fc.nat(5),
    gaveItBack: fc.boolean(),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
);
const anyRules = fc.record({
  mode: fc.constantFrom(...routingModes),
  capacity: fc.integer({ min: 1, max: 5 }),
  includesAdmins: fc.boolean(),
});
const anyLast = fc.option(fc.integer({ min: 1, max: 9 }).map((id) => id as AgentId));

test('nobody gets one who is not online, has no room or gave it back, and everybody else is explained', () => {
  fc.assert(
    fc.property(anybody, anyRules, anyLast, (candidates, its, last) => {
      const { toId, obstacles } = chooseAgent(candidates, its, last);
      const chosen = candidates.find(({ id }) => id === toId);
      if (chosen) {
        expect(chosen).toMatchObject({ isOnline: true, isWorking: true, gaveItBack: false });
        expect(chosen.open).toBeLessThan(its.capacity);
        if (!its.includesAdmins) expect(chosen.role).toBe('agent');
        expect(obstacles.has(chosen.id)).toBe(false);
      } else if (its.mode !== 'manual') {
        // Nobody gets it: there is a reason for each of them.
        expect([...obstacles.keys()].sort()).toEqual(candidates.map(({ id }) => id).sort());
      }
    }),
  );
});

test('in turn, nobody has two more than another who was there all the time', () => {
  const people = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(people, fc.nat(40), anyLast, (count, chats, begin) => {
      const got = new Map<AgentId, number>();
      const candidates = Array.from({ length: count }, (_, index) => somebody(index + 1));
      let last = begin;
      for (let chat = 0; chat < chats; chat += 1) {
        const { toId } = chooseAgent(candidates, rules, last);
        if (toId === null) throw new Error('Somebody has room.');
        got.set(toId, (got.get(toId) ?? 0) + 1);
        last = toId;
      }
      const counts = candidates.map(({ id }) => got.get(id) ?? 0);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
  );
});

describe('who has the fewest open chats', () => {
  const busy: RoutingRules = { ...rules, mode: 'least-busy' };

  test('gets it, whoever had the last one', () => {
    const candidates = [
      somebody(1, { open: 2 }),
      somebody(2, { open: 1 }),
      somebody(3, { open: 2 }),
    ];
    expect(chooseAgent(candidates, busy, 2 as AgentId).toId).toBe(2);
  });

  test('among equals is whose turn it is', () => {
    const candidates = [somebody(1), somebody(2), somebody(3)];
    expect(chooseAgent(candidates, busy, 2 as AgentId).toId).toBe(3);
    expect(chooseAgent(candidates, busy, 3 as AgentId).toId).toBe(1);
  });
});

test('people pick by hand where the office wants that', () => {
  expect(chooseAgent([somebody(1)], { ...rules, mode: 'manual' }, null).toId).toBeNull();
});
