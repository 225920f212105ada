import { relative } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';

const { SEED, CASE, RUNS, SHRINK } = process.env;

/**
 * How often a property of a whole office is tried, and what happens when it does not hold: it ends
 * at once with the command that shows it again, because looking for the shortest way to it takes
 * minutes, in which the test would only time out. RUNS, SEED, CASE and SHRINK change that.
 */
export function runs<T>(numRuns: number, ...plugins: fc.Plugin<T>[]): fc.Parameters<T> {
  return {
    numRuns: RUNS === undefined ? numRuns : Number(RUNS),
    ...(SEED !== undefined && { seed: Number(SEED) }),
    ...(CASE !== undefined && { path: CASE }),
    endOnFailure: SHRINK === undefined,
    plugins: [...plugins, () => ({ onAllRunsComplete: report })],
  };
}

function report<T>(out: fc.RunDetails<T>): void {
  if (!out.failed) return;
  const file = relative('.', expect.getState().testPath ?? '');
  const again = `SEED=${out.seed} CASE=${out.counterexamplePath ?? ''} npx vitest run ${file}`;
  const { cause } = out.errorInstance instanceof Error ? out.errorInstance : {};
  throw new Error(`To see it again:\n  ${again}\n${fc.defaultReportMessage(out) ?? ''}`, {
    cause: cause ?? out.errorInstance,
  });
}
