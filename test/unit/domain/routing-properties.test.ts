import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AgentId, TagId } from '#shared/domain/ids.ts';
import { obstacleOf, route, routingModes, withoutSkillModes } from '#shared/domain/routing.ts';
import type { Candidate, RoutedChat, RoutingRules } from '#shared/domain/routing.ts';

const RUNS = { numRuns: 2_000 };

const someTags = fc.uniqueArray(
  fc.integer({ min: 1, max: 4 }).map((id) => id as TagId),
  { maxLength: 3 },
);
const anyId = fc.integer({ min: 1, max: 9 }).map((id) => id as AgentId);
const anybody = fc.uniqueArray(
  fc.record({
    id: anyId,
    role: fc.constantFrom('agent' as const, 'supervisor' as const, 'admin' as const),
    skills: someTags,
    capacity: fc.option(fc.nat(4)),
    isDeactivated: fc.boolean(),
    isOnline: fc.boolean(),
    isWorking: fc.boolean(),
    open: fc.nat(5),
    gaveItBack: fc.boolean(),
    servedAt: fc.nat(9),
  }),
  { selector: ({ id }) => id, maxLength: 6 },
);
/** Somebody can usually take it: the decision is among several. */
const mostlyAble = anybody.map((all) =>
  all.map((one): Candidate => {
    if (one.servedAt % 3 === 0) return one;
    const here = { isDeactivated: false, isOnline: true, isWorking: true, gaveItBack: false };
    return { ...one, ...here };
  }),
);
const anyRules: fc.Arbitrary<RoutingRules> = fc.record({
  mode: fc.constantFrom(...routingModes),
  capacity: fc.integer({ min: 1, max: 5 }),
  includesAdmins: fc.boolean(),
  withoutSkill: fc.constantFrom(...withoutSkillModes),
  patienceMs: fc.constant(600_000),
});
const anyChat: fc.Arbitrary<RoutedChat> = fc.record({
  tags: someTags,
  lastOwnerId: fc.option(anyId),
  waitedMs: fc.nat(1_200_000),
  isOpen: fc.boolean(),
});

test('nobody gets one above their capacity or the office’s, who is not online, not at work, left or had it', () => {
  fc.assert(
    fc.property(anyChat, fc.oneof(anybody, mostlyAble), anyRules, (chat, people, rules) => {
      const { toId } = route(chat, people, rules);
      const chosen = people.find(({ id }) => id === toId);
      fc.pre(chosen !== undefined);
      expect(chosen).toMatchObject({
        isOnline: true,
        isWorking: true,
        isDeactivated: false,
        gaveItBack: false,
      });
      expect(chosen?.open).toBeLessThan(chosen?.capacity ?? rules.capacity);
      expect(chat.isOpen).toBe(true);
      if (!rules.includesAdmins && toId !== chat.lastOwnerId) expect(chosen?.role).toBe('agent');
    }),
    RUNS,
  );
});

test('everybody has either the chat or a reason why not', () => {
  fc.assert(
    fc.property(anyChat, fc.oneof(anybody, mostlyAble), anyRules, (chat, people, rules) => {
      const { toId, why, obstacles, waitsFor } = route(chat, people, rules);
      const explained = [...obstacles.keys(), ...(toId === null ? [] : [toId])];
      expect(explained.toSorted()).toEqual(people.map(({ id }) => id).toSorted());
      expect(why === null).toBe(toId === null);
      // What is in somebody's own way is said before what is not.
      for (const one of people) {
        const own = obstacleOf(one, rules);
        if (own !== null && one.id !== toId) expect(obstacles.get(one.id)).toBe(own);
      }
      // When nobody gets it, that is not because it is somebody else's turn.
      if (toId === null) {
        expect([...obstacles.values()]).not.toContain('not-their-turn');
        expect([...obstacles.values()]).not.toContain('has-more-open');
      }
      if (waitsFor !== null) expect(toId).toBeNull();
    }),
    RUNS,
  );
});

test('whoever knows what it is about comes before everybody who does not', () => {
  fc.assert(
    fc.property(anyChat, mostlyAble, anyRules, (chat, people, rules) => {
      const { toId, why, skill } = route(chat, people, rules);
      fc.pre(toId !== null && why !== 'last-owner');
      const knows = (one: Candidate) => one.skills.some((each) => chat.tags.includes(each));
      const experts = people.filter((one) => obstacleOf(one, rules) === null && knows(one));
      const chosen = people.find(({ id }) => id === toId);
      if (experts.length === 0) expect(skill?.how).not.toBe('knows-it');
      else {
        expect(experts).toContain(chosen);
        expect(skill?.how).toBe('knows-it');
        expect(chosen?.skills).toContain(skill?.tagId);
        expect(chat.tags).toContain(skill?.tagId);
      }
    }),
    RUNS,
  );
});

test('who has the fewest open chats is nobody who has one more than another who could take it', () => {
  fc.assert(
    fc.property(anyChat, mostlyAble, anyRules, (chat, people, rules) => {
      const { toId, why, skill } = route(chat, people, { ...rules, mode: 'least-busy' });
      fc.pre(toId !== null && why === 'least-busy');
      const chosen = people.find(({ id }) => id === toId);
      const isRival = (one: Candidate) =>
        obstacleOf(one, rules) === null &&
        (skill?.how !== 'knows-it' || one.skills.some((each) => chat.tags.includes(each)));
      for (const one of people.filter(isRival)) {
        expect(chosen?.open).toBeLessThanOrEqual(one.open);
      }
    }),
    RUNS,
  );
});

test('in turn, among those who can take the same nobody has two more than another', () => {
  const person = fc.record({ skills: someTags });
  const chats = fc.array(someTags, { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), chats, (team, all) => {
      const rules: RoutingRules = {
        mode: 'round-robin',
        capacity: 1_000,
        includesAdmins: true,
        withoutSkill: 'anybody',
        patienceMs: 0,
      };
      let people = team.map(({ skills }, index): Candidate => ({
        id: (index + 1) as AgentId,
        role: 'agent',
        skills,
        capacity: null,
        isDeactivated: false,
        isOnline: true,
        isWorking: true,
        open: 0,
        gaveItBack: false,
        servedAt: 0,
      }));
      for (const [index, tags] of all.entries()) {
        const { toId } = route(
          { tags, lastOwnerId: null, waitedMs: 0, isOpen: true },
          people,
          rules,
        );
        people = people.map((one) =>
          one.id === toId ? { ...one, open: one.open + 1, servedAt: index + 1 } : one,
        );
      }
      // Equals: who know exactly the same.
      const groups = Map.groupBy(people, ({ skills }) => skills.toSorted().join());
      for (const equals of groups.values()) {
        const counts = equals.map(({ open }) => open);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
});
