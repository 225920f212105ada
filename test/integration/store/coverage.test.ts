import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ledger } from '#main/core/journal/ledger.ts';
import { nextCoverage, NO_COVERAGE } from '#shared/domain/coverage.ts';
import type { Coverage, CoverageFact } from '#shared/domain/coverage.ts';
import type { WaAddress } from '#shared/domain/ids.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { temporaryStore } from '#test/doubles/store/temporary-store.ts';
import { runs } from '#test/doubles/property-runs.ts';

const phone = fc.constantFrom('+49151', '+55119', '+4420');
const time = fc.integer({ min: 0, max: 1e13 });

type Draft = CoverageFact | { readonly kind: 'close'; readonly nth: number; readonly end: number };

const draft: fc.Arbitrary<Draft> = fc.oneof(
  fc.record({ kind: fc.constant('coverage.number-linked' as const), phone }),
  fc.record({
    kind: fc.constant('coverage.import-started' as const),
    phone,
    since: time,
    total: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('coverage.chat-imported' as const),
    phone,
    address: fc.constantFrom('1@c.us', '2@lid'),
    total: fc.nat(),
  }),
  fc.record({ kind: fc.constant('coverage.import-finished' as const), phone }),
  fc.record({
    kind: fc.constant('coverage.gap-opened' as const),
    gap: fc.record({
      id: fc.constant(0),
      phone,
      conversationId: fc.constant(null),
      reason: fc.constantFrom('host-off' as const, 'unreachable' as const),
      begin: time,
      end: fc.option(time),
    }),
  }),
  fc.record({ kind: fc.constant('close' as const), nth: fc.nat(30), end: time }),
);

test('the tables hold what screens come to from the same facts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(draft, { maxLength: 80 }), async (drafts) => {
      const clock = new ManualClock();
      const store = temporaryStore();
      const ledger = new Ledger(store, clock);
      let coverage: Coverage = NO_COVERAGE;
      for (const each of drafts) {
        await clock.advance(1_000);
        const fact = factOf(each, coverage, store.read.coverage.nextGapId());
        if (fact === null) continue;
        coverage = nextCoverage(coverage, fact, clock.now());
        await ledger.write(({ record }) => record(fact));
        expect(store.read.coverage.get()).toEqual(coverage);
      }
      await store.close();
    }),
    runs(30),
  );
});

function factOf(each: Draft, { gaps }: Coverage, id: number): CoverageFact | null {
  if (each.kind === 'coverage.gap-opened') return { ...each, gap: { ...each.gap, id } };
  if (each.kind !== 'close') return each;
  const gap = gaps[each.nth % Math.max(1, gaps.length)];
  if (gap === undefined) return null;
  return { kind: 'coverage.gap-closed', gapId: gap.id, end: each.end };
}

test('which chats were taken over is known by number', async () => {
  const store = temporaryStore();
  const ledger = new Ledger(store, new ManualClock());
  const address = '4915111111@c.us' as WaAddress;
  await ledger.write(({ record }) => {
    record({ kind: 'coverage.number-linked', phone: '+1' });
    record({ kind: 'coverage.import-started', phone: '+1', since: 5, total: 2 });
    record({ kind: 'coverage.chat-imported', phone: '+1', address, total: 2 });
  });
  expect(store.read.coverage.isImported('+1', address)).toBe(true);
  expect(store.read.coverage.isImported('+2', address)).toBe(false);
  expect(store.read.coverage.get().numbers[0]?.import).toEqual({ since: 5, done: 1, total: 2 });
  expect(store.read.coverage.links()).toMatchObject([{ phone: '+1', afterMessage: 0 }]);
});
