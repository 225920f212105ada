import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectInvariants, expectSameScreens, settle } from '#test/doubles/network/judge.ts';
import { LanOffice } from '#test/doubles/network/lan-office.ts';
import { isLanPossible } from '#test/doubles/network/is-lan-possible.ts';
import { anyPlan } from '#test/doubles/network/troubles.ts';

const { SEED, CASE, RUNS } = process.env;

test.runIf(isLanPossible)(
  'with a slow and lossy network, half-open connections and a host that is killed, all invariants hold',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan, async (plan) => {
        const office = await LanOffice.open(plan.seed);
        try {
          await office.run(plan);
          await settle(office);
          await expectSameScreens(office);
          // Without losses and returns nothing was tried.
          expect((await office.lan.counts()).lost).toBeGreaterThan(0);
          const reports = await Promise.all(office.desks.map((desk) => desk.do('report')));
          expect(reports.every(({ modes }) => modes.includes('resumed'))).toBe(true);
          await office.end();
          await expectInvariants(office, reports);
        } finally {
          await office.close();
        }
      }),
      {
        numRuns: RUNS === undefined ? 1 : Number(RUNS),
        ...(SEED === undefined ? {} : { seed: Number(SEED) }),
        ...(CASE === undefined ? {} : { path: CASE }),
        endOnFailure: true,
        reporter: report,
      },
    );
  },
  24 * 60 * 60_000,
);

/** The plan itself is long and says little: its seed gives it again. */
function report<T>(out: fc.RunDetails<T>): void {
  if (!out.failed) return;
  const again = `SEED=${out.seed} CASE=${out.counterexamplePath ?? ''} npx vitest run test/e2e/network`;
  const { cause } = out.errorInstance instanceof Error ? out.errorInstance : {};
  throw new Error(`The same plan again:\n  ${again}`, { cause: cause ?? out.errorInstance });
}
