import fc from 'fast-check';
import { agentStatusSchema, statusReasonSchema } from '#shared/domain/presence.ts';

const conversation = fc.integer({ min: 1, max: 8 });
const few = fc.integer({ min: 1, max: 4 });
const view = fc.constantFrom('waiting' as const, 'mine' as const, 'all' as const);

/** What may happen to a host, its network and one of its clients. */
export const stormActions = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), conversation, late: fc.nat(6) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('patch' as const), conversation, pick: fc.nat(50) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      conversation,
      by: fc.integer({ min: 2, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), conversation }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('agent' as const, 'number' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      who: fc.integer({ min: 1, max: 3 }),
      status: fc.constantFrom(...agentStatusSchema.options),
      why: fc.constantFrom(...statusReasonSchema.options),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('answering' as const),
      conversation,
      agents: fc.subarray([1, 2, 3]),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('office' as const), awayMinutes: fc.nat(60) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('hours' as const), isOpen: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      conversation,
      around: fc.option(fc.nat(50)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('older' as const, 'newer' as const), conversation }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), conversation }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('list' as const), view }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reply' as const), conversation }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('insist' as const, 'takeBack' as const),
      conversation,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('deliver' as const, 'answer' as const),
      count: few,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.integer({ min: 1, max: 30_000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'drop' as const,
        'lose' as const,
        'restart' as const,
        'forgetful' as const,
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('repeat' as const),
      lines: fc.nat(1),
      frames: fc.nat(3),
    }),
  },
);

export type StormAction = typeof stormActions extends fc.Arbitrary<infer A> ? A : never;
