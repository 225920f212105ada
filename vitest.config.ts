import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SideBySide } from './build/test-order.ts';

const cores = availableParallelism();

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

/** Much of their time they wait: for hosts, browsers and each other. */
const SIDE_BY_SIDE = cores + 3;

const e2e = { testTimeout: 120_000, hookTimeout: 120_000 };
/** Whoever asks for more runs of a property has the time. */
const testTimeout = process.env['RUNS'] === undefined ? 120_000 : 24 * 60 * 60_000;
const alone = [
  'desktop/closing',
  'desktop/lifecycle',
  'desktop-real/*',
  'faults/*',
  'network/*',
].map((files) => `test/e2e/${files}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('architecture', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('integration', {
        testTimeout,
        hookTimeout: 60_000,
        maxWorkers: SIDE_BY_SIDE,
        sequence: { groupOrder: 1 },
      }),
      project('e2e', {
        ...e2e,
        exclude: alone,
        maxWorkers: SIDE_BY_SIDE,
        sequence: { groupOrder: 1 },
      }),
      // One at a time: they have things end on time.
      project('e2e-alone', {
        ...e2e,
        include: alone,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
      }),
    ],
    maxWorkers: cores,
    sequence: { sequencer: SideBySide },
    restoreMocks: true,
    // What happens at once on a free machine, and later on one that all tests share.
    expect: { poll: { timeout: 15_000 } },
  },
});
